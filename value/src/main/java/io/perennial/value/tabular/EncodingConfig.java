// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import java.util.Set;
import java.util.TreeSet;

/**
 * How a table is made into numbers.
 *
 * @param levels the most words of a category that get a column of their own, >= 1; the rarer are
 *     one
 * @param leastRows rows that a word needs for a column of its own, >= 1
 * @param tellingAuc a column that alone has this AUC tells the label and is left out; above .5
 * @param ignored columns that are left out
 * @param kept columns that are used although they tell the label or look like an id
 */
public record EncodingConfig(
    int levels, int leastRows, double tellingAuc, Set<String> ignored, Set<String> kept) {

  public EncodingConfig {
    if (levels < 1 || leastRows < 1) {
      throw new IllegalArgumentException(
          "Invalid levels or least rows: " + levels + ", " + leastRows + " (must be >= 1)");
    }
    if (!(tellingAuc > 0.5)) {
      throw new IllegalArgumentException(
          "Invalid telling AUC: " + tellingAuc + " (must be above 0.5)");
    }
    ignored = Set.copyOf(ignored);
    kept = Set.copyOf(kept);
  }

  /** 60 levels of 10 rows; AUC .975; nothing ignored, nothing kept. */
  public static EncodingConfig defaults() {
    return new EncodingConfig(60, 10, 0.975, Set.of(), Set.of());
  }

  /** With one more column left out. */
  public EncodingConfig withIgnored(String column) {
    return new EncodingConfig(levels, leastRows, tellingAuc, plus(ignored, column), kept);
  }

  /** With one more column that is used whatever it looks like. */
  public EncodingConfig withKept(String column) {
    return new EncodingConfig(levels, leastRows, tellingAuc, ignored, plus(kept, column));
  }

  private static Set<String> plus(Set<String> some, String one) {
    Set<String> more = new TreeSet<>(some);
    more.add(one);
    return more;
  }
}
