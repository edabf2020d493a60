// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes expressions in the SQL that both engines have in common. Nothing that it writes can fail.
 */
final class Sql {

  /** Texts are not longer than what a row may have. */
  private static final int LONGEST = 100_000;

  private final Columns columns;

  Sql(Columns columns) {
    this.columns = columns;
  }

  String of(Node node) {
    if (node instanceof Node.TextLiteral literal) {
      return columns.bound(literal.text());
    }
    if (node instanceof Node.NumberLiteral literal) {
      return columns.bound(literal.number());
    }
    if (node instanceof Node.TruthLiteral literal) {
      return literal.truth() ? "true" : "false";
    }
    if (node instanceof Node.Missing missing) {
      return "CAST(NULL AS " + type(missing.type()) + ")";
    }
    if (node instanceof Node.Column column) {
      return columns.column(column.name());
    }
    if (node instanceof Node.ToNumber number) {
      return columns.number(of(number.text()));
    }
    if (node instanceof Node.ToText text) {
      return text(text.value());
    }
    if (node instanceof Node.Arithmetic arithmetic) {
      String left = of(arithmetic.left());
      String right = of(arithmetic.right());
      return arithmetic.sign() == '/'
          ? "f_ratio(" + left + ", " + right + ")"
          : "(" + left + " " + arithmetic.sign() + " " + right + ")";
    }
    if (node instanceof Node.Joined joined) {
      return "(" + of(joined.left()) + " || " + of(joined.right()) + ")";
    }
    if (node instanceof Node.Case cases) {
      return cases(cases);
    }
    return node instanceof Node.Call call ? call(call) : condition(node);
  }

  private String condition(Node node) {
    if (node instanceof Node.Comparison comparison) {
      return "("
          + of(comparison.left())
          + " "
          + comparison.sign()
          + " "
          + of(comparison.right())
          + ")";
    }
    if (node instanceof Node.Junction junction) {
      return "("
          + of(junction.left())
          + (junction.both() ? " AND " : " OR ")
          + of(junction.right())
          + ")";
    }
    if (node instanceof Node.Not not) {
      return "(NOT " + of(not.truth()) + ")";
    }
    if (node instanceof Node.IsMissing missing) {
      return "(" + of(missing.value()) + " IS NULL)";
    }
    Node.In in = (Node.In) node;
    return "(" + of(in.value()) + " IN (" + listed(in.among()) + "))";
  }

  private static String type(ValueType type) {
    return switch (type) {
      case TEXT -> "STRING";
      case NUMBER -> "DOUBLE";
      case TRUTH -> "BOOLEAN";
    };
  }

  private String text(Node value) {
    String sql = of(value);
    return value.type() == ValueType.TRUTH
        ? "CASE WHEN " + sql + " THEN 'true' WHEN NOT " + sql + " THEN 'false' END"
        : plain(sql);
  }

  /** A number with at most ten decimals; engines differ in how they write doubles. */
  static String plain(String number) {
    return "regexp_replace(regexp_replace(CAST(TRY_CAST("
        + written(number)
        + " AS DECIMAL(38, 10)) AS STRING), '0+$', ''), '[.]$', '')";
  }

  /** The shortest text that is the number, for casts that must round alike. */
  static String written(String number) {
    return "CAST(" + number + " AS STRING)";
  }

  private String listed(List<Node> nodes) {
    return nodes.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private String cases(Node.Case cases) {
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = 0; i < cases.values().size(); i++) {
      sql.append(" WHEN ")
          .append(of(cases.conditions().get(i)))
          .append(" THEN ")
          .append(of(cases.values().get(i)));
    }
    return sql.append(" ELSE ").append(of(cases.otherwise())).append(" END").toString();
  }

  private String call(Node.Call call) {
    List<Node> given = call.parts();
    return switch (call.function()) {
      case COALESCE, NULLIF, LOWER, UPPER, REPLACE, ABS, GREATEST, LEAST, CONTAINS, CONCAT_WS ->
          call.function().word() + "(" + listed(given) + ")";
      case CONCAT -> "concat_ws('', " + listed(given) + ")";
      case FIRST_OF, VALUE_OF, SUM_OF -> "f_" + call.function().word() + "(" + listed(given) + ")";
      case TRIM -> "f_text(" + listed(given) + ")";
      case REGEXP_REPLACE -> "f_replace_all(" + listed(given) + ")";
      case LENGTH -> "CAST(length(" + listed(given) + ") AS DOUBLE)";
      case SPLIT_PART ->
          "split_part("
              + listed(given.subList(0, 2))
              + ", "
              + (long) ((Node.NumberLiteral) given.get(2)).number()
              + ")";
      case SUBSTR -> substr(given);
      case STARTS_WITH -> {
        String begin = of(given.get(1));
        yield "(substr(" + of(given.get(0)) + ", 1, length(" + begin + ")) = " + begin + ")";
      }
      case ENDS_WITH -> {
        String end = of(given.get(1));
        yield "(right(" + of(given.get(0)) + ", length(" + end + ")) = " + end + ")";
      }
      case ROUND -> rounded(given);
      case NUMBER, TEXT ->
          throw new IllegalStateException("Cannot write " + call.function() + ": it is a cast");
    };
  }

  private String substr(List<Node> given) {
    String from = place(given.get(1), 1);
    if (given.size() == 2) {
      return "substr(" + of(given.get(0)) + ", " + from + ")";
    }
    return "substr(" + of(given.get(0)) + ", " + from + ", " + place(given.get(2), 0) + ")";
  }

  private String place(Node node, int least) {
    if (node instanceof Node.NumberLiteral literal) {
      return Long.toString((long) Math.floor(Math.max(least, Math.min(LONGEST, literal.number()))));
    }
    String number = of(node);
    String bounded =
        "CASE WHEN "
            + number
            + " >= "
            + columns.bound((double) LONGEST)
            + " THEN "
            + columns.bound((double) LONGEST)
            + " WHEN "
            + number
            + " < "
            + columns.bound((double) least)
            + " THEN "
            + columns.bound((double) least)
            + " ELSE "
            + number
            + " END";
    return "CAST(f_floor_int(" + bounded + ") AS INTEGER)";
  }

  /** By way of the number's text, since engines round halves of doubles differently. */
  private String rounded(List<Node> given) {
    String number = of(given.get(0));
    int decimals = given.size() < 2 ? 0 : (int) ((Node.NumberLiteral) given.get(1)).number();
    // what is larger than this has no decimals to be rounded away
    double large = 9e15 / Math.pow(10, decimals);
    return "CASE WHEN abs("
        + number
        + ") < "
        + columns.bound(large)
        + " THEN CAST(TRY_CAST("
        + written(number)
        + " AS DECIMAL(38, "
        + decimals
        + ")) AS DOUBLE) ELSE "
        + number
        + " END";
  }

  /**
   * The first text that the expression reads as a number and that is none, null when there is none;
   * empty when it reads no number. What is not reached, as the second argument of coalesce when
   * there is a first, does not count.
   */
  Optional<String> unreadable(Node node) {
    if (node instanceof Node.ToNumber number) {
      String text = of(number.text());
      String own =
          "CASE WHEN "
              + columns.number(text)
              + " IS NULL AND NOT "
              + columns.isNothing(text)
              + " THEN "
              + text
              + " END";
      return first(List.of(unreadable(number.text()), Optional.of(own)));
    }
    if (node instanceof Node.Case cases) {
      List<Optional<String>> all =
          new ArrayList<>(cases.conditions().stream().map(this::unreadable).toList());
      all.add(branch(cases));
      return first(all);
    }
    if (node instanceof Node.Call call && call.function() == Function.COALESCE) {
      return alternatives(call.parts());
    }
    return first(node.parts().stream().map(this::unreadable).toList());
  }

  private static Optional<String> first(List<Optional<String>> all) {
    List<String> some = all.stream().flatMap(Optional::stream).toList();
    return some.size() < 2
        ? some.stream().findFirst()
        : Optional.of("coalesce(" + String.join(", ", some) + ")");
  }

  private Optional<String> branch(Node.Case cases) {
    List<Optional<String>> branches =
        new ArrayList<>(cases.values().stream().map(this::unreadable).toList());
    Optional<String> otherwise = unreadable(cases.otherwise());
    if (otherwise.isEmpty() && branches.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    String nothing = of(new Node.Missing(ValueType.TEXT));
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = 0; i < branches.size(); i++) {
      sql.append(" WHEN ")
          .append(of(cases.conditions().get(i)))
          .append(" THEN ")
          .append(branches.get(i).orElse(nothing));
    }
    return Optional.of(sql.append(" ELSE ").append(otherwise.orElse(nothing)) + " END");
  }

  private Optional<String> alternatives(List<Node> values) {
    Optional<String> own = unreadable(values.get(0));
    if (values.size() == 1) {
      return own;
    }
    Optional<String> others = alternatives(values.subList(1, values.size()));
    Optional<String> reached =
        others.map(o -> "CASE WHEN " + of(values.get(0)) + " IS NULL THEN " + o + " END");
    return first(List.of(own, reached));
  }
}
