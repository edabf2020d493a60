// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * Scores pairs that blocking did not propose, when records that may be one customer are judged
 * together.
 */
@FunctionalInterface
public interface PairScore {

  /** Nothing is known of pairs that are not told: they count {@link ClusterSettings#missing()}. */
  PairScore UNKNOWN = (a, b) -> Double.NaN;

  /**
   * The natural log-odds that two records are one customer's; NaN for cannot say. Called by one
   * thread; once for a pair, several times in components that are too large to score each pair.
   *
   * @param a the smaller of two nodes
   * @param b the greater
   */
  double logOdds(int a, int b);
}
