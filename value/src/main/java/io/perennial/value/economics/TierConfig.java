// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import java.util.List;

/**
 * How customers are put into tiers of value.
 *
 * @param names from the highest tier to the lowest, two at least
 * @param shares of the customers that each tier but the lowest is made for, in (0, 1), together
 *     below 1
 * @param tolerance how far a tier's share may come away from that of the day its borders were set,
 *     as a part of it, before borders move; 0.25 for a quarter, >= 0
 * @param standing how many times the uncertainty of his value a customer must be past a border to
 *     change tier, >= 0
 */
public record TierConfig(
    List<String> names, List<Double> shares, double tolerance, double standing) {

  public TierConfig {
    names = List.copyOf(names);
    shares = List.copyOf(shares);
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    if (names.size() < 2
        || shares.size() != names.size() - 1
        || !shares.stream().allMatch(share -> share > 0)
        || !(sum < 1)) {
      throw new IllegalArgumentException(
          "Invalid tiers: "
              + names
              + " of "
              + shares
              + " (must be at least 2, a share > 0 for each but the last, together below 1)");
    }
    if (!(tolerance >= 0) || !(standing >= 0) || standing > 1e6) {
      throw new IllegalArgumentException(
          "Invalid tolerance or standing: " + tolerance + ", " + standing + " (must be >= 0)");
    }
  }

  /** Platinum 5 %, gold 15 %, silver 30 %, bronze; a quarter of tolerance; one uncertainty. */
  public static TierConfig defaults() {
    return new TierConfig(
        List.of("platinum", "gold", "silver", "bronze"), List.of(0.05, 0.15, 0.3), 0.25, 1);
  }
}
