// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.expression.Expression;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where a value comes from: the first alternative whose columns the file has. An alternative is one
 * column, several joined by {@code " + "}, as in {@code "date + time"}, or an expression, as in
 * {@code "= coalesce(email, contact_email)"}.
 *
 * @param alternatives at least one, none blank; expressions are well-formed
 */
public record ColumnChoice(List<String> alternatives) {

  public ColumnChoice {
    alternatives = alternatives.stream().map(String::strip).toList();
    if (alternatives.isEmpty() || alternatives.contains("")) {
      throw new IllegalArgumentException(
          "Invalid column: " + alternatives + " (must name at least one column of the file)");
    }
    alternatives.stream().filter(Expression::is).forEach(Expression::parse);
  }

  public static ColumnChoice of(String... alternatives) {
    return new ColumnChoice(List.of(alternatives));
  }

  /** The first alternative whose columns the file has; empty when it has those of none. */
  public Optional<Chosen> chosen(Collection<String> fields) {
    return alternatives.stream().flatMap(one -> chosen(one, fields).stream()).findFirst();
  }

  private static Optional<Chosen> chosen(String alternative, Collection<String> fields) {
    if (Expression.is(alternative)) {
      Expression expression = Expression.parse(alternative);
      return expression.lacking(fields).isEmpty()
          ? Optional.of(new Chosen.Computed(expression))
          : Optional.empty();
    }
    if (fields.contains(alternative)) {
      return Optional.of(new Chosen.Columns(List.of(alternative)));
    }
    List<String> parts = Arrays.stream(alternative.split(" \\+ ")).map(String::strip).toList();
    return parts.size() > 1 && fields.containsAll(parts)
        ? Optional.of(new Chosen.Columns(parts))
        : Optional.empty();
  }

  /** The columns to join, where it comes to columns; empty where it does not. */
  public Optional<List<String>> in(Collection<String> fields) {
    return chosen(fields)
        .filter(Chosen.Columns.class::isInstance)
        .map(columns -> ((Chosen.Columns) columns).reads());
  }

  /** The name, or the first, that a file would have to have; for messages. */
  public String wanted(Collection<String> fields) {
    String first = alternatives.get(0);
    return Expression.is(first) ? Expression.parse(first).lacking(fields).orElse(first) : first;
  }

  @Override
  public String toString() {
    return alternatives.size() == 1 ? alternatives.get(0) : alternatives.toString();
  }
}
