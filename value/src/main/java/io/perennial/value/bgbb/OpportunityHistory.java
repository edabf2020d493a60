// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgbb;

import java.util.Comparator;

/**
 * A customer's buying in discrete periods: (x, t_x, n).
 *
 * @param repeats x, periods with a purchase, after the one of the first purchase
 * @param lastPeriod t_x, the last period with a purchase, counted from 1; 0 when {@code repeats} is
 *     0
 * @param periods n, periods in which a purchase was possible
 */
public record OpportunityHistory(int repeats, int lastPeriod, int periods)
    implements Comparable<OpportunityHistory> {

  private static final Comparator<OpportunityHistory> ORDER =
      Comparator.comparingInt(OpportunityHistory::repeats)
          .thenComparingInt(OpportunityHistory::lastPeriod)
          .thenComparingInt(OpportunityHistory::periods);

  public OpportunityHistory {
    if (periods < 0) {
      throw new IllegalArgumentException("Invalid periods: " + periods + " (must be >= 0)");
    }
    if (lastPeriod < 0 || lastPeriod > periods) {
      throw new IllegalArgumentException(
          "Invalid last period: " + lastPeriod + " (must be within [0, " + periods + "])");
    }
    if (repeats < 0 || repeats > lastPeriod || (repeats == 0 && lastPeriod != 0)) {
      throw new IllegalArgumentException(
          "Invalid repeats: "
              + repeats
              + " (must be within [1, "
              + lastPeriod
              + "], the last period, or both 0)");
    }
  }

  @Override
  public int compareTo(OpportunityHistory other) {
    return ORDER.compare(this, other);
  }
}
