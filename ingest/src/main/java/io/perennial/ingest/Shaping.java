// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.expression.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a mapping makes of values beside taking them from columns.
 *
 * @param only rows for which this is not true are left out
 * @param valueMaps what the words in a text field or a claim mean, by its key; words are compared
 *     without case, and {@code other} stands for all else
 * @param units in which numbers are written
 * @param properties further columns and expressions, kept as JSON under these names
 * @param zoneColumn the column that says the zone of times without one
 */
public record Shaping(
    Optional<Expression> only,
    Map<String, Map<String, String>> valueMaps,
    Map<EventField, Unit> units,
    Map<String, ColumnChoice> properties,
    Optional<ColumnChoice> zoneColumn) {

  /** The word in a value map that stands for all that it does not name. */
  public static final String OTHER = "other";

  private static final Shaping NONE =
      new Shaping(Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty());

  public Shaping {
    Map<String, Map<String, String>> maps = new TreeMap<>();
    valueMaps.forEach(
        (field, map) -> maps.put(field, Collections.unmodifiableMap(new TreeMap<>(map))));
    valueMaps = Collections.unmodifiableMap(maps);
    Map<EventField, Unit> byField = new EnumMap<>(EventField.class);
    byField.putAll(units);
    units = Collections.unmodifiableMap(byField);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    for (Map.Entry<EventField, Unit> unit : units.entrySet()) {
      EventField.Kind kind = unit.getKey().kind();
      boolean money = kind == EventField.Kind.MONEY;
      if (!money && (kind != EventField.Kind.NUMBER || unit.getValue().isMinor())) {
        throw new IllegalArgumentException(
            "Invalid units."
                + unit.getKey().key()
                + ": "
                + unit.getValue()
                + " (must be a factor of a number, or minor for money)");
      }
    }
  }

  /** Values are taken as they are, of all rows. */
  public static Shaping none() {
    return NONE;
  }

  public Shaping withOnly(String condition) {
    return new Shaping(
        Optional.of(Expression.condition(condition)), valueMaps, units, properties, zoneColumn);
  }

  public Shaping withValueMap(String field, Map<String, String> words) {
    Map<String, Map<String, String>> more = new TreeMap<>(valueMaps);
    more.put(field, words);
    return new Shaping(only, more, units, properties, zoneColumn);
  }

  public Shaping withUnit(EventField field, String unit) {
    Map<EventField, Unit> more = new EnumMap<>(EventField.class);
    more.putAll(units);
    more.put(field, Unit.parse(unit));
    return new Shaping(only, valueMaps, more, properties, zoneColumn);
  }

  public Shaping withProperty(String name, String column) {
    Map<String, ColumnChoice> more = new TreeMap<>(properties);
    more.put(name, ColumnChoice.of(column));
    return new Shaping(only, valueMaps, units, more, zoneColumn);
  }

  public Shaping withZoneColumn(String column) {
    return new Shaping(only, valueMaps, units, properties, Optional.of(ColumnChoice.of(column)));
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** What it says, one part each; empty when it says nothing. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    only.ifPresent(o -> parts.add("only " + o));
    if (!valueMaps.isEmpty()) {
      parts.add("value-maps " + valueMaps);
    }
    if (!units.isEmpty()) {
      parts.add("units " + units);
    }
    if (!properties.isEmpty()) {
      parts.add("properties " + properties);
    }
    zoneColumn.ifPresent(column -> parts.add("zone-column " + column));
    return String.join(", ", parts);
  }
}
