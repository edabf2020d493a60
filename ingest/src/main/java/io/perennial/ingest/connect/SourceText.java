// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A proposed source as lines of the configuration, with comments that say how sure each is. */
final class SourceText {

  private final SourceYaml yaml;
  private final Map<EventField, Guess> fields;
  private final ColumnRoles roles;

  SourceText(String name, Map<EventField, Guess> fields, ColumnRoles roles) {
    this.yaml = new SourceYaml(name);
    this.fields = fields;
    this.roles = roles;
  }

  SourceText notes(List<String> notes) {
    notes.forEach(yaml::note);
    return this;
  }

  SourceText files(List<String> files, FileReading reading) {
    yaml.list("files", files);
    if (reading.format() == FileReading.Format.CSV) {
      yaml.key("format", "csv", "");
    }
    reading.delimiter().ifPresent(d -> yaml.key("delimiter", String.valueOf(d), ""));
    reading.quote().ifPresent(q -> yaml.key("quote", String.valueOf(q), ""));
    reading.encoding().ifPresent(e -> yaml.key("encoding", e, ""));
    reading
        .header()
        .ifPresent(
            header ->
                yaml.raw(
                    "header",
                    header.toString(),
                    header ? "" : "columns are column1, column2 and so on"));
    reading.skip().ifPresent(s -> yaml.raw("skip", Integer.toString(s), "lines before the header"));
    reading.sheet().ifPresent(s -> yaml.key("sheet", s, ""));
    reading.records().ifPresent(r -> yaml.key("records", r, "where the rows are"));
    reading.explode().ifPresent(e -> yaml.key("explode", e, "each element is a row"));
    return this;
  }

  /** The columns that were found, and hints for those that were not. */
  SourceText columns(Map<EventField, ColumnChoice> columns, List<String> all) {
    yaml.section("columns");
    for (EventField field : List.of(EventField.CUSTOMER, EventField.TIME, EventField.AMOUNT)) {
      Guess doubtful = roles.doubtful().get(field);
      if (columns.containsKey(field)) {
        continue;
      }
      if (doubtful != null) {
        yaml.missing(
            field.key(), doubtful.column() + "? " + SourceYaml.guess(doubtful) + " and say so");
      } else if (field != EventField.AMOUNT && !all.isEmpty()) {
        yaml.missing(field.key(), "which of: " + String.join(", ", all));
      }
    }
    columns.forEach(
        (field, choice) -> yaml.choice(field.key(), choice, SourceYaml.guess(fields.get(field))));
    return this;
  }

  /** What stands beside the columns. */
  SourceText mapping(Mapping mapping, boolean typed) {
    if (!typed) {
      yaml.key("type", mapping.type(), "");
    }
    if (!mapping.typeValues().isEmpty()) {
      yaml.section("type-values");
      mapping.typeValues().forEach((said, meant) -> yaml.inner(said, meant, ""));
    }
    if (!mapping.shaping().valueMaps().isEmpty()) {
      yaml.section("value-maps");
      mapping.shaping().valueMaps().forEach(yaml::words);
    }
    if (!mapping.constants().isEmpty()) {
      yaml.section("constants");
      mapping
          .constants()
          .forEach((field, value) -> yaml.inner(field.key(), value, "as the amounts say"));
    }
    mapping.timeFormat().ifPresent(format -> yaml.key("time-format", format, ""));
    mapping.zone().ifPresent(zone -> yaml.key("zone", zone.getId(), "as the times say"));
    mapping.decimalMark().ifPresent(m -> yaml.key("decimal-mark", String.valueOf(m), ""));
    if (!mapping.shaping().units().isEmpty()) {
      yaml.section("units");
      mapping
          .shaping()
          .units()
          .forEach((field, unit) -> yaml.inner(field.key(), unit.toString(), ""));
    }
    mapping
        .returnPrefix()
        .ifPresent(
            p ->
                yaml.key("return-prefix", p, "orders that begin with it have negative quantities"));
    if (!mapping.claims().isEmpty()) {
      yaml.section("claims");
      mapping
          .claims()
          .forEach(
              (claim, choice) ->
                  yaml.inner(
                      claim,
                      String.join(" | ", choice.alternatives()),
                      SourceYaml.guess(roles.claims().get(claim))));
    }
    if (!mapping.properties().isEmpty()) {
      yaml.list("properties", mapping.properties());
    }
    return this;
  }

  SourceText rules(RowRules rules) {
    if (rules.identicalRows() == RowRules.IdenticalRows.KEEP) {
      yaml.key("identical-rows", "keep", "");
    }
    if (rules.allowQuarantined() != RowRules.defaults().allowQuarantined()) {
      yaml.raw(
          "allow-quarantined",
          String.format(Locale.ROOT, "%.2f", rules.allowQuarantined()),
          "share of rows");
    }
    return this;
  }

  @Override
  public String toString() {
    return yaml.toString();
  }
}
