// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.sniff.NumberForms;
import io.perennial.ingest.sniff.TimeForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the sampled values of one column look like. Shares are of the values that are not empty, in
 * [0, 1].
 *
 * @param name of the column
 * @param rows sampled
 * @param filled values that are not empty
 * @param counts of each value
 * @param numbers share of numbers
 * @param negatives share of numbers below zero
 * @param whole share of whole numbers
 * @param median of the whole numbers' sizes; 0 when there is none
 * @param times how times are written, if they are times
 * @param kinds what kind of things the values are
 * @param meanLength characters
 * @param index whether the values just count the rows
 */
record ColumnProfile(
    String name,
    int rows,
    int filled,
    Map<String, Integer> counts,
    double numbers,
    double negatives,
    double whole,
    long median,
    TimeForms times,
    ValueKinds kinds,
    double meanLength,
    boolean index) {

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+([.]0+)?");
  private static final int FEW = 60;

  static ColumnProfile of(String name, List<String> values, NumberForms.Mark mark) {
    Map<String, Integer> counts = new HashMap<>();
    List<Long> integers = new ArrayList<>();
    int filled = 0;
    int numbers = 0;
    int negatives = 0;
    long length = 0;
    boolean index = values.size() > 2;
    long before = 0;
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i).strip();
      if (value.isEmpty()) {
        index = false;
        continue;
      }
      filled++;
      length += value.length();
      counts.merge(value, 1, Integer::sum);
      boolean number = NumberForms.isNumber(value, mark);
      boolean integer = number && WHOLE.matcher(value).matches() && value.length() < 18;
      numbers += number ? 1 : 0;
      negatives += number && (value.charAt(0) == '-' || value.charAt(0) == '(') ? 1 : 0;
      if (integer) {
        integers.add(Math.abs(Long.parseLong(value.replaceFirst("[.]0+$", ""))));
      }
      if (index && integer && !value.contains(".")) {
        long now = Long.parseLong(value);
        // further in the file a sample starts again, always higher
        index = i == 0 ? now == 0 || now == 1 : now > before;
        before = now;
      } else {
        index = false;
      }
    }
    integers.sort(null);
    double n = Math.max(1, filled);
    return new ColumnProfile(
        name,
        values.size(),
        filled,
        counts,
        numbers / n,
        negatives / n,
        integers.size() / n,
        integers.isEmpty() ? 0 : integers.get(integers.size() / 2),
        TimeForms.of(counts.keySet().stream().sorted().limit(4000).toList(), mark),
        ValueKinds.of(counts),
        length / n,
        index);
  }

  int distinct() {
    return counts.size();
  }

  /** Distinct values per filled row: 1 for a key of the rows. */
  double uniqueness() {
    return filled == 0 ? 0 : (double) distinct() / filled;
  }

  /** Whether the values name the rows: nearly all filled, nearly all different. */
  boolean isKey() {
    return rows > 0 && filled >= 0.99 * rows && uniqueness() >= 0.99;
  }

  /** Whether there are only a few different values in many rows. */
  boolean isClass() {
    return (rows >= 40 && distinct() < 5) || (rows >= 1000 && distinct() < 9);
  }

  /** Whether few enough values are there to be names of kinds of things. */
  boolean isKinds() {
    return (distinct() <= FEW && uniqueness() < 0.8) || rows < 50;
  }

  /** Share of rows without a value. */
  double empty() {
    return rows == 0 ? 0 : 1 - (double) filled / rows;
  }

  /** Whether the values are times in a form that cannot be mere numbers. */
  boolean isTime() {
    return filled > 0 && times.share() > 0.8 && numbers < 0.5;
  }

  /** Whether the values could be times written as numbers, such as 20250131. */
  boolean couldBeTime() {
    return filled > 0 && times.share() > 0.8;
  }

  boolean isNumber() {
    return filled > 0 && numbers > 0.9;
  }

  /** Numbers with something after the decimal mark. */
  boolean isFractional() {
    return isNumber() && whole < 0.9;
  }
}
