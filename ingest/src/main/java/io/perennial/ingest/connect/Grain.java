// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Which column's value decides another's: in lines of orders the order decides the customer. */
final class Grain {

  private static final int LEAST_REPEATS = 5;

  private Grain() {}

  /**
   * The share of rows that repeat a value of {@code one} and have the same value of {@code other}
   * as the first such row; empty when hardly any row repeats one. Blanks do not count.
   */
  static OptionalDouble decides(List<String> one, List<String> other) {
    Map<String, String> first = new HashMap<>();
    int repeats = 0;
    int same = 0;
    for (int row = 0; row < one.size(); row++) {
      String key = one.get(row).strip();
      if (key.isEmpty() || other.get(row).isBlank()) {
        continue;
      }
      String before = first.putIfAbsent(key, other.get(row));
      if (before != null) {
        repeats++;
        same += before.equals(other.get(row)) ? 1 : 0;
      }
    }
    return repeats < LEAST_REPEATS
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) same / repeats);
  }

  /** Whether the rows are parts of what {@code key} names: many of its values come again. */
  static boolean isRepeated(ColumnProfile key) {
    return key.filled() - key.distinct() >= Math.max(LEAST_REPEATS, 0.1 * key.filled());
  }
}
