// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

/** What a pair counts when records are judged together. */
final class JoinedPairs {

  /** Pairs less probable than .1 bring no records together that others do not. */
  static final double TOLD = Math.log(0.1 / 0.9);

  private JoinedPairs() {}

  /**
   * Log-odds less those of the threshold; of an improbable pair only what speaks against it: that
   * two records are improbable to be one before anything is known of them counts once, where they
   * meet, and not again between all whom others bring together.
   *
   * @param prior log-odds of two records of which nothing is known
   */
  static double weight(double logOdds, double threshold, double prior) {
    return logOdds >= TOLD ? logOdds - threshold : Math.min(0, logOdds - prior);
  }
}
