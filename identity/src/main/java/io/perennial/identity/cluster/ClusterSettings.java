// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * How far clustering goes.
 *
 * @param exactUpTo components of at most so many units are solved exactly, 3^n steps; at most 14
 * @param scoredUpTo in components of at most so many records each missing pair is scored; greater
 *     ones are cut into parts first, by told pairs and samples; at most 300
 * @param cap the greatest log-odds a pair may count, either way, so that no single pair outweighs
 *     all others; at most 60
 * @param missing the log-odds of a pair that is neither told nor scored: blocking did not find
 *     reason to compare it; at most 0
 * @param prior the log-odds of a pair of which nothing is known, as the model has them; at most 0.
 *     A pair of less is different by evidence; one between prior and 0 merely is not known to be
 *     the same, and counts for little. 0: each pair counts its log-odds
 * @param doubt how much the log-odds of a pair may count against for lack of evidence alone; at
 *     least 0
 * @param widen pairs of at least these log-odds (below 0: less probable than not) bring records
 *     into a component, for the sake of missing pairs that may speak for them
 */
public record ClusterSettings(
    int exactUpTo,
    int scoredUpTo,
    double cap,
    double missing,
    double prior,
    double doubt,
    double widen) {

  public ClusterSettings {
    require(exactUpTo >= 2 && exactUpTo <= 14, "exact-up-to", exactUpTo, "within 2 and 14");
    require(scoredUpTo >= 2 && scoredUpTo <= 300, "scored-up-to", scoredUpTo, "within 2 and 300");
    require(cap > 0 && cap <= 60, "cap", cap, "above 0, at most 60");
    require(missing <= 0 && missing >= -cap, "missing", missing, "within -cap and 0");
    require(prior <= 0, "prior", prior, "at most 0");
    require(doubt >= 0, "doubt", doubt, "at least 0");
    require(widen <= 0, "widen", widen, "at most 0");
  }

  /**
   * Exact up to 9 units, all pairs up to 150 records, log-odds within ±20, a missing pair -1, no
   * prior, widened by pairs of a probability of .1.
   */
  public static ClusterSettings defaults() {
    return new ClusterSettings(9, 150, 20, -1, 0, 2, Math.log(0.1 / 0.9));
  }

  /** The same with another bound of exactness. */
  public ClusterSettings withExactUpTo(int units) {
    return new ClusterSettings(units, scoredUpTo, cap, missing, prior, doubt, widen);
  }

  /** The same with another bound of full scoring. */
  public ClusterSettings withScoredUpTo(int records) {
    return new ClusterSettings(exactUpTo, records, cap, missing, prior, doubt, widen);
  }

  /** The same with other log-odds of missing pairs. */
  public ClusterSettings withMissing(double logOdds) {
    return new ClusterSettings(exactUpTo, scoredUpTo, cap, logOdds, prior, doubt, widen);
  }

  /** The same with the log-odds that the model has of a pair of which nothing is known. */
  public ClusterSettings withPrior(double logOdds) {
    return new ClusterSettings(exactUpTo, scoredUpTo, cap, missing, logOdds, doubt, widen);
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be " + rule + ")");
    }
  }
}
