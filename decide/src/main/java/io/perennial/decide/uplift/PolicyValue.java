// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.Locale;

/**
 * What a policy would have brought a customer of an experiment on average, less what its arms cost,
 * with its error: from those who happened to be given what it would have given. Values of the same
 * experiment are compared customer by customer. Immutable.
 *
 * <p>Source: Hájek's estimator (self-normalised inverse propensity), its error by linearisation;
 * Dudík, Langford and Li, "Doubly robust policy evaluation and learning" (2011).
 */
public final class PolicyValue {

  private final Policy policy;
  private final double value;
  private final double[] influence;

  private PolicyValue(Policy policy, double value, double[] influence) {
    this.policy = policy;
    this.value = value;
    this.influence = influence;
  }

  /**
   * By self-normalised inverse propensities: the weighted mean of those who had been given the
   * policy's arm. Nothing of {@code policy} may have been learned from {@code experiment}.
   *
   * @throws IllegalArgumentException if nobody had
   */
  public static PolicyValue of(Experiment experiment, Policy policy) {
    int n = check(experiment, policy);
    double weights = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      if (experiment.arm(i) == policy.arm(i)) {
        double weight = 1 / experiment.propensity(i, policy.arm(i));
        weights += weight;
        sum += weight * net(experiment, i);
      }
    }
    if (weights == 0) {
      throw new IllegalArgumentException(
          "Cannot value policy %s: nobody of the experiment was given what it gives"
              .formatted(policy.name()));
    }
    double value = sum / weights;
    double[] influence = new double[n];
    for (int i = 0; i < n; i++) {
      if (experiment.arm(i) == policy.arm(i)) {
        double weight = 1 / experiment.propensity(i, policy.arm(i));
        influence[i] = n * weight * (net(experiment, i) - value) / weights;
      }
    }
    return new PolicyValue(policy, value, influence);
  }

  /**
   * Doubly robust: the outcome that is foretold, put right by those who had been given the policy's
   * arm. Less noisy than {@link #of(Experiment, Policy)} where features foretell outcomes, and
   * right whether they do or not.
   *
   * @param means of the outcome under each arm, foretold without the customer's own; see {@link
   *     ArmMeans}
   */
  public static PolicyValue of(Experiment experiment, Policy policy, ArmMeans means) {
    int n = check(experiment, policy);
    double[] score = new double[n];
    double value = 0;
    for (int i = 0; i < n; i++) {
      int k = policy.arm(i);
      score[i] = means.score(experiment, i, k) - experiment.cost(k);
      value += score[i] / n;
    }
    for (int i = 0; i < n; i++) {
      score[i] -= value;
    }
    return new PolicyValue(policy, value, score);
  }

  private static int check(Experiment experiment, Policy policy) {
    if (experiment.rows() != policy.rows()) {
      throw new IllegalArgumentException(
          "Cannot value policy %s: it is of %d customers, the experiment of %d"
              .formatted(policy.name(), policy.rows(), experiment.rows()));
    }
    return experiment.rows();
  }

  private static double net(Experiment experiment, int i) {
    return experiment.outcome(i) - experiment.cost(experiment.arm(i));
  }

  /** What was valued. */
  public Policy policy() {
    return policy;
  }

  /** The mean outcome less cost of a customer. */
  public double value() {
    return value;
  }

  /** Its standard error. */
  public double error() {
    return error(influence);
  }

  private static double error(double[] influence) {
    double squares = 0;
    for (double part : influence) {
      squares += part * part;
    }
    int n = influence.length;
    return n < 2 ? 0 : Math.sqrt(squares / n / (n - 1));
  }

  /** The interval that the value is in with probability {@code level}, for many customers. */
  public Interval interval(double level) {
    return new Difference(value, error()).interval(level);
  }

  /**
   * By how much this is worth more than {@code other}, which was valued on the same experiment in
   * the same way; its error is that of the customers' own differences.
   */
  public Difference minus(PolicyValue other) {
    if (other.influence.length != influence.length) {
      throw new IllegalArgumentException(
          "Cannot compare policies: one is of %d customers, the other of %d"
              .formatted(influence.length, other.influence.length));
    }
    double[] apart = new double[influence.length];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = influence[i] - other.influence[i];
    }
    return new Difference(value - other.value, error(apart));
  }

  /**
   * A difference of two values.
   *
   * @param amount in the unit of the outcome, a customer
   * @param error its standard error
   */
  public record Difference(double amount, double error) {

    /** The interval that it is in with probability {@code level}. */
    public Interval interval(double level) {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException(
            "Invalid level: " + level + " (must be above 0 and below 1)");
      }
      double half = Normal.standard().quantile((1 + level) / 2) * error;
      return new Interval(amount - half, amount + half);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4g ± %.2g", amount, error);
    }
  }

  @Override
  public String toString() {
    return policy.name() + ": " + new Difference(value, error());
  }
}
