// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import java.util.Locale;

/**
 * How much of what a new policy would do was done in the log.
 *
 * @param decisions how many there are
 * @param effectiveSample how many equally weighted ones tell as much: (sum w)^2 / sum w^2; Kish
 *     (1965)
 * @param largestWeight the largest w = new probability / logged propensity
 * @param meanWeight of the log's decisions; 1 on average where propensities are true and all that
 *     the new policy does was possible
 * @param meanWeightError its standard error
 * @param shareNotCandidate the new policy's mass on actions that were no candidates
 * @param shareNeverSeen its mass on candidates that were never once taken in the log
 */
public record Overlap(
    int decisions,
    double effectiveSample,
    double largestWeight,
    double meanWeight,
    double meanWeightError,
    double shareNotCandidate,
    double shareNeverSeen) {

  static Overlap of(LoggedDecisions log, Proposal proposal) {
    int n = log.size();
    int actions = log.actions().size();
    boolean[] seen = new boolean[actions];
    for (int i = 0; i < n; i++) {
      seen[log.chosen(i)] = true;
    }
    double sum = 0;
    double squares = 0;
    double largest = 0;
    double notCandidate = 0;
    double neverSeen = 0;
    for (int i = 0; i < n; i++) {
      double weight = proposal.probability(i, log.chosen(i)) / log.propensity(i);
      sum += weight;
      squares += weight * weight;
      largest = Math.max(largest, weight);
      for (int a = 0; a < actions; a++) {
        double mass = proposal.probability(i, a) / n;
        if (!log.isCandidate(i, a)) {
          notCandidate += mass;
        } else if (!seen[a]) {
          neverSeen += mass;
        }
      }
    }
    double mean = n == 0 ? 0 : sum / n;
    double variance = n < 2 ? 0 : Math.max(0, squares / n - mean * mean) / (n - 1);
    return new Overlap(
        n,
        squares > 0 ? sum * sum / squares : 0,
        largest,
        mean,
        Math.sqrt(variance),
        notCandidate,
        neverSeen);
  }

  /** The share of the new policy's mass that the log cannot tell of. */
  public double shareWithoutSupport() {
    return Math.min(1, shareNotCandidate + shareNeverSeen);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d decisions tell as much as %,.0f; largest weight %.3g, mean weight %.3f ± %.2g; %.1f %%"
            + " of the policy is without support",
        decisions,
        effectiveSample,
        largestWeight,
        meanWeight,
        meanWeightError,
        100 * shareWithoutSupport());
  }
}
