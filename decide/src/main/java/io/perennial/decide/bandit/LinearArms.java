// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Offers;
import io.perennial.math.distribution.ContinuousDistribution;
import io.perennial.math.distribution.Normal;

/**
 * What is known of the outcome after each action, and after none, each by a Bayesian ridge
 * regression of its own on the features: independent, hence the chances of Thompson sampling need
 * no draws. Immutable.
 */
public final class LinearArms {

  private final Factor[] factors;
  private final double[][] means;
  private final double noise;

  private LinearArms(Factor[] factors, double[][] means, double noise) {
    this.factors = factors;
    this.means = means;
    this.noise = noise;
  }

  /**
   * What the log tells.
   *
   * @param noise the deviation of outcomes about what is expected, in money, > 0
   * @param coefficient the deviation that is thought of each coefficient before, > 0
   */
  public static LinearArms of(EffectLog log, double noise, double coefficient) {
    new EffectPrior(noise, coefficient, coefficient, 1); // says what is wrong with them
    int arms = log.actions() + 1;
    Factor[] factors = new Factor[arms];
    double[][] means = new double[arms][];
    for (int k = 0; k < arms; k++) {
      int action = k == log.actions() ? Offers.NOTHING : k;
      double[][] own = new double[log.width()][log.width()];
      log.addTo(own, action);
      for (int i = 0; i < own.length; i++) {
        own[i][i] += noise * noise / (coefficient * coefficient);
      }
      factors[k] = Factor.of(own);
      means[k] = factors[k].solve(log.products(action));
    }
    return new LinearArms(factors, means, noise);
  }

  /** What is known of the expected outcome of a customer with these features. */
  public Normal outcome(double[] features, int action) {
    int k = action == Offers.NOTHING ? means.length - 1 : action;
    double mean = 0;
    double variance = 0;
    for (double part : factors[k].forward(features)) {
      variance += part * part;
    }
    for (int i = 0; i < features.length; i++) {
      mean += means[k][i] * features[i];
    }
    return new Normal(mean, Math.max(1e-12 * noise, noise * Math.sqrt(variance)));
  }

  /**
   * The chances of Thompson sampling among the candidates and doing nothing, by quadrature, with a
   * floor.
   *
   * @param costs double[actions] that outcomes are less, in money
   */
  public Propensities propensities(
      double[] features, long candidates, double[] costs, double floor) {
    int actions = means.length - 1;
    int[] numbers = Candidates.numbers(candidates, actions);
    ContinuousDistribution[] outcomes = new ContinuousDistribution[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      Normal outcome = outcome(features, numbers[k]);
      double cost = numbers[k] == Offers.NOTHING ? 0 : costs[numbers[k]];
      outcomes[k] = new Normal(outcome.mean() - cost, outcome.deviation());
    }
    double[] shares = BestShares.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, outcomes);
    return Propensities.of(candidates, Candidates.spread(numbers, shares, actions), floor);
  }
}
