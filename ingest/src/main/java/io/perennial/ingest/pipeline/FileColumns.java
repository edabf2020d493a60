// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.config.Nearest;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import java.util.List;
import java.util.Map;

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
      if (choice != null) {
        require("columns." + field.key(), choice, file, List.of());
      }
    }
    // what decides about rows is not to be taken for missing: all of them would be left out
    Map<String, ColumnChoice> choices = source.mapping().choices();
    for (String key : List.of("only", "zone-column")) {
      if (choices.containsKey(key)) {
        require(key, choices.get(key), file, List.of());
      }
    }
  }

  /**
   * @param all files of the source that are read now
   * @throws IngestException when the source names a column that neither this file nor another has
   */
  void requireOthers(InputFile file, List<InputFile> all) {
    source.mapping().choices().forEach((key, choice) -> require(key, choice, file, all));
  }

  /** A column may be missing from a file when another file of the source has it. */
  private void require(String key, ColumnChoice choice, InputFile file, List<InputFile> all) {
    List<String> fields = file.shape().fields();
    if (choice.chosen(fields).isPresent()
        || all.stream().anyMatch(f -> choice.chosen(f.shape().fields()).isPresent())) {
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
    String wanted = choice.wanted(fields);
    throw new IngestException(
        "Unknown column: '"
            + (choice.alternatives().size() == 1
                ? wanted
                : String.join("' or '", choice.alternatives()))
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
