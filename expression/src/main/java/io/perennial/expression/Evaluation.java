// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

import io.perennial.lake.raw.JsonLists;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is for one row, computed in Java: a String, Double or Boolean, or nothing. For
 * looking at samples; the engines compute the same.
 */
final class Evaluation {

  private final Function<String, Optional<String>> row;
  private final Function<String, Optional<Double>> numbers;

  /**
   * @param row the texts of the columns; empty texts are missing
   * @param numbers how texts are read as numbers
   */
  Evaluation(Function<String, Optional<String>> row, Function<String, Optional<Double>> numbers) {
    this.row = row;
    this.numbers = numbers;
  }

  Optional<Object> of(Node node) {
    if (node instanceof Node.TextLiteral literal) {
      return Optional.of(literal.text());
    }
    if (node instanceof Node.NumberLiteral literal) {
      return Optional.of(literal.number());
    }
    if (node instanceof Node.TruthLiteral literal) {
      return Optional.of(literal.truth());
    }
    if (node instanceof Node.Missing) {
      return Optional.empty();
    }
    if (node instanceof Node.Column column) {
      return row.apply(column.name()).filter(text -> !text.isEmpty()).map(text -> text);
    }
    if (node instanceof Node.ToNumber number) {
      return text(number.text()).flatMap(numbers).map(value -> value);
    }
    if (node instanceof Node.ToText text) {
      return of(text.value()).map(value -> value instanceof Double d ? plain(d) : value.toString());
    }
    if (node instanceof Node.Arithmetic arithmetic) {
      return arithmetic(arithmetic);
    }
    if (node instanceof Node.Joined joined) {
      return text(joined.left()).flatMap(l -> text(joined.right()).map(r -> l + r));
    }
    if (node instanceof Node.Case cases) {
      for (int i = 0; i < cases.values().size(); i++) {
        if (truth(cases.conditions().get(i)).orElse(false)) {
          return of(cases.values().get(i));
        }
      }
      return of(cases.otherwise());
    }
    return node instanceof Node.Call call ? call(call) : condition(node).map(truth -> truth);
  }

  private Optional<String> text(Node node) {
    return of(node).map(String.class::cast);
  }

  private Optional<Double> number(Node node) {
    return of(node).map(Double.class::cast);
  }

  private Optional<Boolean> truth(Node node) {
    return of(node).map(Boolean.class::cast);
  }

  private Optional<Object> arithmetic(Node.Arithmetic arithmetic) {
    Optional<Double> left = number(arithmetic.left());
    Optional<Double> right = number(arithmetic.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    double a = left.get();
    double b = right.get();
    return switch (arithmetic.sign()) {
      case '+' -> Optional.of(a + b);
      case '-' -> Optional.of(a - b);
      case '*' -> Optional.of(a * b);
      default -> b == 0 ? Optional.empty() : Optional.of(a / b);
    };
  }

  private Optional<Boolean> condition(Node node) {
    if (node instanceof Node.Comparison comparison) {
      Optional<Object> right = of(comparison.right());
      return of(comparison.left())
          .flatMap(l -> right.map(r -> holds(comparison.sign(), compared(l, r))));
    }
    if (node instanceof Node.Junction junction) {
      Optional<Boolean> left = truth(junction.left());
      Optional<Boolean> right = truth(junction.right());
      boolean deciding = !junction.both();
      if (left.equals(Optional.of(deciding)) || right.equals(Optional.of(deciding))) {
        return Optional.of(deciding);
      }
      return left.isEmpty() || right.isEmpty() ? Optional.empty() : Optional.of(!deciding);
    }
    if (node instanceof Node.Not not) {
      return truth(not.truth()).map(truth -> !truth);
    }
    if (node instanceof Node.IsMissing missing) {
      return Optional.of(of(missing.value()).isEmpty());
    }
    return in((Node.In) node);
  }

  private Optional<Boolean> in(Node.In in) {
    Optional<Object> value = of(in.value());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    List<Optional<Object>> among = in.among().stream().map(this::of).toList();
    if (among.stream().flatMap(Optional::stream).anyMatch(o -> compared(value.get(), o) == 0)) {
      return Optional.of(true);
    }
    return among.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : Optional.of(false);
  }

  /** Texts by their code points, numbers with 0 = -0 and NaN the greatest. */
  private static int compared(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a + 0.0, b + 0.0);
    }
    if (left instanceof String a && right instanceof String b) {
      int[] one = a.codePoints().toArray();
      int[] other = b.codePoints().toArray();
      return Arrays.compare(one, other);
    }
    return Boolean.compare((Boolean) left, (Boolean) right);
  }

  private static boolean holds(String sign, int compared) {
    return switch (sign) {
      case "=" -> compared == 0;
      case "<>" -> compared != 0;
      case "<" -> compared < 0;
      case "<=" -> compared <= 0;
      case ">" -> compared > 0;
      default -> compared >= 0;
    };
  }

  private Optional<Object> call(Node.Call call) {
    List<Optional<Object>> given = call.parts().stream().map(this::of).toList();
    List<Object> there = given.stream().flatMap(Optional::stream).toList();
    switch (call.function()) {
      case COALESCE -> {
        return there.stream().findFirst();
      }
      case NULLIF -> {
        return given
            .get(0)
            .filter(v -> given.get(1).filter(other -> compared(v, other) == 0).isEmpty());
      }
      case CONCAT -> {
        return Optional.of(joined("", there));
      }
      case CONCAT_WS -> {
        return Optional.of(joined(there.get(0).toString(), there.subList(1, there.size())));
      }
      case GREATEST -> {
        return there.stream().max(Evaluation::compared);
      }
      case LEAST -> {
        return there.stream().min(Evaluation::compared);
      }
      default -> {
        return there.size() < given.size()
            ? Optional.empty()
            : Optional.ofNullable(strict(call, there));
      }
    }
  }

  private static String joined(String with, List<Object> texts) {
    return texts.stream().map(Objects::toString).collect(Collectors.joining(with));
  }

  private static @Nullable Object strict(Node.Call call, List<Object> given) {
    if (given.get(0) instanceof Double number) {
      return call.function() == io.perennial.expression.Function.ABS
          ? (Object) Math.abs(number)
          : (Object) rounded(number, given.size() < 2 ? 0 : ((Double) given.get(1)).intValue());
    }
    String text = given.get(0).toString();
    return switch (call.function()) {
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case TRIM -> trimmed(text);
      case REPLACE -> text.replace(given.get(1).toString(), given.get(2).toString());
      case REGEXP_REPLACE ->
          text.replaceAll(
              given.get(1).toString(), Matcher.quoteReplacement(given.get(2).toString()));
      case SPLIT_PART -> part(text, given.get(1).toString(), ((Double) given.get(2)).intValue());
      case SUBSTR -> substr(text, given);
      case FIRST_OF -> JsonLists.first(text, given.get(1).toString()).orElse(null);
      case VALUE_OF -> JsonLists.value(text, given.get(1).toString()).orElse(null);
      case SUM_OF -> JsonLists.sum(text, given.get(1).toString()).orElse(null);
      case STARTS_WITH -> text.startsWith(given.get(1).toString());
      case ENDS_WITH -> text.endsWith(given.get(1).toString());
      case CONTAINS -> text.contains(given.get(1).toString());
      default -> (double) text.codePointCount(0, text.length());
    };
  }

  private static @Nullable String trimmed(String text) {
    String bare = text.replaceAll("^ +| +$", "");
    return bare.isEmpty() ? null : bare;
  }

  private static String part(String text, String separator, int nth) {
    String[] parts = text.split(Pattern.quote(separator), -1);
    return nth <= parts.length ? parts[nth - 1] : "";
  }

  private static String substr(String text, List<Object> given) {
    int length = text.codePointCount(0, text.length());
    int from = (int) Math.min(length, Math.floor(Math.max(1, (Double) given.get(1))) - 1);
    double wanted = given.size() < 3 ? length : Math.floor(Math.max(0, (Double) given.get(2)));
    int to = (int) Math.min(length, from + wanted);
    return text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }

  private static double rounded(double number, int decimals) {
    if (!(Math.abs(number) < 9e15 / Math.pow(10, decimals))) {
      return number;
    }
    return new BigDecimal(Double.toString(number))
        .setScale(decimals, RoundingMode.HALF_UP)
        .doubleValue();
  }

  /** With at most ten decimals and none too many. */
  static String plain(double number) {
    if (!Double.isFinite(number)) {
      return "";
    }
    return new BigDecimal(Double.toString(number))
        .setScale(10, RoundingMode.HALF_UP)
        .toPlainString()
        .replaceFirst("0+$", "")
        .replaceFirst("[.]$", "");
  }
}
