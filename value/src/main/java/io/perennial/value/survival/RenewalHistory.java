// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import java.util.Comparator;

/**
 * What is known of a customer whose contract comes up every period.
 *
 * @param seen renewals made before the customer was first seen, >= 0: one who is older than the
 *     data is there because of them
 * @param periods renewals made so far, or, of one who left, the period at whose end that was
 * @param left whether the customer left
 */
public record RenewalHistory(int seen, int periods, boolean left)
    implements Comparable<RenewalHistory> {

  private static final Comparator<RenewalHistory> ORDER =
      Comparator.comparingInt(RenewalHistory::seen)
          .thenComparingInt(RenewalHistory::periods)
          .thenComparing(RenewalHistory::left);

  public RenewalHistory {
    if (seen < 0 || periods < seen || (left && periods == seen)) {
      throw new IllegalArgumentException(
          "Invalid renewals: "
              + seen
              + " before seen, "
              + periods
              + " periods (must be >= 0, and at least as many, more for one who left)");
    }
  }

  @Override
  public int compareTo(RenewalHistory other) {
    return ORDER.compare(this, other);
  }
}
