// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.List;

/**
 * An arm read stratum by stratum, each with its share of all units: what differs between strata is
 * no chance any more. For units dealt by strata, or counted into strata afterwards. Source:
 * Miratrix, Sekhon and Yu, "Adjusting treatment effect estimates by post-stratification" (JRSS B,
 * 2013).
 */
public final class Stratified {

  private Stratified() {}

  /**
   * The arm's mean over strata.
   *
   * @param strata of one arm
   * @param shares of the strata among all units of all arms, the same for each arm; sum above 0
   */
  public static Estimate estimate(List<ArmSummary> strata, double[] shares) {
    if (strata.isEmpty() || strata.size() != shares.length) {
      throw new IllegalArgumentException(
          "Invalid strata: " + strata.size() + " with " + shares.length + " shares");
    }
    double sum = 0;
    for (double share : shares) {
      sum += Checked.notNegative("share of a stratum", share);
    }
    Checked.positive("sum of the strata's shares", sum);
    long count = 0;
    double mean = 0;
    double variance = 0;
    for (int s = 0; s < shares.length; s++) {
      ArmSummary stratum = strata.get(s);
      double share = shares[s] / sum;
      if (share == 0) {
        continue;
      }
      if (stratum.count() < 2) {
        throw new IllegalArgumentException(
            "Cannot read by strata: stratum "
                + s
                + " has "
                + stratum.count()
                + " units in an arm (two are needed; put small strata together)");
      }
      count += stratum.count();
      mean += share * stratum.mean();
      variance += share * share * stratum.variance() / stratum.count();
    }
    return new Estimate(count, mean, StrictMath.sqrt(variance));
  }
}
