// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import io.perennial.config.Nearest;
import io.perennial.expression.Expression;
import io.perennial.expression.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What declared features may say of an event: the columns of customers' events, by their names. */
public final class EventColumns {

  /** Members of the source's own properties: {@code properties.gift}. */
  public static final String PROPERTIES = "properties.";

  /** Money and pieces: kept to four decimals, so that sums are exact. */
  static final Set<String> EXACT = Set.of("amount", "quantity", "discount", "cost");

  static final List<String> NUMBERS =
      List.of("amount", "quantity", "discount", "cost", "score", "intensity", "urgency");

  static final List<String> TEXTS =
      List.of(
          "channel",
          "category",
          "brand",
          "campaign",
          "payment",
          "device",
          "source",
          "product",
          "sentiment",
          "intent");

  /** Of which no more is known than whether two are the same, and the columns that hold them. */
  static final Map<String, String> KEYS =
      Map.of(
          "order", "order_key",
          "product", "product_key",
          "session", "session_key",
          "theme", "theme_key");

  /** Texts of which a company has few: what is kept of them does not grow with the customer. */
  static final Set<String> FEW =
      Set.of("channel", "payment", "device", "source", "sentiment", "intent");

  private EventColumns() {}

  /** Whether a measure is the name of a number that events have. */
  public static boolean isNumber(String measure) {
    return NUMBERS.contains(measure);
  }

  /**
   * The column that holds a key: a hash, or a text with few values.
   *
   * @param key {@code order}, {@code channel} and so on; empty when it is none
   */
  public static Optional<String> keyColumn(String key) {
    if (KEYS.containsKey(key)) {
      return Optional.of(KEYS.get(key));
    }
    return TEXTS.contains(key) ? Optional.of(key) : Optional.empty();
  }

  /** Whether sums of a measure are exact: money and pieces, and what is made of them alone. */
  public static boolean isExact(String measure) {
    Collection<String> read =
        isNumber(measure) ? Set.of(measure) : Expression.parse(measure).columns();
    // a product or a quotient has more than four decimals
    return !read.isEmpty()
        && EXACT.containsAll(read)
        && measure.indexOf('*') < 0
        && measure.indexOf('/') < 0;
  }

  /**
   * A condition over events.
   *
   * @throws IllegalArgumentException when it is none, or is of columns that events do not have
   */
  public static Expression condition(String text) {
    return known(Expression.condition(text));
  }

  /**
   * A number made of an event.
   *
   * @throws IllegalArgumentException when it is none, or is of columns that events do not have
   */
  public static Expression number(String text) {
    Expression expression = known(Expression.parse(text));
    if (expression.type() == ValueType.TRUTH) {
      throw new IllegalArgumentException(
          "Invalid expression: " + text + " (a number is needed, and this is true or false)");
    }
    return expression.type() == ValueType.NUMBER
        ? expression
        : Expression.parse("number(" + expression.toString().substring(2) + ")");
  }

  /**
   * A text made of an event, to be told from others.
   *
   * @throws IllegalArgumentException when it is none, or is of columns that events do not have
   */
  public static Expression text(String text) {
    return known(Expression.parse(text));
  }

  private static Expression known(Expression expression) {
    List<String> names = new ArrayList<>(NUMBERS);
    names.addAll(TEXTS);
    for (String column : expression.columns()) {
      if (!names.contains(column) && !column.matches("properties\\.[A-Za-z0-9_ -]+")) {
        throw new IllegalArgumentException(
            "Unknown column: "
                + column
                + " in "
                + expression.toString().substring(2)
                + " ("
                + Nearest.to(column, names)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("events have " + String.join(", ", names) + " and properties.<name>")
                + ")");
      }
    }
    return expression;
  }
}
