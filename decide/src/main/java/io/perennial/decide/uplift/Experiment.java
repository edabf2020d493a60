// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Customers who were given one of several arms by chance, and what came of it. Arm 0 is the
 * control, most often nothing. Immutable.
 */
public final class Experiment {

  private static final double MOST = 1e12;

  private final FeatureMatrix features;
  private final List<String> arms;
  private final int[] arm;
  private final double[] outcome;
  private final double[][] propensity;
  private final double[] cost;
  private final boolean estimated;

  private Experiment(
      FeatureMatrix features,
      List<String> arms,
      int[] arm,
      double[] outcome,
      double[][] propensity,
      double[] cost,
      boolean estimated) {
    this.features = features;
    this.arms = arms;
    this.arm = arm;
    this.outcome = outcome;
    this.propensity = propensity;
    this.cost = cost;
    this.estimated = estimated;
  }

  /**
   * An experiment whose customers all had the same chance of each arm, estimated by the arms'
   * shares; actions cost nothing.
   *
   * @param features what was known of n customers before the arms were drawn
   * @param arms their names, two or more and distinct; the first is the control
   * @param arm of each customer, int[n], from 0; copied
   * @param outcome of each customer, double[n], in any unit, finite; copied
   * @throws IllegalArgumentException if a row cannot be one, or an arm has no customer
   */
  public static Experiment of(
      FeatureMatrix features, List<String> arms, int[] arm, double[] outcome) {
    int n = features.rows();
    if (arm.length != n || outcome.length != n) {
      throw new IllegalArgumentException(
          "Invalid experiment: %d rows, %d arms, %d outcomes (must be as many of each)"
              .formatted(n, arm.length, outcome.length));
    }
    if (arms.size() < 2 || arms.stream().distinct().count() < arms.size()) {
      throw new IllegalArgumentException(
          "Invalid arms: " + arms + " (must be two or more, distinct, the control first)");
    }
    double[] shares = new double[arms.size()];
    for (int i = 0; i < n; i++) {
      if (arm[i] < 0 || arm[i] >= arms.size()) {
        throw new IllegalArgumentException(
            "Row %d: Invalid arm: %d (must be within [0, %d])"
                .formatted(i, arm[i], arms.size() - 1));
      }
      if (!(Math.abs(outcome[i]) <= MOST)) {
        throw new IllegalArgumentException(
            "Row %d: Invalid outcome: %s (must be finite)".formatted(i, outcome[i]));
      }
      shares[arm[i]] += 1.0 / n;
    }
    for (int k = 0; k < shares.length; k++) {
      if (shares[k] == 0) {
        throw new IllegalArgumentException(
            "Cannot read experiment: nobody was given the arm " + arms.get(k));
      }
    }
    double[][] propensity = new double[n][];
    Arrays.fill(propensity, shares);
    return new Experiment(
        features,
        List.copyOf(arms),
        arm.clone(),
        outcome.clone(),
        propensity,
        new double[arms.size()],
        true);
  }

  /**
   * The same with the chances that customers were drawn with.
   *
   * @param chances double[n][arms], each > 0, of a sum of 1; copied
   */
  public Experiment withPropensities(double[][] chances) {
    if (chances.length != rows()) {
      throw new IllegalArgumentException(
          "Invalid propensities: " + chances.length + " rows (must be " + rows() + ")");
    }
    double[][] copy = new double[chances.length][];
    for (int i = 0; i < copy.length; i++) {
      checkPropensity(i, chances[i]);
      copy[i] = i > 0 && chances[i] == chances[i - 1] ? copy[i - 1] : chances[i].clone();
    }
    return new Experiment(features, arms, arm, outcome, copy, cost, false);
  }

  /** The same with the chances of the arms, the same for all customers; > 0, of a sum of 1. */
  public Experiment withPropensity(double... chances) {
    double[][] all = new double[rows()][];
    Arrays.fill(all, chances);
    return withPropensities(all);
  }

  private void checkPropensity(int row, double[] chances) {
    double sum = 0;
    boolean fine = chances.length == arms.size();
    for (double chance : chances) {
      fine &= chance > 0 && chance <= 1;
      sum += chance;
    }
    if (!fine || Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "Row %d: Invalid propensities: %s (must be %d, each > 0, of a sum of 1)"
              .formatted(row, Arrays.toString(chances), arms.size()));
    }
  }

  /**
   * The same with what an arm costs for a customer who is given it, in the unit of the outcome; the
   * control's first.
   */
  public Experiment withCosts(double... costs) {
    if (costs.length != arms.size()) {
      throw new IllegalArgumentException(
          "Invalid costs: " + costs.length + " (must be one for each of " + arms + ")");
    }
    for (int k = 0; k < costs.length; k++) {
      if (!(Math.abs(costs[k]) <= MOST)) {
        throw new IllegalArgumentException(
            "Invalid cost of " + arms.get(k) + ": " + costs[k] + " (must be finite)");
      }
    }
    return new Experiment(features, arms, arm, outcome, propensity, costs.clone(), estimated);
  }

  /** The same customers and arms with another outcome, double[n], finite. */
  public Experiment withOutcome(double[] other) {
    Experiment checked = of(features, arms, arm, other);
    return new Experiment(features, arms, arm, checked.outcome, propensity, cost, estimated);
  }

  /**
   * Some of the customers. Chances that were estimated are estimated anew.
   *
   * @param rows ascending and distinct
   */
  public Experiment subset(int[] rows) {
    int[] someArms = Arrays.stream(rows).map(i -> arm[i]).toArray();
    double[] some = Arrays.stream(rows).mapToDouble(i -> outcome[i]).toArray();
    Experiment part = of(features.subset(rows), arms, someArms, some).withCosts(cost);
    if (estimated) {
      return part;
    }
    double[][] chances = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      chances[i] = propensity[rows[i]];
    }
    return new Experiment(part.features, arms, part.arm, part.outcome, chances, cost, false);
  }

  /** The customers of the control and of arm {@code k} alone: an experiment of two arms. */
  public Experiment against(int k) {
    if (k < 1 || k >= arms.size()) {
      throw new IllegalArgumentException(
          "Invalid arm: " + k + " (must be within [1, " + (arms.size() - 1) + "])");
    }
    int[] rows = IntStream.range(0, rows()).filter(i -> arm[i] == 0 || arm[i] == k).toArray();
    int[] two = Arrays.stream(rows).map(i -> arm[i] == 0 ? 0 : 1).toArray();
    double[] some = Arrays.stream(rows).mapToDouble(i -> outcome[i]).toArray();
    Experiment pair =
        of(features.subset(rows), List.of(arms.get(0), arms.get(k)), two, some)
            .withCosts(cost[0], cost[k]);
    if (estimated) {
      return pair;
    }
    double[][] chances = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] all = propensity[rows[i]];
      double sum = all[0] + all[k];
      chances[i] = new double[] {all[0] / sum, all[k] / sum};
    }
    return pair.withPropensities(chances);
  }

  /** How many customers. */
  public int rows() {
    return arm.length;
  }

  /** What was known of them. */
  public FeatureMatrix features() {
    return features;
  }

  /** The names of the arms, the control first. */
  public List<String> arms() {
    return arms;
  }

  /** The arm of customer {@code i}. */
  public int arm(int i) {
    return arm[i];
  }

  /** What came of customer {@code i}. */
  public double outcome(int i) {
    return outcome[i];
  }

  /** The chance with which customer {@code i} would be given arm {@code k}. */
  public double propensity(int i, int k) {
    return propensity[i][k];
  }

  /** What arm {@code k} costs. */
  public double cost(int k) {
    return cost[k];
  }

  /** Whether chances are shares that were counted. */
  public boolean propensityIsEstimated() {
    return estimated;
  }

  /** Whether outcomes are 0 and 1 only. */
  public boolean isBinary() {
    return Arrays.stream(outcome).allMatch(y -> y == 0 || y == 1);
  }

  /** The outcomes, a copy. */
  public double[] outcomes() {
    return outcome.clone();
  }

  /** The arms of the customers, a copy. */
  public int[] drawn() {
    return arm.clone();
  }

  /** The customers of arm {@code k}, ascending. */
  public int[] rowsOf(int k) {
    return IntStream.range(0, arm.length).filter(i -> arm[i] == k).toArray();
  }
}
