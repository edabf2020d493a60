// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How one item leads to another.
 *
 * @param gapHalfLifeDays from one purchase to the next, after which it says half as much; what
 *     comes after four of them is not seen
 * @param trendHalfLifeDays after which a pair of purchases counts half in learning
 * @param halfLifeDays after which what a customer bought says half as much of what comes next
 * @param shrinkage buyers added to those of an item: what follows a rare one counts less; at least
 *     0
 * @param neighbours followers kept of an item, at least 1
 * @param popularityPower within [0, 1]: 0 takes the share of buyers who go on to an item, 1 how
 *     much larger it is than the share of all customers who buy it
 * @param mostRows of a customer that are looked at after a purchase
 */
public record SequenceConfig(
    double gapHalfLifeDays,
    double trendHalfLifeDays,
    double halfLifeDays,
    double shrinkage,
    int neighbours,
    double popularityPower,
    int mostRows) {

  public SequenceConfig {
    Decay.check("half-life of a gap", gapHalfLifeDays);
    Decay.check("half-life of a trend", trendHalfLifeDays);
    Decay.check("half-life of a purchase", halfLifeDays);
    if (!(shrinkage >= 0 && shrinkage <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("Invalid shrinkage: " + shrinkage + " (must be >= 0)");
    }
    if (neighbours < 1) {
      throw new IllegalArgumentException("Invalid followers: " + neighbours + " (must be >= 1)");
    }
    if (!(popularityPower >= 0 && popularityPower <= 1)) {
      throw new IllegalArgumentException(
          "Invalid power of popularity: " + popularityPower + " (must be within [0, 1])");
    }
    if (mostRows < 1) {
      throw new IllegalArgumentException("Invalid most rows: " + mostRows + " (must be >= 1)");
    }
  }

  /** A gap says half after 60 days, a pair teaches half after 30, a purchase says half after 60. */
  public static SequenceConfig defaults() {
    return new SequenceConfig(60, 30, 60, 20, 300, 0.2, 2_000);
  }
}
