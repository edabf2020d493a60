// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.domain.EventType;
import io.perennial.ingest.expression.Expression;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
  private static final Map<EventField, Setting<Optional<List<String>>>> COLUMNS = columns();
  private static final SectionSpec COLUMN_SECTION =
      SectionSpec.of(
          "columns",
          "which column means what: a name, a list of which the first that a file has is taken,"
              + " several joined by ' + ', or an expression such as '= coalesce(a, b)'",
          COLUMNS.values().toArray(Setting[]::new));
  private static final Setting<Map<String, String>> CONSTANTS =
      Setting.textMap("constants")
          .doc(
              "values of text fields that hold for every row, such as channel: store, or"
                  + " expressions")
          .defaultValue(Map.of());
  private static final Setting<String> TYPE =
      Setting.text("type")
          .doc(
              "what the rows are, where no column says it; negative orders become returns; profile: they"
                  + " say who a customer is, and no event")
          .check(SourceSettings::isType, "a type of event, or profile")
          .defaultValue("order");
  private static final Setting<Map<String, String>> TYPE_VALUES =
      Setting.textMap("type-values")
          .doc("what the words in the type column mean, such as purchase: order")
          .check(
              values -> values.values().stream().allMatch(SourceSettings::isType),
              "types of events, or profile")
          .defaultValue(Map.of());
  private static final Setting<Optional<String>> RETURN_PREFIX =
      Setting.text("return-prefix")
          .doc("orders whose id begins with this are returns")
          .example("C")
          .optional();
  private static final Setting<Optional<String>> TIME_FORMAT =
      Setting.text("time-format")
          .doc(
              "iso, epoch-seconds, epoch-millis, epoch-micros, epoch-nanos, excel-days, dd.MM.yyyy HH:mm"
                  + " or %d.%m.%Y; left out, found out")
          .example("dd.MM.yyyy")
          .optional();
  private static final Setting<Optional<ZoneId>> ZONE =
      Setting.parsed("zone", "a time zone such as Europe/Berlin", ZoneId::of)
          .doc("of times without one; left out, the workspace's")
          .example(ZoneId.of("Europe/Berlin"))
          .optional();
  private static final Setting<Optional<Character>> DECIMAL_MARK =
      Setting.parsed("decimal-mark", "'.' or ','", SourceSettings::mark)
          .doc("left out, it is found out")
          .example(',')
          .optional();
  private static final Setting<Map<String, String>> CLAIMS =
      Setting.textMap("claims")
          .doc(
              "what the rows say about the customer, such as email: Mail; ' | ' between alternatives")
          .defaultValue(Map.of());
  private static final Setting<Map<String, String>> PROPERTIES =
      Setting.namesOrMap("properties")
          .doc("further columns, kept as JSON: a list, or columns and expressions by name")
          .defaultValue(Map.of());
  private static final Setting<Optional<String>> ONLY =
      Setting.text("only")
          .doc("rows for which this is not true are left out, and counted")
          .example("= status <> 'draft'")
          .optional();
  private static final Setting<Map<String, Map<String, String>>> VALUE_MAPS =
      Setting.textMaps("value-maps")
          .doc(
              "what words in a field or claim mean, such as channel: {POS: store, other: web};"
                  + " without case")
          .defaultValue(Map.of());
  private static final Setting<Map<String, String>> UNITS =
      Setting.textMap("units")
          .doc(
              "how numbers are written: minor for cents (by the row's currency), or a factor, such"
                  + " as amount: minor")
          .defaultValue(Map.of());
  private static final Setting<Optional<String>> ZONE_COLUMN =
      Setting.text("zone-column")
          .doc("the column that says the zone of times without one; where it is empty, zone holds")
          .example("timezone")
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
              COLUMN_SECTION,
              CONSTANTS,
              TYPE,
              TYPE_VALUES,
              RETURN_PREFIX,
              TIME_FORMAT,
              ZONE,
              DECIMAL_MARK,
              CLAIMS,
              PROPERTIES,
              ONLY,
              VALUE_MAPS,
              UNITS,
              ZONE_COLUMN,
              IDENTICAL_ROWS,
              EMPTY_CUSTOMER,
              ALLOW_QUARANTINED,
              EARLIEST,
              LATEST)
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
            section.value(LATEST));
    return new SourceConfig(
        name,
        section.value(SYSTEM).orElse(name),
        section.value(FILES).orElse(List.of()),
        server(section),
        reading,
        mapping(section),
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

  private static Mapping mapping(Section section) {
    Section chosen = section.section(COLUMN_SECTION);
    Map<EventField, ColumnChoice> columns = new EnumMap<>(EventField.class);
    COLUMNS.forEach(
        (field, setting) ->
            chosen
                .value(setting)
                .ifPresent(
                    names ->
                        columns.put(
                            field, checked(chosen, setting, () -> new ColumnChoice(names)))));
    boolean timeless = section.value(TYPE).equals(Mapping.PROFILE);
    for (EventField needed : List.of(EventField.CUSTOMER, EventField.TIME)) {
      if (!columns.containsKey(needed) && !(timeless && needed == EventField.TIME)) {
        throw chosen.invalid(
            COLUMNS.get(needed), "it is needed: name the column of " + needed.key());
      }
    }
    Map<EventField, String> constants = new EnumMap<>(EventField.class);
    Map<EventField, ColumnChoice> computed = new EnumMap<>(EventField.class);
    section
        .value(CONSTANTS)
        .forEach(
            (key, value) -> {
              EventField field = constant(section, key, columns);
              if (Expression.is(value)) {
                computed.put(field, checked(section, CONSTANTS, () -> ColumnChoice.of(value)));
              } else {
                constants.put(field, value);
              }
            });
    columns.putAll(computed);
    Map<String, ColumnChoice> claims = new LinkedHashMap<>();
    section
        .value(CLAIMS)
        .forEach(
            (claim, names) ->
                claims.put(claim, checked(section, CLAIMS, () -> alternatives(names))));
    Map<String, String> types = new LinkedHashMap<>();
    section.value(TYPE_VALUES).forEach((said, type) -> types.put(said, word(type)));
    Map<String, String> properties = section.value(PROPERTIES);
    boolean plain =
        properties.entrySet().stream().allMatch(one -> one.getKey().equals(one.getValue()));
    return new Mapping(
        columns,
        constants,
        word(section.value(TYPE)),
        types,
        section.value(RETURN_PREFIX),
        section.value(TIME_FORMAT),
        section.value(ZONE),
        section.value(DECIMAL_MARK),
        claims,
        plain ? List.copyOf(properties.keySet()) : List.of(),
        shaping(section, plain ? Map.of() : properties, columns, claims));
  }

  private static ColumnChoice alternatives(String names) {
    return Expression.is(names)
        ? ColumnChoice.of(names)
        : new ColumnChoice(Arrays.asList(names.split(" \\| ", -1)));
  }

  private static Shaping shaping(
      Section section,
      Map<String, String> properties,
      Map<EventField, ColumnChoice> columns,
      Map<String, ColumnChoice> claims) {
    Map<String, ColumnChoice> shaped = new LinkedHashMap<>();
    properties.forEach(
        (name, column) ->
            shaped.put(name, checked(section, PROPERTIES, () -> alternatives(column))));
    for (String field : section.value(VALUE_MAPS).keySet()) {
      requireWords(section, field, columns, claims);
    }
    Map<EventField, Unit> units = new EnumMap<>(EventField.class);
    section
        .value(UNITS)
        .forEach(
            (key, unit) ->
                units.put(number(section, key), checked(section, UNITS, () -> Unit.parse(unit))));
    return checked(
        section,
        UNITS,
        () ->
            new Shaping(
                section
                    .value(ONLY)
                    .map(only -> checked(section, ONLY, () -> Expression.condition(only))),
                section.value(VALUE_MAPS),
                units,
                shaped,
                section
                    .value(ZONE_COLUMN)
                    .map(column -> checked(section, ZONE_COLUMN, () -> ColumnChoice.of(column)))));
  }

  /** What a reader of its own makes of a setting; what is wrong with it is told with its place. */
  private static <T> T checked(Section section, Setting<?> setting, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw section.invalid(setting, String.valueOf(e.getMessage()));
    }
  }

  private static void requireWords(
      Section section,
      String key,
      Map<EventField, ColumnChoice> columns,
      Map<String, ColumnChoice> claims) {
    boolean isField =
        columns.keySet().stream()
            .filter(f -> f.kind() == EventField.Kind.TEXT && f != EventField.TYPE)
            .filter(f -> f != EventField.CUSTOMER && f != EventField.EVENT_ID)
            .anyMatch(f -> f.key().equals(key));
    if (!isField && !claims.containsKey(key)) {
      throw section.invalid(
          VALUE_MAPS,
          "'"
              + key
              + "' is no text field with a column, and no claim"
              + (key.equals(EventField.TYPE.key())
                  ? "; say in type-values what its words mean"
                  : ""));
    }
  }

  private static EventField number(Section section, String key) {
    return Arrays.stream(EventField.values())
        .filter(f -> f.key().equals(key))
        .filter(f -> f.kind() == EventField.Kind.NUMBER || f.kind() == EventField.Kind.MONEY)
        .findFirst()
        .orElseThrow(() -> section.invalid(UNITS, "'" + key + "' is no number field"));
  }

  private static EventField constant(
      Section section, String key, Map<EventField, ColumnChoice> columns) {
    return Arrays.stream(EventField.values())
        .filter(f -> f.key().equals(key) && f.kind() == EventField.Kind.TEXT)
        .filter(f -> !columns.containsKey(f) && f != EventField.TYPE)
        .findFirst()
        .orElseThrow(
            () -> section.invalid(CONSTANTS, "'" + key + "' is no text field without a column"));
  }

  private static Map<EventField, Setting<Optional<List<String>>>> columns() {
    Map<EventField, Setting<Optional<List<String>>>> columns = new EnumMap<>(EventField.class);
    for (EventField field : EventField.values()) {
      columns.put(
          field,
          Setting.textOrList(field.key())
              .doc(field.doc())
              .check(names -> !names.isEmpty(), "at least one")
              .example(List.of(field.column()))
              .optional());
    }
    return columns;
  }

  private static boolean isType(String type) {
    return type.equals(Mapping.PROFILE) || EventType.of(type).isPresent();
  }

  private static String word(String type) {
    return type.equals(Mapping.PROFILE) ? type : EventType.of(type).orElseThrow().word();
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

  private static Character mark(String text) {
    if (!text.equals(".") && !text.equals(",")) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }

  private static Instant instant(String text) {
    return text.toUpperCase(Locale.ROOT).indexOf('T') > 0
        ? Instant.parse(text)
        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
