// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.value.tabular.Cells.DateForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the cells of one column look like, and what it is therefore taken for. */
final class ColumnLook {

  private static final double NEARLY_ALL = 0.9;
  private static final int FEW_ROWS = 20;
  private static final int FEW_DIGITS = 30;

  private final String name;
  private final String[] cells;
  private final EncodingConfig config;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, String> firstSpelling = new HashMap<>();
  private int something;
  private char decimal = '.';
  private DateForm form = DateForm.YEAR_FIRST;

  ColumnLook(String name, String[] cells, EncodingConfig config) {
    this.name = name;
    this.cells = cells;
    this.config = config;
    for (String cell : cells) {
      if (!Cells.isNothing(cell)) {
        String key = key(cell);
        counts.merge(key, 1, Integer::sum);
        firstSpelling.putIfAbsent(key, cell);
        something++;
      }
    }
  }

  /** What equal words have in common: no capitals, and whole numbers without a fraction. */
  static String key(String cell) {
    double number = Cells.number(cell, '.');
    return !Double.isNaN(number) && number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : cell.toLowerCase(Locale.ROOT);
  }

  char decimal() {
    return decimal;
  }

  DateForm form() {
    return form;
  }

  boolean hasNothing() {
    return something < cells.length;
  }

  /** Words by how often they occur, the most frequent first, then by alphabet. */
  List<String> words() {
    List<String> words = new ArrayList<>(counts.keySet());
    words.sort(
        Comparator.comparingInt((String w) -> -counts.getOrDefault(w, 0)).thenComparing(w -> w));
    return words;
  }

  /** The words with a column of their own. */
  List<String> levels() {
    return words().stream()
        .filter(word -> counts.getOrDefault(word, 0) >= config.leastRows())
        .limit(config.levels())
        .toList();
  }

  String spelling(String word) {
    return firstSpelling.getOrDefault(word, word);
  }

  ColumnReport report() {
    int different = counts.size();
    if (config.ignored().contains(name)) {
      return as(ColumnRole.IGNORED, "asked to be left out");
    }
    if (something == 0) {
      return as(ColumnRole.CONSTANT, "has no value in any row");
    }
    if (different == 1 && !hasNothing()) {
      return as(ColumnRole.CONSTANT, "says " + spelling(words().get(0)) + " in every row");
    }
    if (different <= 2) {
      boolean one = different == 1;
      return as(
          ColumnRole.YES_NO,
          one
              ? "says " + spelling(words().get(0)) + " or nothing"
              : "says " + spelling(words().get(0)) + " or " + spelling(words().get(1)));
    }
    boolean kept = config.kept().contains(name);
    if (isDate()) {
      return as(ColumnRole.DATE, "days, " + words(form));
    }
    boolean number = isNumber();
    if (!kept && isId(number)) {
      return as(
          ColumnRole.ID,
          different == something
              ? "another value in each row"
              : different + " different values in " + something + " rows");
    }
    if (number && !(HeaderWords.nameACode(name) && different <= FEW_DIGITS)) {
      int odd = something - numbers(decimal);
      int empty = cells.length - something;
      String written = decimal == ',' ? "numbers with a decimal comma" : "numbers";
      return as(
          ColumnRole.NUMBER,
          written
              + (empty == 0 ? "" : "; " + empty + " rows have none")
              + (odd == 0 ? "" : "; " + odd + " cells are none and count as not known"));
    }
    int common = levels().stream().mapToInt(word -> counts.getOrDefault(word, 0)).sum();
    boolean scattered = different > 10 && common < 0.3 * something && something >= FEW_ROWS;
    if (scattered || levels().isEmpty()) {
      return as(
          ColumnRole.FREE_TEXT,
          different + " different words in " + something + " rows, too many to learn from");
    }
    return as(
        ColumnRole.CATEGORY,
        different
            + " different words"
            + (levels().size() < different
                ? ", the rarest " + (different - levels().size()) + " as one"
                : ""));
  }

  private ColumnReport as(ColumnRole role, String reason) {
    return new ColumnReport(name, role, reason);
  }

  private boolean isNumber() {
    int withPoint = numbers('.');
    int withComma = numbers(',');
    decimal = withComma > withPoint ? ',' : '.';
    return Math.max(withPoint, withComma) >= NEARLY_ALL * something;
  }

  private int numbers(char mark) {
    int count = 0;
    for (Map.Entry<String, Integer> word : counts.entrySet()) {
      count += Double.isNaN(Cells.number(word.getKey(), mark)) ? 0 : word.getValue();
    }
    return count;
  }

  private boolean isDate() {
    int most = 0;
    for (DateForm candidate : DateForm.values()) {
      int count = 0;
      for (Map.Entry<String, Integer> word : counts.entrySet()) {
        count += Double.isNaN(Cells.day(spelling(word.getKey()), candidate)) ? 0 : word.getValue();
      }
      if (count > most) {
        most = count;
        form = candidate;
      }
    }
    return most >= NEARLY_ALL * something;
  }

  private boolean isId(boolean number) {
    int different = counts.size();
    boolean named = HeaderWords.nameAnId(name);
    if (!number) {
      return (different == something && (named || something >= FEW_ROWS))
          || (something >= FEW_ROWS && different >= 0.95 * something);
    }
    if (different < 0.98 * something) {
      return false;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (String word : counts.keySet()) {
      double value = Cells.number(word, decimal);
      if (value != Math.rint(value)) {
        return false;
      }
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return named || (different >= FEW_ROWS && most - least < 1.05 * different);
  }

  private static String words(DateForm form) {
    return switch (form) {
      case YEAR_FIRST -> "the year first";
      case DAY_FIRST -> "the day before the month";
      case MONTH_FIRST -> "the month before the day";
      case DIGITS_ALONE -> "eight digits";
    };
  }
}
