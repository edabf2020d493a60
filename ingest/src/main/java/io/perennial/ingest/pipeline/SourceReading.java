// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.ingest.sniff.Nearest;
import io.perennial.ingest.sniff.SourceFiles;
import io.perennial.ingest.sniff.Transcoded;
import io.perennial.lake.TextFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the files of a source, looks at those that are new, and says which are read together. */
final class SourceReading implements AutoCloseable {

  private final SourceConfig source;
  private final Path folder;
  private final ZoneId zone;
  private final Transcoded transcoded = new Transcoded();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> fingerprints = new LinkedHashMap<>();

  /**
   * @param folder the workspace, where relative paths start
   * @param zone of times without one
   */
  SourceReading(SourceConfig source, Path folder, ZoneId zone) {
    this.source = source;
    this.folder = folder;
    this.zone = zone;
  }

  /** What people should know about the files. */
  List<String> notes() {
    return notes;
  }

  /** The fingerprint of every file of the source by name, in the order of reading. */
  Map<String, String> fingerprints() {
    return fingerprints;
  }

  /**
   * The files that are not {@code done}, in groups that are read together.
   *
   * @param done whether a file of that fingerprint was read before
   * @throws IngestException when a file cannot be read or lacks a column
   */
  List<FileGroup> groups(Predicate<String> done, long batchBytes) {
    Map<String, Path> files = SourceFiles.find(folder, source.files(), source.name());
    List<InputFile> inputs = new ArrayList<>();
    FileSniffer sniffer = new FileSniffer(source.reading());
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String name = file.getKey();
      String fingerprint = Fingerprint.of(file.getValue(), name, settings());
      fingerprints.put(name, fingerprint);
      if (!done.test(fingerprint)) {
        FileShape shape = sniffer.look(file.getValue(), name);
        Path readable =
            shape.transcode() ? transcoded.copy(file.getValue(), name, shape) : file.getValue();
        if (!shape.hasRows()) {
          notes.add(name + " has a header and no rows: nothing was read from it");
        }
        inputs.add(
            new InputFile(name, readable, shape, fingerprint, file.getValue().toFile().length()));
      }
    }
    requireColumns(inputs);
    return split(inputs, batchBytes);
  }

  private String settings() {
    return source.name() + '\n' + source.canonical() + '\n' + zone;
  }

  private record Likeness(TextFormat format, List<String> fields) {}

  private List<FileGroup> split(List<InputFile> inputs, long batchBytes) {
    Map<Likeness, List<InputFile>> alike = new LinkedHashMap<>();
    for (InputFile input : inputs) {
      Likeness likeness = new Likeness(input.shape().format(), fieldsOf(input));
      alike.computeIfAbsent(likeness, key -> new ArrayList<>()).add(input);
    }
    List<FileGroup> groups = new ArrayList<>();
    for (List<InputFile> files : alike.values()) {
      FileGroup whole = FileGroup.of(source, files, inputs);
      List<InputFile> batch = new ArrayList<>();
      long bytes = 0;
      for (InputFile file : files) {
        if (!batch.isEmpty() && bytes + file.unpackedBytes() > batchBytes) {
          groups.add(whole.withFiles(batch));
          batch = new ArrayList<>();
          bytes = 0;
        }
        batch.add(file);
        bytes += file.unpackedBytes();
      }
      groups.add(whole.withFiles(batch));
    }
    return groups;
  }

  /** What an object holds differs by line: only the fields that matter must be the same. */
  private List<String> fieldsOf(InputFile input) {
    if (!(input.shape().format() instanceof TextFormat.JsonLines)) {
      return input.shape().fields();
    }
    Set<String> named = new LinkedHashSet<>();
    for (ColumnChoice choice : source.mapping().columns().values()) {
      choice.in(input.shape().fields()).ifPresent(named::addAll);
    }
    for (ColumnChoice choice : source.mapping().claims().values()) {
      choice.in(input.shape().fields()).ifPresent(named::addAll);
    }
    source.mapping().properties().stream()
        .filter(input.shape().fields()::contains)
        .forEach(named::add);
    return List.copyOf(named);
  }

  private void requireColumns(List<InputFile> inputs) {
    for (InputFile input : inputs) {
      source
          .mapping()
          .columns()
          .forEach(
              (field, choice) -> {
                boolean needed = field == EventField.CUSTOMER || field == EventField.TIME;
                require("columns." + field.key(), choice, needed, input, inputs);
              });
      source
          .mapping()
          .claims()
          .forEach((claim, choice) -> require("claims." + claim, choice, false, input, inputs));
      source
          .mapping()
          .properties()
          .forEach(p -> require("properties", ColumnChoice.of(p), false, input, inputs));
    }
  }

  /** A column may be missing from a file when another file of the source has it. */
  private void require(
      String key, ColumnChoice choice, boolean needed, InputFile file, List<InputFile> all) {
    List<String> fields = file.shape().fields();
    if (choice.in(fields).isPresent()
        || (!needed && all.stream().anyMatch(f -> choice.in(f.shape().fields()).isPresent()))) {
      return;
    }
    String setting = "sources." + source.name() + "." + key;
    if (file.shape().onlyField().isPresent()) {
      String only = file.shape().onlyField().get();
      throw new IngestException(
          "Cannot split "
              + file.name()
              + ": it has one column, '"
              + shortened(only)
              + "' (check sources."
              + source.name()
              + ".delimiter: "
              + delimiterIn(only)
              + ")");
    }
    String wanted = choice.alternatives().get(0);
    throw new IngestException(
        "Unknown column: '"
            + String.join("' or '", choice.alternatives())
            + "' in "
            + setting
            + ": "
            + file.name()
            + " has "
            + String.join(", ", fields)
            + Nearest.to(wanted, fields).map(near -> " (did you mean " + near + "?)").orElse(""));
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static String delimiterIn(String header) {
    for (char delimiter : new char[] {';', ',', '\t', '|'}) {
      if (header.indexOf(delimiter) >= 0) {
        return "it looks like '" + (delimiter == '\t' ? "\\t" : String.valueOf(delimiter)) + "'";
      }
    }
    return "set it to the character between the fields";
  }

  @Override
  public void close() {
    transcoded.close();
  }
}
