// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import io.perennial.value.forecast.Interval;

/**
 * Intervals of a new policy's value after every decision of a log, all of which hold the truth
 * together with the probability stated: one may look as often as one likes and stop when one
 * pleases. Needs no normality, but bounds of rewards and weights; wider than {@link
 * Estimate#interval} by about a half where weights are small, by more where they may be large.
 * Immutable; O(n).
 *
 * <p>Source: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting"
 * (2023), theorem 2 (the predictable plug-in empirical Bernstein sequence), of inverse propensity
 * scores as in Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro, "Anytime-valid off-policy
 * inference for contextual bandits" (2022).
 */
public final class AnytimeInterval {

  private final double[] lower;
  private final double[] upper;

  private AnytimeInterval(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  /**
   * The intervals.
   *
   * @param log in the order of time
   * @param most the largest reward there can be, > 0; the least is 0
   * @param largestWeight the largest weight there can be, > 0: 1 over the least propensity that the
   *     logging policy ever gives
   * @param level that all intervals hold together, within (0, 1)
   * @throws IllegalArgumentException if a reward or weight is outside; the message names its row
   */
  public static AnytimeInterval of(
      LoggedDecisions log, Proposal proposal, double most, double largestWeight, double level) {
    if (!(level > 0 && level < 1) || !(most > 0) || !(largestWeight > 0)) {
      throw new IllegalArgumentException(
          "Invalid interval: level %s, rewards up to %s, weights up to %s (must be within (0, 1), >"
                  .formatted(level, most, largestWeight)
              + " 0, > 0)");
    }
    OffPolicyValue.check(log, proposal);
    double scale = most * largestWeight;
    double spent = Math.log(2 / (1 - level));
    double[] lower = new double[log.size()];
    double[] upper = new double[log.size()];
    double sum = 0.5;
    double squares = 0.25;
    double bets = 0;
    double weighted = 0;
    double width = spent;
    double low = 0;
    double high = most;
    for (int t = 1; t <= log.size(); t++) {
      double x = term(log, proposal, t - 1, most, largestWeight) / scale;
      double mean = sum / t;
      double variance = squares / t;
      double bet = Math.min(0.5, Math.sqrt(2 * spent / (variance * t * Math.log(1.0 + t))));
      double miss = x - mean;
      width += miss * miss * (-Math.log1p(-bet) - bet);
      bets += bet;
      weighted += bet * x;
      low = Math.max(low, scale * (weighted - width) / bets);
      high = Math.min(high, scale * (weighted + width) / bets);
      lower[t - 1] = low;
      upper[t - 1] = Math.max(low, high);
      sum += x;
      double after = x - sum / (t + 1);
      squares += after * after;
    }
    return new AnytimeInterval(lower, upper);
  }

  private static double term(
      LoggedDecisions log, Proposal proposal, int i, double most, double largestWeight) {
    double weight = proposal.probability(i, log.chosen(i)) / log.propensity(i);
    if (!(log.reward(i) >= 0 && log.reward(i) <= most)) {
      throw new IllegalArgumentException(
          "Row %d: Invalid reward: %s (must be within [0, %s])".formatted(i, log.reward(i), most));
    }
    if (weight > largestWeight * (1 + 1e-9)) {
      throw new IllegalArgumentException(
          "Row %d: Invalid weight: %s (must be at most %s)".formatted(i, weight, largestWeight));
    }
    return Math.min(weight, largestWeight) * log.reward(i);
  }

  /** How many decisions. */
  public int size() {
    return lower.length;
  }

  /** The interval after the first {@code decisions}, from 1. */
  public Interval after(int decisions) {
    if (decisions < 1 || decisions > lower.length) {
      throw new IllegalArgumentException(
          "Invalid decisions: " + decisions + " (must be within [1, " + lower.length + "])");
    }
    return new Interval(lower[decisions - 1], upper[decisions - 1]);
  }
}
