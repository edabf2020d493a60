// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.domain.EventType;
import io.perennial.expression.Expression;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The settings of a source that say what its columns mean. */
final class MappingSettings {

  private static final Map<EventField, Setting<Optional<List<String>>>> COLUMNS = columns();
  static final SectionSpec COLUMN_SECTION =
      SectionSpec.of(
          "columns",
          "which column means what: a name, a list of which the first that a file has is taken,"
              + " several joined by ' + ', or an expression such as '= coalesce(a, b)'",
          COLUMNS.values().toArray(Setting[]::new));
  static final Setting<Map<String, String>> CONSTANTS =
      Setting.textMap("constants")
          .doc(
              "values of text fields that hold for every row, such as channel: store, or"
                  + " expressions")
          .defaultValue(Map.of());
  static final Setting<String> TYPE =
      Setting.text("type")
          .doc(
              "what the rows are, where no column says it; negative orders become returns; profile: they"
                  + " say who a customer is, and no event")
          .check(MappingSettings::isType, "a type of event, or profile")
          .defaultValue("order");
  static final Setting<Map<String, String>> TYPE_VALUES =
      Setting.textMap("type-values")
          .doc("what the words in the type column mean, such as purchase: order")
          .check(
              values -> values.values().stream().allMatch(MappingSettings::isType),
              "types of events, or profile")
          .defaultValue(Map.of());
  static final Setting<Optional<String>> RETURN_PREFIX =
      Setting.text("return-prefix")
          .doc("orders whose id begins with this are returns")
          .example("C")
          .optional();
  static final Setting<Optional<String>> TIME_FORMAT =
      Setting.text("time-format")
          .doc(
              "iso, epoch-seconds, epoch-millis, epoch-micros, epoch-nanos, excel-days, dd.MM.yyyy HH:mm"
                  + " or %d.%m.%Y; left out, found out")
          .example("dd.MM.yyyy")
          .optional();
  static final Setting<Optional<ZoneId>> ZONE =
      Setting.parsed("zone", "a time zone such as Europe/Berlin", ZoneId::of)
          .doc("of times without one; left out, the workspace's")
          .example(ZoneId.of("Europe/Berlin"))
          .optional();
  static final Setting<Optional<Character>> DECIMAL_MARK =
      Setting.parsed("decimal-mark", "'.' or ','", MappingSettings::mark)
          .doc("left out, it is found out")
          .example(',')
          .optional();
  static final Setting<Map<String, String>> CLAIMS =
      Setting.textMap("claims")
          .doc(
              "what the rows say about the customer, such as email: Mail; ' | ' between alternatives")
          .defaultValue(Map.of());
  static final Setting<Map<String, String>> PROPERTIES =
      Setting.namesOrMap("properties")
          .doc("further columns, kept as JSON: a list, or columns and expressions by name")
          .defaultValue(Map.of());
  static final Setting<Optional<String>> ONLY =
      Setting.text("only")
          .doc("rows for which this is not true are left out, and counted")
          .example("= status <> 'draft'")
          .optional();
  static final Setting<Map<String, Map<String, String>>> VALUE_MAPS =
      Setting.textMaps("value-maps")
          .doc(
              "what words in a field or claim mean, such as channel: {POS: store, other: web};"
                  + " without case")
          .defaultValue(Map.of());
  static final Setting<Map<String, String>> UNITS =
      Setting.textMap("units")
          .doc(
              "how numbers are written: minor for cents (by the row's currency), or a factor, such"
                  + " as amount: minor")
          .defaultValue(Map.of());
  static final Setting<Optional<String>> ZONE_COLUMN =
      Setting.text("zone-column")
          .doc("the column that says the zone of times without one; where it is empty, zone holds")
          .example("timezone")
          .optional();

  private MappingSettings() {}

  /** What a section under {@code sources} says. */
  static Mapping mapping(Section section) {
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
    if (properties.keySet().stream().anyMatch(Expression::is)) {
      throw section.invalid(PROPERTIES, "an expression needs a name: write name: \"= …\"");
    }
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

  private static Character mark(String text) {
    if (!text.equals(".") && !text.equals(",")) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }
}
