// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.EventType;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The definitions of a family that is written in Java, in the order of its columns. */
final class Columns {

  private final String family;
  private final Set<EventType> events;
  private final List<FeatureDefinition> definitions = new ArrayList<>();

  /**
   * @param events the types that the family is handed
   */
  Columns(String family, EventType... events) {
    this.family = family;
    this.events = Set.of(events);
  }

  /** A whole number. */
  Columns count(String name, String meaning, Unit unit, String whenNull, Kept kept, String how) {
    return add(name, meaning, unit, ColumnType.LONG, whenNull, kept, how);
  }

  /** A number. */
  Columns number(String name, String meaning, Unit unit, String whenNull, Kept kept, String how) {
    return add(name, meaning, unit, ColumnType.DOUBLE, whenNull, kept, how);
  }

  /** A word. */
  Columns word(String name, String meaning, String whenNull, Kept kept, String how) {
    return add(name, meaning, Unit.WORD, ColumnType.STRING, whenNull, kept, how);
  }

  private Columns add(
      String name,
      String meaning,
      Unit unit,
      ColumnType type,
      String whenNull,
      Kept kept,
      String how) {
    definitions.add(
        new FeatureDefinition(
            name,
            meaning,
            unit,
            type,
            family,
            Optional.empty(),
            whenNull,
            events,
            kept,
            new Formula.Told(how)));
    return this;
  }

  List<FeatureDefinition> list() {
    return List.copyOf(definitions);
  }
}
