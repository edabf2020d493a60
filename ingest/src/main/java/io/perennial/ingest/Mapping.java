// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which column means what, and how its text is read.
 *
 * @param columns the columns of each event field
 * @param constants values that hold for every row, for text fields without a column
 * @param type what the rows are where no column says it; {@link #PROFILE} for no event
 * @param typeValues what the words in the type column mean; others must be types themselves
 * @param returnPrefix order ids that begin with this are returns
 * @param timeFormat iso, epoch-seconds, -millis, -micros or -nanos, excel-days, a strptime pattern,
 *     or one like dd.MM.yyyy
 * @param zone of times without one; empty for the workspace's
 * @param decimalMark '.' or ','
 * @param claims the columns of what the source says about the customer, by attribute
 * @param properties further columns, kept as JSON
 * @param shaping what is made of the values
 */
public record Mapping(
    Map<EventField, ColumnChoice> columns,
    Map<EventField, String> constants,
    String type,
    Map<String, String> typeValues,
    Optional<String> returnPrefix,
    Optional<String> timeFormat,
    Optional<ZoneId> zone,
    Optional<Character> decimalMark,
    Map<String, ColumnChoice> claims,
    List<String> properties,
    Shaping shaping) {

  /**
   * The type of rows that tell of no event: they say who a customer is. Their time may be missing.
   */
  public static final String PROFILE = "profile";

  public Mapping {
    columns = Collections.unmodifiableMap(copy(columns));
    constants = Collections.unmodifiableMap(copy(constants));
    typeValues = Collections.unmodifiableMap(new LinkedHashMap<>(typeValues));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    properties = List.copyOf(properties);
    if (!columns.containsKey(EventField.TIME) && !type.equals(PROFILE)) {
      throw new IllegalArgumentException("Missing columns.time: the column that says when");
    }
    if (!columns.containsKey(EventField.CUSTOMER)) {
      throw new IllegalArgumentException("Missing columns.customer: the column that says who");
    }
    for (EventField field : constants.keySet()) {
      if (field.kind() != EventField.Kind.TEXT || columns.containsKey(field)) {
        throw new IllegalArgumentException(
            "Invalid constants."
                + field.key()
                + " (must be a text field that has no column of its own)");
      }
    }
  }

  /** Values are taken as they are. */
  public Mapping(
      Map<EventField, ColumnChoice> columns,
      Map<EventField, String> constants,
      String type,
      Map<String, String> typeValues,
      Optional<String> returnPrefix,
      Optional<String> timeFormat,
      Optional<ZoneId> zone,
      Optional<Character> decimalMark,
      Map<String, ColumnChoice> claims,
      List<String> properties) {
    this(
        columns,
        constants,
        type,
        typeValues,
        returnPrefix,
        timeFormat,
        zone,
        decimalMark,
        claims,
        properties,
        Shaping.none());
  }

  /** The customer and time columns, orders, and everything else left at its default. */
  public static Mapping of(Map<EventField, ColumnChoice> columns) {
    return new Mapping(
        columns,
        Map.of(),
        "order",
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  public Mapping withTimeFormat(String format) {
    return new Mapping(
        columns,
        constants,
        type,
        typeValues,
        returnPrefix,
        Optional.of(format),
        zone,
        decimalMark,
        claims,
        properties,
        shaping);
  }

  public Mapping withProperties(List<String> changed) {
    return new Mapping(
        columns,
        constants,
        type,
        typeValues,
        returnPrefix,
        timeFormat,
        zone,
        decimalMark,
        claims,
        changed,
        shaping);
  }

  public Mapping withDecimalMark(char mark) {
    return new Mapping(
        columns,
        constants,
        type,
        typeValues,
        returnPrefix,
        timeFormat,
        zone,
        Optional.of(mark),
        claims,
        properties,
        shaping);
  }

  /**
   * The same mapping, its type-values, claims and properties in the order of their names: two that
   * differ in the order of their lines alone are equal in all, and in how they are written.
   */
  Mapping sorted() {
    return new Mapping(
        columns,
        constants,
        type,
        new TreeMap<>(typeValues),
        returnPrefix,
        timeFormat,
        zone,
        decimalMark,
        new TreeMap<>(claims),
        properties.stream().distinct().sorted().toList(),
        shaping);
  }

  public Mapping withShaping(Shaping changed) {
    return new Mapping(
        columns,
        constants,
        type,
        typeValues,
        returnPrefix,
        timeFormat,
        zone,
        decimalMark,
        claims,
        properties,
        changed);
  }

  /** Whether rows may tell of no event. */
  public boolean saysProfiles() {
    return typeValues.containsValue(PROFILE)
        || (type.equals(PROFILE) && !columns.containsKey(EventField.TYPE));
  }

  /** All choices of columns, under the keys of the configuration. */
  public Map<String, ColumnChoice> choices() {
    Map<String, ColumnChoice> choices = new LinkedHashMap<>();
    columns.forEach((field, choice) -> choices.put("columns." + field.key(), choice));
    claims.forEach((claim, choice) -> choices.put("claims." + claim, choice));
    properties.forEach(p -> choices.put("properties." + p, ColumnChoice.of(p)));
    shaping.properties().forEach((name, choice) -> choices.put("properties." + name, choice));
    shaping.zoneColumn().ifPresent(choice -> choices.put("zone-column", choice));
    shaping.only().ifPresent(only -> choices.put("only", ColumnChoice.of(only.toString())));
    return choices;
  }

  /**
   * What the lake knows a mapping by: as records write themselves, what is made of values only
   * where something is.
   */
  @Override
  public String toString() {
    return "Mapping[columns="
        + columns
        + ", constants="
        + constants
        + ", type="
        + type
        + ", typeValues="
        + typeValues
        + ", returnPrefix="
        + returnPrefix
        + ", timeFormat="
        + timeFormat
        + ", zone="
        + zone
        + ", decimalMark="
        + decimalMark
        + ", claims="
        + claims
        + ", properties="
        + properties
        + (shaping.isNone() ? "" : ", " + shaping)
        + "]";
  }

  private static <V> Map<EventField, V> copy(Map<EventField, V> map) {
    Map<EventField, V> copy = new EnumMap<>(EventField.class);
    copy.putAll(map);
    return copy;
  }
}
