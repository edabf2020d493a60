// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The tier of every customer, from run to run: one changes only when his value is past a border by
 * its own uncertainty, so that noise moves nobody to and fro. Immutable.
 */
public final class Tiers {

  /** «Not in a tier before», in the columns of tiers. */
  public static final int NEW = -1;

  private final List<String> names;
  private final int[] tier;
  private final int[] before;

  private Tiers(List<String> names, int[] tier, int[] before) {
    this.names = names;
    this.tier = tier;
    this.before = before;
  }

  /**
   * The tiers of n customers.
   *
   * @param values double[n], in currency
   * @param uncertainty of each value as a forecast of the mean, a standard error or so, double[n],
   *     >= 0: not the spread of what may come
   * @param before the tier of each in the run before, int[n]; {@link #NEW} for none
   */
  public static Tiers assign(
      TierBorders borders, double[] values, double[] uncertainty, int[] before, TierConfig config) {
    int n = values.length;
    if (uncertainty.length != n || before.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " values, "
              + uncertainty.length
              + " uncertainties, "
              + before.length
              + " tiers before (must be as many of each)");
    }
    int[] tier = new int[n];
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(values[i])
          || !(uncertainty[i] >= 0)
          || before[i] < NEW
          || before[i] >= borders.names().size()) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid value, uncertainty or tier: "
                + values[i]
                + ", "
                + uncertainty[i]
                + ", "
                + before[i]
                + " (must be finite, >= 0, a tier or "
                + NEW
                + ")");
      }
      double margin = Math.min(Double.MAX_VALUE, config.standing() * uncertainty[i]);
      int highest = borders.tierOf(values[i] + margin);
      int lowest = borders.tierOf(values[i] - margin);
      tier[i] =
          before[i] == NEW
              ? borders.tierOf(values[i])
              : Math.max(highest, Math.min(lowest, before[i]));
    }
    return new Tiers(borders.names(), tier, before.clone());
  }

  /** The tiers' names, from the highest. */
  public List<String> names() {
    return names;
  }

  /** The tier of customer {@code i}, 0 for the highest. */
  public int tier(int i) {
    return tier[i];
  }

  /** The tier of each, int[n]; a copy: what the next run calls {@code before}. */
  public int[] all() {
    return tier.clone();
  }

  /** How many are in tier {@code t}. */
  public int customers(int t) {
    return (int) Arrays.stream(tier).filter(one -> one == t).count();
  }

  /** How many went from tier {@code from} ({@link #NEW} for newcomers) to tier {@code to}. */
  public int moves(int from, int to) {
    int count = 0;
    for (int i = 0; i < tier.length; i++) {
      count += before[i] == from && tier[i] == to ? 1 : 0;
    }
    return count;
  }

  /** In a sentence. */
  @Override
  public String toString() {
    int up = 0;
    int down = 0;
    int fresh = 0;
    for (int i = 0; i < tier.length; i++) {
      fresh += before[i] == NEW ? 1 : 0;
      up += before[i] != NEW && tier[i] < before[i] ? 1 : 0;
      down += before[i] != NEW && tier[i] > before[i] ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "%,d customers in %d tiers: %,d rose, %,d fell, %,d are new, %,d stayed",
        tier.length,
        names.size(),
        up,
        down,
        fresh,
        tier.length - up - down - fresh);
  }
}
