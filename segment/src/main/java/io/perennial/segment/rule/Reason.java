// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.features.dictionary.Unit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said of each member of a segment: a text with features in braces, as in {@code bought
 * {purchases:time}[, last {days_since_order} ago]}. What is in brackets is left out where a feature
 * in it is missing; elsewhere a missing one is {@code unknown}. Behind a colon stands what is
 * counted.
 */
public final class Reason implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Pattern FEATURE =
      Pattern.compile("\\{\\s*([A-Za-z0-9_.]+)\\s*(?::\\s*([^{}]+?)\\s*)?}");

  /**
   * A feature in the text.
   *
   * @param noun what is counted; empty: as its unit says
   */
  private record Slot(String name, Vocabulary.Kind kind, Unit unit, String noun)
      implements Serializable {}

  /** A text, then perhaps a feature. */
  private record Piece(String text, @Nullable Slot slot) implements Serializable {}

  /** Pieces, all of them left out where one is missing, if they may be. */
  private record Clause(List<Piece> pieces, boolean optional) implements Serializable {}

  private final String text;
  private final List<Clause> clauses;

  private Reason(String text, List<Clause> clauses) {
    this.text = text;
    this.clauses = List.copyOf(clauses);
  }

  /**
   * A text of the form above.
   *
   * @throws IllegalArgumentException when it is none, or names what there is not
   */
  public static Reason parse(String text, Vocabulary vocabulary) {
    List<Clause> clauses = new ArrayList<>();
    try {
      int at = 0;
      while (at < text.length()) {
        int open = text.indexOf('[', at);
        int until = open < 0 ? text.length() : open;
        clause(text.substring(at, until), false, vocabulary, clauses);
        if (open < 0) {
          break;
        }
        int close = text.indexOf(']', open);
        if (close < 0) {
          throw new IllegalArgumentException("a bracket is not closed");
        }
        clause(text.substring(open + 1, close), true, vocabulary, clauses);
        at = close + 1;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid reason: " + text + " (" + e.getMessage() + ")", e);
    }
    return new Reason(text, clauses);
  }

  /** Where nobody said one: the features, by name, that are there. */
  public static Reason naming(Collection<String> features, Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder();
    for (String feature : features) {
      text.append('[').append(feature).append(" {").append(feature).append("}, ]");
    }
    return parse(text.toString(), vocabulary);
  }

  private static void clause(
      String text, boolean optional, Vocabulary vocabulary, List<Clause> clauses) {
    List<Piece> pieces = new ArrayList<>();
    Matcher feature = FEATURE.matcher(text);
    int at = 0;
    while (feature.find()) {
      pieces.add(
          new Piece(
              plain(text.substring(at, feature.start())),
              slot(feature.group(1), feature.group(2), vocabulary)));
      at = feature.end();
    }
    if (at < text.length()) {
      pieces.add(new Piece(plain(text.substring(at)), null));
    }
    if (!pieces.isEmpty()) {
      clauses.add(new Clause(pieces, optional));
    }
  }

  private static String plain(String text) {
    if (text.matches("(?s).*[{}\\[\\]].*")) {
      throw new IllegalArgumentException("a brace or bracket has no counterpart");
    }
    return text;
  }

  private static Slot slot(String name, @Nullable String noun, Vocabulary vocabulary) {
    String feature =
        name.startsWith(Vocabulary.TYPICAL) ? name.substring(Vocabulary.TYPICAL.length()) : name;
    Vocabulary.Kind kind = vocabulary.kind(feature);
    if (kind == Vocabulary.Kind.OTHER) {
      throw new IllegalArgumentException(feature + " is neither a number nor a word");
    }
    return new Slot(name, kind, vocabulary.unit(feature), noun == null ? "" : noun);
  }

  /** The features that it reads of a customer. */
  Set<String> reads() {
    return names(false);
  }

  /** The features of which it says what is typical. */
  Set<String> typical() {
    return names(true);
  }

  private Set<String> names(boolean typical) {
    Set<String> names = new LinkedHashSet<>();
    for (Clause clause : clauses) {
      for (Piece piece : clause.pieces()) {
        if (piece.slot() != null && piece.slot().name().startsWith(Vocabulary.TYPICAL) == typical) {
          names.add(
              typical
                  ? piece.slot().name().substring(Vocabulary.TYPICAL.length())
                  : piece.slot().name());
        }
      }
    }
    return names;
  }

  /** What is said of one customer. */
  public String of(CustomerRow row, Population population, UnitText units) {
    StringBuilder all = new StringBuilder();
    for (Clause clause : clauses) {
      int before = all.length();
      boolean whole = true;
      for (Piece piece : clause.pieces()) {
        all.append(piece.text());
        if (piece.slot() != null) {
          Optional<String> value = value(piece.slot(), row, population, units);
          whole &= value.isPresent();
          all.append(value.orElse("unknown"));
        }
      }
      if (clause.optional() && !whole) {
        all.setLength(before);
      }
    }
    while (all.length() > 0 && " ,;".indexOf(all.charAt(all.length() - 1)) >= 0) {
      all.setLength(all.length() - 1);
    }
    return all.toString();
  }

  private static Optional<String> value(
      Slot slot, CustomerRow row, Population population, UnitText units) {
    if (slot.kind() == Vocabulary.Kind.WORD) {
      return row.word(slot.name());
    }
    OptionalDouble number =
        slot.name().startsWith(Vocabulary.TYPICAL)
            ? population.median(slot.name().substring(Vocabulary.TYPICAL.length()))
            : row.number(slot.name());
    if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
      return Optional.empty();
    }
    double value = number.getAsDouble();
    return Optional.of(
        slot.noun().isEmpty()
            ? units.of(value, slot.unit())
            : UnitText.counted(value, slot.noun()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reason that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As written. */
  @Override
  public String toString() {
    return text;
  }
}
