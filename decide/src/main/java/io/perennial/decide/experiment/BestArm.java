// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.ContinuousDistribution;
import io.perennial.math.distribution.Normal;
import io.perennial.math.quadrature.GaussLegendre;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The Bayesian view of arms: what is believed of each after the data, which is best with what
 * chance, and how much is lost on average by taking one that is not. Independent posteriors; by
 * quadrature, so the same bits every time. Higher is better. Source: Stucchio, "Bayesian A/B
 * testing at VWO" (2015), for the expected loss as a rule to stop.
 *
 * @param probabilityBest of each arm, in [0, 1], sum 1
 * @param expectedLoss of taking each arm, in the outcome's unit, >= 0
 */
public record BestArm(List<Double> probabilityBest, List<Double> expectedLoss) {

  private static final GaussLegendre RULE = GaussLegendre.of(24);

  /** Beyond so many deviations nothing is believed. */
  private static final int REACH = 10;

  public BestArm {
    probabilityBest = List.copyOf(probabilityBest);
    expectedLoss = List.copyOf(expectedLoss);
  }

  /**
   * What is believed of a mean after an estimate, where a bell curve was believed before.
   *
   * @param prior what was believed; a wide one says little
   */
  public static Normal posterior(Estimate estimate, Normal prior) {
    Checked.positive("standardError", estimate.standardError());
    double told = 1 / (estimate.standardError() * estimate.standardError());
    double before = 1 / prior.variance();
    return new Normal(
        (estimate.value() * told + prior.mean() * before) / (told + before),
        StrictMath.sqrt(1 / (told + before)));
  }

  /** What is believed of a share after {@code seen}, where {@code prior} was believed before. */
  public static Beta posterior(Proportion seen, Beta prior) {
    return new Beta(
        prior.a() + seen.successes(), prior.b() + (double) (seen.count() - seen.successes()));
  }

  /**
   * Compares what is believed. O(arms²) at some hundred points an arm.
   *
   * @param arms two or more, each with a deviation above 0
   */
  public static BestArm of(List<? extends ContinuousDistribution> arms) {
    if (arms.size() < 2) {
      throw new IllegalArgumentException("Invalid arms: " + arms.size() + " (must be two or more)");
    }
    double[] ends = ends(arms);
    int n = arms.size();
    double[] best = new double[n];
    double greatest = ends[ends.length - 1];
    for (int e = 0; e + 1 < ends.length; e++) {
      for (int a = 0; a < n; a++) {
        int arm = a;
        best[a] +=
            RULE.integrate(
                x -> StrictMath.exp(arms.get(arm).logDensity(x)) * below(arms, arm, x),
                ends[e],
                ends[e + 1]);
      }
      greatest -= RULE.integrate(x -> below(arms, -1, x), ends[e], ends[e + 1]);
    }
    double sum = 0;
    for (double chance : best) {
      sum += chance;
    }
    List<Double> chances = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      chances.add(best[a] / sum);
      losses.add(StrictMath.max(0, greatest - arms.get(a).mean()));
    }
    return new BestArm(chances, losses);
  }

  /** The chance that all arms but {@code except} lie below x. */
  private static double below(List<? extends ContinuousDistribution> arms, int except, double x) {
    double chance = 1;
    for (int a = 0; a < arms.size(); a++) {
      chance *= a == except ? 1 : arms.get(a).cumulative(x);
    }
    return chance;
  }

  /** Pieces in which every density is smooth: cut at whole deviations of each. */
  private static double[] ends(List<? extends ContinuousDistribution> arms) {
    TreeSet<Double> ends = new TreeSet<>();
    for (ContinuousDistribution arm : arms) {
      double deviation = StrictMath.sqrt(Checked.positive("variance", arm.variance()));
      for (int k = -REACH; k <= REACH; k += 2) {
        double end = arm.mean() + k * deviation;
        ends.add(arm instanceof Beta ? StrictMath.min(1, StrictMath.max(0, end)) : end);
      }
    }
    return ends.stream().mapToDouble(x -> x).toArray();
  }
}
