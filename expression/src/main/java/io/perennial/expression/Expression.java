// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is made of a row's columns, as in {@code = coalesce(email, contact_email)}. All columns are
 * texts; where a number is needed, as in {@code total - discount}, they are read as numbers.
 * Missing stays missing: a sum with a missing part is missing.
 *
 * <p>Equal when written the same.
 */
public final class Expression {

  private final String text;
  private final Node root;

  private Expression(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /** Whether a setting is an expression and not the name of a column: it begins with {@code =}. */
  public static boolean is(String setting) {
    return setting.startsWith("=");
  }

  /**
   * The expression that a setting is, with or without {@code =} before it.
   *
   * @throws IllegalArgumentException when it is none; the message says where and why
   */
  public static Expression parse(String setting) {
    String text = (is(setting) ? setting.substring(1) : setting).strip();
    try {
      return new Expression(text, Parser.parse(text));
    } catch (Misfit misfit) {
      throw new IllegalArgumentException(
          "Invalid expression: "
              + text
              + " ("
              + misfit.getMessage()
              + ", at character "
              + misfit.at()
              + ")",
          misfit);
    }
  }

  /**
   * A condition.
   *
   * @throws IllegalArgumentException when it is no expression, or one of another type
   */
  public static Expression condition(String setting) {
    Expression expression = parse(setting);
    if (expression.type() != ValueType.TRUTH) {
      throw new IllegalArgumentException(
          "Invalid expression: "
              + expression.text
              + " (a condition is needed, and this is "
              + expression.type().words()
              + "; compare it)");
    }
    return expression;
  }

  /** What it is when it is not missing. */
  public ValueType type() {
    return root.type();
  }

  /** The columns that it reads, in the order in which they are written. */
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    columns(root, columns);
    return columns;
  }

  private static void columns(Node node, Set<String> columns) {
    if (node instanceof Node.Column column) {
      columns.add(column.name());
    }
    node.parts().forEach(part -> columns(part, columns));
  }

  /** The columns that it reads as numbers. */
  public Set<String> numberColumns() {
    Set<String> columns = new LinkedHashSet<>();
    numberColumns(root, columns);
    return columns;
  }

  private static void numberColumns(Node node, Set<String> columns) {
    if (node instanceof Node.ToNumber number) {
      columns(number.text(), columns);
    }
    node.parts().forEach(part -> numberColumns(part, columns));
  }

  /**
   * A column that files with these {@code fields} lack and need; empty when they have all. A column
   * may be lacking when it has a question mark, or stands in a coalesce of which another argument
   * has its columns.
   */
  public Optional<String> lacking(Collection<String> fields) {
    return lacking(root, fields);
  }

  private static Optional<String> lacking(Node node, Collection<String> fields) {
    if (node instanceof Node.Column column) {
      boolean there = column.optional() || fields.contains(column.name());
      return there ? Optional.empty() : Optional.of(column.name());
    }
    if (node instanceof Node.Call call
        && call.function() == io.perennial.expression.Function.COALESCE
        && call.parts().stream()
            .anyMatch(part -> readsColumns(part) && lacking(part, fields).isEmpty())) {
      return Optional.empty();
    }
    return node.parts().stream().flatMap(part -> lacking(part, fields).stream()).findFirst();
  }

  private static boolean readsColumns(Node node) {
    return node instanceof Node.Column || node.parts().stream().anyMatch(Expression::readsColumns);
  }

  /** As SQL of both engines, of its own {@link #type}; nothing in it can fail. */
  public String sql(Columns columns) {
    return new Sql(columns).of(root);
  }

  /** As SQL text: numbers with at most ten decimals and none too many. */
  public String textSql(Columns columns) {
    return new Sql(columns).of(Typing.text(root));
  }

  /** The SQL of the text of a number, which casts to decimals round alike on every engine. */
  public static String written(String number) {
    return Sql.written(number);
  }

  /** The SQL of a number with at most ten decimals and none too many. */
  public static String plain(String number) {
    return Sql.plain(number);
  }

  /**
   * The SQL of the first text that it reads as a number and that is none, null when all are fine;
   * empty when it reads none.
   */
  public Optional<String> unreadable(Columns columns) {
    return new Sql(columns).unreadable(root);
  }

  /**
   * Its text for one row, computed in Java, empty when missing.
   *
   * @param row the texts of the columns; empty texts are missing
   * @param numbers how texts are read as numbers
   */
  public Optional<String> text(
      Function<String, Optional<String>> row, Function<String, Optional<Double>> numbers) {
    return new Evaluation(row, numbers).of(Typing.text(root)).map(String.class::cast);
  }

  /**
   * Its number for one row, computed in Java, empty when missing.
   *
   * @param row the texts of the columns; empty texts are missing
   * @param numbers how texts are read as numbers
   * @throws IllegalArgumentException when it is no number
   */
  public Optional<Double> number(
      Function<String, Optional<String>> row, Function<String, Optional<Double>> numbers) {
    require(ValueType.NUMBER);
    return new Evaluation(row, numbers).of(root).map(Double.class::cast);
  }

  /**
   * Whether it is true for one row, computed in Java; false when missing.
   *
   * @param row the texts of the columns; empty texts are missing
   * @param numbers how texts are read as numbers
   * @throws IllegalArgumentException when it is no condition
   */
  public boolean holds(
      Function<String, Optional<String>> row, Function<String, Optional<Double>> numbers) {
    require(ValueType.TRUTH);
    return new Evaluation(row, numbers).of(root).map(Boolean.class::cast).orElse(false);
  }

  private void require(ValueType wanted) {
    if (type() != wanted) {
      throw new IllegalArgumentException(
          "Invalid expression: "
              + text
              + " ("
              + wanted.words()
              + " is needed, and this is "
              + type().words()
              + ")");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression expression && expression.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As in the configuration. */
  @Override
  public String toString() {
    return "= " + text;
  }
}
