// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.config.Nearest;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import java.util.List;

/** Whether files have the columns that their source names. */
final class FileColumns {

  private static final List<EventField> NEEDED = List.of(EventField.CUSTOMER, EventField.TIME);

  private final SourceConfig source;

  FileColumns(SourceConfig source) {
    this.source = source;
  }

  /**
   * @throws IngestException when a file lacks what no row can be without
   */
  void requireNeeded(InputFile file) {
    for (EventField field : NEEDED) {
      ColumnChoice choice = source.mapping().columns().get(field);
      require("columns." + field.key(), choice, file, List.of());
    }
  }

  /**
   * @param all files of the source that are read now
   * @throws IngestException when the source names a column that neither this file nor another has
   */
  void requireOthers(InputFile file, List<InputFile> all) {
    source
        .mapping()
        .columns()
        .forEach((field, choice) -> require("columns." + field.key(), choice, file, all));
    source
        .mapping()
        .claims()
        .forEach((claim, choice) -> require("claims." + claim, choice, file, all));
    source
        .mapping()
        .properties()
        .forEach(p -> require("properties", ColumnChoice.of(p), file, all));
  }

  /** A column may be missing from a file when another file of the source has it. */
  private void require(String key, ColumnChoice choice, InputFile file, List<InputFile> all) {
    List<String> fields = file.shape().fields();
    if (choice.in(fields).isPresent()
        || all.stream().anyMatch(f -> choice.in(f.shape().fields()).isPresent())) {
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
            + Nearest.name(wanted, fields).map(near -> " (did you mean " + near + "?)").orElse(""));
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
}
