// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import io.perennial.domain.EventType;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One feature: its one definition. Of the grain customer × as-of instant.
 *
 * @param name lower case letters, digits and '_': the column
 * @param meaning one line for people
 * @param unit what it is a number of
 * @param type LONG, DOUBLE, TIMESTAMP, BOOLEAN or STRING
 * @param family the group it belongs to, such as {@code engagement}
 * @param window empty for all that is known
 * @param whenNull when it is null, in words; {@code never} where it is not
 * @param events the types of events that it is made of; empty for all
 * @param kept what must be kept of a customer to tell it
 * @param formula how it is computed
 */
public record FeatureDefinition(
    String name,
    String meaning,
    Unit unit,
    ColumnType type,
    String family,
    Optional<Window> window,
    String whenNull,
    Set<EventType> events,
    Kept kept,
    Formula formula) {

  /** The word in {@link #whenNull} of features that always have a value. */
  public static final String NEVER = "never";

  public FeatureDefinition {
    events = Set.copyOf(events);
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "Invalid feature name: " + name + " (must be lower case letters, digits and '_')");
    }
    if (meaning.isBlank() || whenNull.isBlank()) {
      throw new IllegalArgumentException(
          "Invalid feature " + name + ": no meaning, or not said when it is null");
    }
    if (type == ColumnType.DECIMAL) {
      throw new IllegalArgumentException(
          "Invalid type of feature " + name + ": DECIMAL (money is DOUBLE in features)");
    }
  }

  /** A ratio with what follows from the two features that it is made of. */
  public FeatureDefinition asRatioOf(FeatureDefinition numerator, FeatureDefinition denominator) {
    Set<EventType> both = new HashSet<>(numerator.events());
    both.addAll(denominator.events());
    boolean any = numerator.events().isEmpty() || denominator.events().isEmpty();
    Kept most =
        numerator.kept().compareTo(denominator.kept()) > 0 ? numerator.kept() : denominator.kept();
    return new FeatureDefinition(
        name, meaning, unit, type, family, window, whenNull, any ? Set.of() : both, most, formula);
  }

  /** The column that a fold writes. */
  public Field field() {
    return new Field(name, type);
  }

  /** All of it in one line, equal for equal definitions. */
  public String canonical() {
    return String.join(
        " | ",
        name,
        type.name(),
        unit.word(),
        family,
        window.map(Window::toString).orElse("all"),
        kept.word(),
        formula.words(),
        whenNull,
        meaning);
  }
}
