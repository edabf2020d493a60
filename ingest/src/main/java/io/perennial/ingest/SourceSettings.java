// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section {@code sources} of the configuration. */
public final class SourceSettings {

  private static final Setting<Optional<List<String>>> FILES =
      Setting.textOrList("files")
          .doc("paths, globs, s3://bucket/key* and gs://; or else a database, or kafka")
          .check(files -> !files.isEmpty(), "at least one")
          .example(List.of("data/orders-*.csv"))
          .optional();
  private static final Setting<Optional<String>> SYSTEM =
      Setting.text("system")
          .doc(
              "whose customer keys these are; sources of one system share customers; else its name")
          .example("shop")
          .optional();
  private static final Setting<FileReading.Format> FORMAT =
      Setting.choice("format", FileReading.Format.values())
          .doc("what the files are; auto looks")
          .defaultValue(FileReading.Format.AUTO);
  private static final Setting<Optional<Character>> DELIMITER =
      Setting.parsed("delimiter", "one character, or \\t", SourceSettings::character)
          .doc("between fields; left out, it is found out")
          .example(';')
          .optional();
  private static final Setting<Optional<Character>> QUOTE =
      Setting.parsed("quote", "one character, or none", SourceSettings::quote)
          .doc("around fields; left out, it is found out")
          .example('"')
          .optional();
  private static final Setting<Optional<String>> ENCODING =
      Setting.text("encoding")
          .doc("utf-8, latin-1, windows-1252, utf-16 …; left out, it is found out")
          .example("latin-1")
          .optional();
  private static final Setting<Optional<Boolean>> HEADER =
      Setting.flag("header")
          .doc("whether the first line names the columns; left out, it is found out")
          .example(true)
          .optional();
  private static final Setting<Optional<Integer>> SKIP =
      Setting.integer("skip").doc("lines before the header").atLeast(0).example(0).optional();
  private static final Setting<Optional<String>> SHEET =
      Setting.text("sheet")
          .doc("the sheet of a workbook, * for anything; left out, all that have a header")
          .example("Orders")
          .optional();
  private static final Setting<Map<String, String>> WIDTHS =
      Setting.textMapOrList("widths")
          .doc(
              "of fixed-width columns: a list such as [10, 8, 20], or name: 1-10 with the first and"
                  + " last character")
          .defaultValue(Map.of());
  private static final Setting<Optional<String>> RECORDS =
      Setting.text("records")
          .doc("where in a JSON document the rows are, such as orders or data.items")
          .example("orders")
          .optional();
  private static final Setting<Optional<String>> EXPLODE =
      Setting.text("explode")
          .doc(
              "a list within each JSON row whose elements become rows, such as line_items; ends with"
                  + " ! to leave out rows without any")
          .example("line_items")
          .optional();
  private static final Setting<RowRules.IdenticalRows> IDENTICAL_ROWS =
      Setting.choice("identical-rows", RowRules.IdenticalRows.values())
          .doc("rows with the same content are one event (drop) or several (keep)")
          .defaultValue(RowRules.IdenticalRows.DROP);
  private static final Setting<RowRules.EmptyCustomer> EMPTY_CUSTOMER =
      Setting.choice("empty-customer", RowRules.EmptyCustomer.values())
          .doc("rows without a customer: quarantine, or guest (each order is a customer)")
          .defaultValue(RowRules.EmptyCustomer.QUARANTINE);
  private static final Setting<Double> ALLOW_QUARANTINED =
      Setting.share("allow-quarantined")
          .doc("share of rows that may be in quarantine before a run says so with exit code 3")
          .defaultValue(0.05);
  private static final Setting<Instant> EARLIEST =
      Setting.parsed("earliest", "a day such as 2009-12-01", SourceSettings::instant)
          .doc("rows before it go to quarantine")
          .defaultValue(RowRules.DEFAULT_EARLIEST);
  private static final Setting<Optional<Instant>> LATEST =
      Setting.parsed("latest", "a day such as 2027-01-01", SourceSettings::instant)
          .doc("rows after it go to quarantine; left out, a day from now")
          .example(Instant.parse("2027-01-01T00:00:00Z"))
          .optional();
  private static final Setting<Boolean> REDACT =
      Setting.flag("redact")
          .doc(
              "whether e-mail addresses, telephone, card and account numbers and names of who wrote"
                  + " are taken out of texts before they are kept")
          .defaultValue(true);

  /** What may stand under {@code sources}, each source under a name of its own. */
  public static final SectionSpec SPEC =
      SectionSpec.named(
              "sources",
              "rows of one kind and what they mean; perennial connect FILE writes a proposal",
              FILES,
              DatabaseSettings.SPEC,
              KafkaSettings.SPEC,
              ObjectStoreSettings.SPEC,
              SYSTEM,
              FORMAT,
              DELIMITER,
              QUOTE,
              ENCODING,
              HEADER,
              SKIP,
              SHEET,
              WIDTHS,
              RECORDS,
              EXPLODE,
              MappingSettings.COLUMN_SECTION,
              MappingSettings.CONSTANTS,
              MappingSettings.TYPE,
              MappingSettings.TYPE_VALUES,
              MappingSettings.RETURN_PREFIX,
              MappingSettings.TIME_FORMAT,
              MappingSettings.ZONE,
              MappingSettings.DECIMAL_MARK,
              MappingSettings.CLAIMS,
              MappingSettings.PROPERTIES,
              MappingSettings.ONLY,
              MappingSettings.VALUE_MAPS,
              MappingSettings.UNITS,
              MappingSettings.ZONE_COLUMN,
              IDENTICAL_ROWS,
              EMPTY_CUSTOMER,
              ALLOW_QUARANTINED,
              EARLIEST,
              LATEST,
              REDACT)
          .presets(Preset.TEXTS);

  private SourceSettings() {}

  /**
   * The sources of a configuration whose root section has {@link #SPEC}.
   *
   * @throws io.perennial.config.ConfigException when a value will not do
   */
  public static List<SourceConfig> sources(Section root) {
    return root.named(SPEC).entrySet().stream()
        .map(entry -> source(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The source called {@code name} that a section under {@code sources} says. */
  public static SourceConfig source(String name, Section section) {
    FileReading reading =
        new FileReading(
            section.value(FORMAT),
            section.value(DELIMITER),
            section.value(QUOTE),
            section.value(ENCODING),
            section.value(HEADER),
            section.value(SKIP),
            section.value(SHEET),
            section.value(WIDTHS),
            section.value(RECORDS),
            section.value(EXPLODE),
            ObjectStoreSettings.read(section));
    RowRules rules =
        new RowRules(
            section.value(IDENTICAL_ROWS),
            section.value(EMPTY_CUSTOMER),
            section.value(ALLOW_QUARANTINED),
            section.value(EARLIEST),
            section.value(LATEST),
            section.value(REDACT));
    return new SourceConfig(
        name,
        section.value(SYSTEM).orElse(name),
        section.value(FILES).orElse(List.of()),
        server(section),
        reading,
        MappingSettings.mapping(section),
        rules);
  }

  /** The server of a source without files; a source has one origin. */
  private static Optional<ServerReading> server(Section section) {
    Optional<DatabaseReading> database = DatabaseSettings.read(section);
    Optional<KafkaReading> kafka = KafkaSettings.read(section);
    List<String> said = new ArrayList<>();
    section.value(FILES).ifPresent(files -> said.add("files"));
    database.ifPresent(there -> said.add("database"));
    kafka.ifPresent(there -> said.add("kafka"));
    if (said.size() != 1) {
      throw section.invalid(
          FILES,
          said.isEmpty()
              ? "say where the rows are: files, a database, or kafka"
              : "a source has one of files, database and kafka, not " + String.join(" and ", said));
    }
    return database.<ServerReading>map(there -> there).or(() -> kafka);
  }

  private static Character character(String text) {
    String one = text.equals("\\t") || text.equals("tab") ? "\t" : text;
    if (one.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return one.charAt(0);
  }

  private static Character quote(String text) {
    return text.equals("none") ? Character.valueOf((char) 0) : character(text);
  }

  private static Instant instant(String text) {
    return text.toUpperCase(Locale.ROOT).indexOf('T') > 0
        ? Instant.parse(text)
        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
