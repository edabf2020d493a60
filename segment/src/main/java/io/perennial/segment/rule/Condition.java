// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.expression.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A condition over named numbers and words, checked: every name is known, and numbers are compared
 * with numbers, words with words. Missing is neither true nor false: {@code spend > 100} does not
 * hold of one whose spend is missing, and neither does {@code not (spend > 100)}; {@code is null}
 * and {@code coalesce} say otherwise.
 */
public final class Condition {

  /** What a name stands for, written out, and whether it is asked of the population. */
  private record Part(String text, Optional<String> typical) {}

  private final String text;
  private final List<Part> parts;
  private final Set<String> reads;

  private Condition(String text, List<Part> parts, Set<String> reads) {
    this.text = text;
    this.parts = parts;
    this.reads = reads;
  }

  /**
   * A condition without names of its own.
   *
   * @throws IllegalArgumentException when it is none; the message says where and why
   */
  public static Condition parse(String text, Vocabulary vocabulary) {
    return parse(text, vocabulary, Map.of());
  }

  /**
   * A condition.
   *
   * @param terms what other names stand for, as expressions
   * @throws IllegalArgumentException when it is none, says a name that there is not, or compares a
   *     word with a number
   */
  static Condition parse(String text, Vocabulary vocabulary, Map<String, String> terms) {
    Expression.condition(text);
    List<Part> parts = new ArrayList<>();
    Set<String> reads = new LinkedHashSet<>();
    new Writing(vocabulary, terms, parts, reads).write(text, terms.keySet());
    Condition condition =
        new Condition(text.strip(), List.copyOf(parts), Collections.unmodifiableSet(reads));
    try {
      TypeCheck.check(condition.written("1"), vocabulary);
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      throw why.startsWith("Invalid expression") ? e : invalid(text, why, e);
    }
    return condition;
  }

  private static IllegalArgumentException invalid(String text, String why, Exception cause) {
    return new IllegalArgumentException(
        "Invalid expression: " + text.strip() + " (" + why + ")", cause);
  }

  /** Writes an expression with what names stand for. */
  private record Writing(
      Vocabulary vocabulary, Map<String, String> terms, List<Part> parts, Set<String> reads) {

    /**
     * @param usable the terms that may be said here
     */
    void write(String text, Set<String> usable) {
      for (NameScan.Piece piece : NameScan.of(text)) {
        if (piece.isName()) {
          try {
            name(piece.text(), usable);
          } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw why.startsWith("Invalid expression")
                ? e
                : invalid(text, why + ", at character " + piece.at(), e);
          }
        } else if (piece.text().strip().startsWith("?")) {
          throw invalid(text, "features have no question mark, at character " + piece.at(), null);
        } else {
          plain(piece.text());
        }
      }
    }

    private void plain(String text) {
      parts.add(new Part(text, Optional.empty()));
    }

    private void name(String name, Set<String> usable) {
      String term = terms.get(name);
      if (term != null && usable.contains(name)) {
        Set<String> earlier = new LinkedHashSet<>();
        for (String other : terms.keySet()) {
          if (other.equals(name)) {
            break;
          }
          earlier.add(other);
        }
        plain(isList(term) ? "" : "(");
        write(term, earlier);
        plain(isList(term) ? "" : ")");
      } else if (name.startsWith(Vocabulary.TYPICAL)) {
        String feature = name.substring(Vocabulary.TYPICAL.length());
        if (vocabulary.kind(feature) != Vocabulary.Kind.NUMBER) {
          throw new IllegalArgumentException(feature + " is no number, and has no median");
        }
        parts.add(new Part(name, Optional.of(feature)));
      } else {
        plain(column(name));
        reads.add(name);
      }
    }

    /** Texts in quotes with commas between are the members of a list, not one value. */
    private static boolean isList(String term) {
      return term.startsWith("'") || term.equals("null");
    }

    private String column(String name) {
      return switch (vocabulary.kind(name)) {
        case NUMBER -> "number(`" + name + "`)";
        case WORD -> "`" + name + "`";
        case OTHER ->
            throw new IllegalArgumentException(
                name + " is neither a number nor a word; days_since_… tell how long ago it was");
      };
    }
  }

  private Expression written(String typical) {
    StringBuilder all = new StringBuilder();
    parts.forEach(part -> all.append(part.typical().isPresent() ? typical : part.text()));
    return Expression.condition(all.toString());
  }

  /** With all names written out: equal for conditions that mean the same. */
  String canonical() {
    return parts.stream().map(Part::text).collect(Collectors.joining());
  }

  /** The features that it reads. */
  public Set<String> reads() {
    return reads;
  }

  /** The features of which it asks what is typical. */
  Set<String> typical() {
    Set<String> typical = new LinkedHashSet<>();
    parts.forEach(part -> part.typical().ifPresent(typical::add));
    return typical;
  }

  /** The condition over columns, with what is typical filled in. */
  Expression expression(Population population) {
    StringBuilder all = new StringBuilder();
    for (Part part : parts) {
      Optional<String> feature = part.typical();
      if (feature.isEmpty()) {
        all.append(part.text());
      } else {
        double[] median = population.median(feature.get()).stream().toArray();
        all.append(median.length == 0 ? "number(null)" : "(" + literal(median[0]) + ")");
      }
    }
    return Expression.condition(all.toString());
  }

  /** A number as the language writes it: without an exponent. */
  static String literal(double number) {
    String plain = new BigDecimal(Double.toString(number)).toPlainString();
    return plain.startsWith("-") ? "0 - " + plain.substring(1) : plain;
  }

  /** The condition in Java, with nothing typical: false where it is neither true nor false. */
  public Predicate<CustomerRow> predicate() {
    return predicate(Population.UNKNOWN);
  }

  /**
   * The condition in Java, with what is typical filled in: for customers that come one at a time.
   */
  Predicate<CustomerRow> predicate(Population population) {
    Expression expression = expression(population);
    Set<String> numbers = expression.numberColumns();
    return row ->
        expression.holds(
            name -> numbers.contains(name) ? number(row, name) : row.word(name),
            text -> Optional.of(Double.valueOf(text)));
  }

  private static Optional<String> number(CustomerRow row, String name) {
    OptionalDouble number = row.number(name);
    return number.isPresent() && Double.isFinite(number.getAsDouble())
        ? Optional.of(Double.toString(number.getAsDouble()))
        : Optional.empty();
  }

  /** As written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }
}
