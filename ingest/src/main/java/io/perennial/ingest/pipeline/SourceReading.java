// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.ingest.sniff.Transcoded;
import io.perennial.lake.TextFormat;
import io.perennial.lake.workspace.ProcessFolder;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the pieces of a source, lands those that are new, and says which are read together. */
final class SourceReading implements AutoCloseable {

  private static final String SPILL = "state/spill";

  private final SourceConfig source;
  private final ZoneId zone;
  private final ProcessFolder copies;
  private final Transcoded transcoded;
  private final Origin origin;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> fingerprints = new LinkedHashMap<>();
  private final Map<String, IngestException> notRead = new LinkedHashMap<>();

  /**
   * @param folder the workspace, where relative paths start
   * @param zone of times without one
   */
  SourceReading(SourceConfig source, Path folder, ZoneId zone) {
    this.source = source;
    this.zone = zone;
    this.copies = copies(folder);
    this.transcoded = new Transcoded(copies);
    this.origin = Origins.open(source, folder, zone, copies::make);
  }

  /**
   * A folder for copies of rows, which are personal data. What a killed process left goes when the
   * next one reads files, or opens an engine.
   */
  static ProcessFolder copies(Path workspace) {
    return ProcessFolder.below(workspace.resolve(SPILL), "copies");
  }

  /** What people should know about the files. */
  List<String> notes() {
    return notes;
  }

  /** The fingerprint of every file of the source by name, in the order of reading. */
  Map<String, String> fingerprints() {
    return fingerprints;
  }

  /** Why files cannot be read, by their names. */
  Map<String, IngestException> notRead() {
    return notRead;
  }

  /**
   * The pieces that are not {@code past}, in groups that are read together; those that cannot be
   * read, lack a column, or could mean two things are not among them.
   *
   * @param past what was read before
   * @throws IngestException when the origin cannot be reached, or there is nothing
   */
  List<FileGroup> groups(PastReadings past, long batchBytes) {
    List<InputFile> inputs = new ArrayList<>();
    for (Piece piece : origin.pieces(past.files())) {
      if (past.isGrowing(piece.name())) {
        continue;
      }
      orNot(
          piece.name(),
          () -> {
            String fingerprint = Fingerprint.of(piece.fingerprint(), settings());
            fingerprints.put(piece.name(), fingerprint);
            if (!past.holds(fingerprint)) {
              inputs.add(look(piece, fingerprint));
            }
          });
    }
    notes.addAll(origin.notes());
    return grouped(inputs, List.of(), batchBytes);
  }

  /**
   * Pieces that were read before, once more, each in a group of its own; one that is gone is not
   * among them.
   *
   * @param names of the pieces
   */
  List<FileGroup> again(Collection<String> names) {
    List<InputFile> inputs = new ArrayList<>();
    for (String name : names) {
      orNot(
          name,
          () -> {
            Optional<Piece> piece = origin.again(name);
            if (piece.isPresent()) {
              String fingerprint = Fingerprint.of(piece.get().fingerprint(), settings());
              fingerprints.put(name, fingerprint);
              inputs.add(look(piece.get(), fingerprint));
            }
          });
    }
    Map<String, IngestException> unreadable = Map.copyOf(notRead);
    List<FileGroup> alone = grouped(new ArrayList<>(inputs), List.of(), 1);
    if (notRead.size() == unreadable.size() || source.files().isEmpty()) {
      return alone;
    }
    // what they leave open, others of the source may say
    notRead.keySet().retainAll(unreadable.keySet());
    List<InputFile> others = new ArrayList<>();
    for (Piece piece : origin.pieces(List.of())) {
      if (!names.contains(piece.name())) {
        orNot(
            piece.name(),
            () -> others.add(look(piece, Fingerprint.of(piece.fingerprint(), settings()))));
      }
    }
    // others are not to be read now: what is wrong with them is no matter
    notRead.keySet().retainAll(names);
    return grouped(inputs, others, 1);
  }

  /**
   * @param others that are not read now, and may answer what {@code inputs} leave open
   */
  private List<FileGroup> grouped(List<InputFile> inputs, List<InputFile> others, long batchBytes) {
    FileColumns columns = new FileColumns(source);
    for (InputFile input : List.copyOf(inputs)) {
      orNot(input.name(), () -> columns.requireNeeded(input));
    }
    inputs.removeIf(input -> notRead.containsKey(input.name()));
    List<InputFile> fitting = new ArrayList<>(inputs);
    fitting.addAll(others);
    for (InputFile input : List.copyOf(inputs)) {
      orNot(input.name(), () -> columns.requireOthers(input, fitting));
    }
    inputs.removeIf(input -> notRead.containsKey(input.name()));
    fitting.removeIf(input -> notRead.containsKey(input.name()));
    return split(inputs, fitting, batchBytes);
  }

  private InputFile look(Piece piece, String fingerprint) {
    Landed landed = piece.land(copies.make());
    FileShape shape = new FileSniffer(landed.reading()).look(landed.file(), piece.name());
    Path readable =
        shape.transcode() ? transcoded.copy(landed.file(), piece.name(), shape) : landed.file();
    if (!shape.hasRows()) {
      notes.add(piece.name() + " has a header and no rows: nothing was read from it");
    }
    notes.addAll(landed.notes());
    return new InputFile(
        piece, readable, shape, landed.plainNumbers(), landed.hasPlaces(), fingerprint);
  }

  /** Does something for a file, or keeps why it cannot be read. */
  private void orNot(String name, Runnable work) {
    try {
      work.run();
    } catch (IngestException e) {
      notRead.put(name, e);
    }
  }

  private String settings() {
    return source.name() + '\n' + source.canonical() + '\n' + zone;
  }

  private record Likeness(
      String together, TextFormat format, boolean hasPlaces, List<String> fields) {}

  private List<FileGroup> split(List<InputFile> inputs, List<InputFile> all, long batchBytes) {
    Map<Likeness, List<InputFile>> alike = new LinkedHashMap<>();
    for (InputFile input : inputs) {
      Likeness likeness =
          new Likeness(
              input.piece().together(), input.shape().format(), input.hasPlaces(), fieldsOf(input));
      alike.computeIfAbsent(likeness, key -> new ArrayList<>()).add(input);
    }
    List<FileGroup> groups = new ArrayList<>();
    for (List<InputFile> files : alike.values()) {
      groups.addAll(whole(files, all, batchBytes));
    }
    return groups;
  }

  private List<FileGroup> whole(List<InputFile> files, List<InputFile> all, long batchBytes) {
    FileGroup whole;
    try {
      whole = FileGroup.of(source, files, all);
    } catch (IngestException e) {
      if (files.size() == 1) {
        notRead.put(files.get(0).name(), e);
        return List.of();
      }
      // one of them could mean two things: the others are not to wait for it
      return files.stream().flatMap(f -> whole(List.of(f), all, batchBytes).stream()).toList();
    }
    return batches(whole, batchBytes);
  }

  private static List<FileGroup> batches(FileGroup whole, long batchBytes) {
    List<FileGroup> groups = new ArrayList<>();
    List<InputFile> batch = new ArrayList<>();
    long bytes = 0;
    for (InputFile file : whole.files()) {
      if (!batch.isEmpty() && bytes + file.unpackedBytes() > batchBytes) {
        groups.add(whole.withFiles(batch));
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(file);
      bytes += file.unpackedBytes();
    }
    groups.add(whole.withFiles(batch));
    return groups;
  }

  /** What an object holds differs by line: only the fields that matter must be the same. */
  private List<String> fieldsOf(InputFile input) {
    if (!(input.shape().format() instanceof TextFormat.JsonLines)) {
      return input.shape().fields();
    }
    Set<String> named = new LinkedHashSet<>();
    for (ColumnChoice choice : source.mapping().choices().values()) {
      choice.chosen(input.shape().fields()).ifPresent(chosen -> named.addAll(chosen.reads()));
    }
    if (input.hasPlaces()) {
      MappedRows.OF_LANDED_ROWS.stream()
          .filter(input.shape().fields()::contains)
          .forEach(named::add);
    }
    return List.copyOf(named);
  }

  @Override
  public void close() {
    try {
      origin.close();
    } finally {
      copies.close();
    }
  }
}
