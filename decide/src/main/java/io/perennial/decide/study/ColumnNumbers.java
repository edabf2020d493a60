// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import io.perennial.value.tabular.TextTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The cells of a column as numbers and as words: yes and no are 1 and 0, 12,50 is 12.5. */
final class ColumnNumbers {

  /** So many words are counted; a column of more is no kind of anything. */
  static final int MOST_WORDS = 1_000;

  private static final double NUMBERS = 0.95;
  private static final Pattern COMMA = Pattern.compile("[-+]?[0-9]{1,3}([.]?[0-9]{3})*,[0-9]+");
  private static final Pattern POINT = Pattern.compile("[-+]?[0-9]*[.][0-9]{1,2}|.*[.][0-9]{4,}");
  private static final Set<String> YES =
      Set.of("true", "yes", "y", "t", "ja", "oui", "si", "sí", "sim", "да");
  private static final Set<String> NO =
      Set.of("false", "no", "n", "f", "nein", "non", "não", "nao", "нет");
  private static final Set<String> NOTHING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  private final double[] values;
  private final int known;
  private final int numbers;

  private ColumnNumbers(double[] values, int known, int numbers) {
    this.values = values;
    this.known = known;
    this.numbers = numbers;
  }

  /** Those of the column called {@code name}; not a number where a cell is none. */
  static ColumnNumbers of(TextTable table, String name) {
    int commas = 0;
    int points = 0;
    for (int i = 0; i < Math.min(2_000, table.rows()); i++) {
      String cell = table.cell(i, name);
      commas += COMMA.matcher(cell).matches() ? 1 : 0;
      points += POINT.matcher(cell).matches() ? 1 : 0;
    }
    boolean comma = commas > points;
    double[] values = new double[table.rows()];
    int known = 0;
    int numbers = 0;
    for (int i = 0; i < values.length; i++) {
      String cell = table.cell(i, name);
      values[i] = number(cell, comma);
      boolean some = !isNothing(cell);
      known += some ? 1 : 0;
      numbers += some && !Double.isNaN(values[i]) ? 1 : 0;
    }
    return new ColumnNumbers(values, known, numbers);
  }

  static boolean isNothing(String cell) {
    return cell.isEmpty()
        || (cell.length() <= 4 && NOTHING.contains(cell.toLowerCase(Locale.ROOT)));
  }

  private static double number(String cell, boolean comma) {
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    char first = cell.charAt(0);
    if (first > '9' && first != '€' && first != '£') {
      String lower = cell.toLowerCase(Locale.ROOT);
      return YES.contains(lower) ? 1 : NO.contains(lower) ? 0 : Double.NaN;
    }
    String plain = cell;
    if (comma) {
      plain = plain.replace(".", "").replace(',', '.');
    } else if (plain.indexOf(',') >= 0) {
      plain = plain.replace(",", "");
    }
    if ("0123456789.-+".indexOf(plain.charAt(0)) < 0 || plain.endsWith("%")) {
      plain = plain.replaceAll("[$€£%\\s\u00a0]", "");
    }
    char last = plain.isEmpty() ? 'x' : plain.charAt(plain.length() - 1);
    if (last != '.' && (last < '0' || last > '9')) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(plain);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }

  /** Whether its cells are numbers, or yes and no, but for one in twenty. */
  boolean isNumeric() {
    return numbers > 0 && numbers >= NUMBERS * known;
  }

  /** The share of the rows that say a number. */
  double share() {
    return values.length == 0 ? 0 : (double) numbers / values.length;
  }

  double get(int row) {
    return values[row];
  }

  /** double[n], not to be written to. */
  double[] all() {
    return values;
  }

  /** How often each word comes, in alphabetical order; empty where there are too many. */
  static Map<String, Integer> words(TextTable table, String name) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < table.rows() && counts.size() <= MOST_WORDS; i++) {
      String word = table.cell(i, name);
      if (!isNothing(word) || word.equalsIgnoreCase("none")) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts.size() > MOST_WORDS ? Map.of() : new TreeMap<>(counts);
  }
}
