// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.Chosen;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.lake.TextFormat;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of a source that are read in one go: they lie alike and mean the same.
 *
 * @param files in order
 * @param format how they lie
 * @param columns the files' columns of each event field that they have
 * @param claims the files' columns of each claim that they have
 * @param properties the further columns that they have
 * @param shapedProperties the further columns and expressions by the names they are kept under
 * @param zoneColumn where they say the zone of times without one
 * @param times how their times are written, to be tried in this order
 * @param mark how their numbers are written
 */
record FileGroup(
    List<InputFile> files,
    TextFormat format,
    Map<EventField, Chosen> columns,
    Map<String, Chosen> claims,
    List<String> properties,
    Map<String, Chosen> shapedProperties,
    Optional<Chosen> zoneColumn,
    List<String> times,
    NumberForms.Mark mark) {

  FileGroup {
    files = List.copyOf(files);
    columns = Collections.unmodifiableMap(columns);
    claims = Collections.unmodifiableMap(claims);
    shapedProperties = Collections.unmodifiableMap(shapedProperties);
  }

  FileGroup withFiles(List<InputFile> some) {
    return new FileGroup(
        some, format, columns, claims, properties, shapedProperties, zoneColumn, times, mark);
  }

  boolean has(EventField field) {
    return columns.containsKey(field);
  }

  /** Whether a column can be read: lines of JSON may have it where those looked at have not. */
  boolean canRead(String column) {
    return format instanceof TextFormat.JsonLines || files.get(0).shape().fields().contains(column);
  }

  /**
   * What files of one shape, given in {@code files}, mean under {@code source}.
   *
   * @param all files of the source that are read now: where these leave a question open, others may
   *     answer it
   * @throws io.perennial.ingest.IngestException when times or numbers could mean two things
   */
  static FileGroup of(SourceConfig source, List<InputFile> files, List<InputFile> all) {
    FileShape shape = files.get(0).shape();
    List<String> fields = shape.fields();
    Map<EventField, Chosen> columns = new EnumMap<>(EventField.class);
    source
        .mapping()
        .columns()
        .forEach((field, choice) -> choice.chosen(fields).ifPresent(c -> columns.put(field, c)));
    Map<String, Chosen> claims = chosen(source.mapping().claims(), fields);
    // in the order of names: the ids of events depend on how properties are written
    List<String> properties =
        source.mapping().properties().stream()
            .filter(fields::contains)
            .distinct()
            .sorted()
            .toList();
    Forms forms = new Forms(source, files, all);
    NumberForms.Mark mark = forms.mark();
    return new FileGroup(
        files,
        shape.format(),
        columns,
        claims,
        properties,
        chosen(source.mapping().shaping().properties(), fields),
        source.mapping().shaping().zoneColumn().flatMap(choice -> choice.chosen(fields)),
        forms.times(mark),
        mark);
  }

  private static Map<String, Chosen> chosen(
      Map<String, ColumnChoice> choices, List<String> fields) {
    Map<String, Chosen> chosen = new LinkedHashMap<>();
    choices.forEach((name, choice) -> choice.chosen(fields).ifPresent(c -> chosen.put(name, c)));
    return chosen;
  }
}
