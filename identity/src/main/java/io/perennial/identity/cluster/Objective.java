// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * What a pair counts when it is decided who is together, by its log-odds.
 *
 * <p>What speaks for a pair counts in full. What speaks against it has two parts: that hardly any
 * pair is one customer, which is so of each pair of a cluster and would be counted as often as
 * there are pairs; and evidence, which is what makes the log-odds less than the prior. The first
 * counts a little, the second in full. So two records of which one has the e-mail and the other the
 * telephone do not keep a third apart that has both.
 */
final class Objective {

  private final double prior;
  private final double doubt;
  private final double cap;
  private final long missing;

  Objective(ClusterSettings settings) {
    prior = settings.prior();
    doubt = Math.min(settings.doubt(), -prior);
    cap = settings.cap();
    missing = Graph.units(settings.missing(), settings.cap());
  }

  /** The log-odds that somebody says of a pair, in whole numbers; NaN for nothing known. */
  long said(double logOdds) {
    return Double.isNaN(logOdds) ? Graph.UNTOLD : Graph.units(logOdds, cap);
  }

  /** What a pair of such log-odds counts. */
  long of(long units) {
    if (units == Graph.UNTOLD) {
      return missing;
    }
    if (units >= 0 || prior == 0) {
      return units;
    }
    double logOdds = Graph.logOdds(units);
    double counts = logOdds >= prior ? -doubt * (logOdds / prior) : logOdds - prior - doubt;
    return Graph.units(counts, cap);
  }
}
