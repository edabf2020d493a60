// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which arm each of some customers is given. Immutable. */
public final class Policy {

  private final String name;
  private final int[] arm;

  private Policy(String name, int[] arm) {
    this.name = name;
    this.arm = arm;
  }

  /** The arms given, int[n], copied; 0 is the control. */
  public static Policy of(String name, int[] arm) {
    return new Policy(name, arm.clone());
  }

  /** The control for all of {@code n}. */
  public static Policy nobody(int n) {
    return new Policy("nobody", new int[n]);
  }

  /** Arm {@code k} for all of {@code experiment}. */
  public static Policy everyone(Experiment experiment, int k) {
    int[] all = new int[experiment.rows()];
    Arrays.fill(all, k);
    return k == 0 ? nobody(all.length) : new Policy("everyone " + experiment.arms().get(k), all);
  }

  /**
   * For each the arm with the largest effect less its cost, the first of equals; hence the control
   * where nothing is worth its cost.
   *
   * @param costs of the arms, double[arms], in the unit of the effects
   */
  public static Policy best(Effects effects, double... costs) {
    checkCosts(effects, costs);
    int[] arm = new int[effects.rows()];
    for (int i = 0; i < arm.length; i++) {
      arm[i] = bestArm(effects, costs, i);
    }
    return new Policy("best arm for each", arm);
  }

  private static int bestArm(Effects effects, double[] costs, int i) {
    int best = 0;
    for (int k = 1; k < costs.length; k++) {
      if (effects.effect(k, i) - costs[k] > effects.effect(best, i) - costs[best]) {
        best = k;
      }
    }
    return best;
  }

  /** Arm {@code k} for the {@code share} with the largest effects of it; a part of one is cut. */
  public static Policy top(Effects effects, int k, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("Invalid share: " + share + " (must be within [0, 1])");
    }
    int[] arm = new int[effects.rows()];
    double[] effect = effects.of(k);
    IntStream.range(0, arm.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -effect[i]))
        .limit((long) (share * arm.length))
        .forEach(i -> arm[i] = k);
    return new Policy("top %.0f %% %s".formatted(100 * share, effects.arms().get(k)), arm);
  }

  /**
   * The best arm for each as long as the budget lasts: by effect less cost for each unit of cost,
   * arms without a cost first. What {@code decide.allocate} does better where customers could have
   * a cheaper arm instead.
   *
   * @param costs of the arms, double[arms], >= 0, in the unit of the effects
   * @param budget what may be spent, >= 0
   */
  public static Policy withinBudget(Effects effects, double[] costs, double budget) {
    checkCosts(effects, costs);
    if (!(budget >= 0) || Arrays.stream(costs).anyMatch(c -> c < 0)) {
      throw new IllegalArgumentException(
          "Invalid budget: %s at costs %s (must be >= 0 of each)"
              .formatted(budget, Arrays.toString(costs)));
    }
    int[] wanted = best(effects, costs).arm;
    int[] arm = new int[wanted.length];
    double[] worth = new double[wanted.length];
    for (int i = 0; i < worth.length; i++) {
      double cost = costs[wanted[i]];
      double net = effects.effect(wanted[i], i) - cost;
      worth[i] = cost > 0 ? net / cost : Double.POSITIVE_INFINITY;
    }
    int[] order =
        IntStream.range(0, arm.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -worth[i]))
            .mapToInt(i -> i)
            .toArray();
    double left = budget;
    for (int i : order) {
      double cost = costs[wanted[i]];
      if (cost <= left) {
        arm[i] = wanted[i];
        left -= cost;
      }
    }
    return new Policy("best arm for each within " + budget, arm);
  }

  private static void checkCosts(Effects effects, double[] costs) {
    if (costs.length != effects.arms().size()) {
      throw new IllegalArgumentException(
          "Invalid costs: %d (must be one for each of %s)".formatted(costs.length, effects.arms()));
    }
  }

  /** What it is, in words. */
  public String name() {
    return name;
  }

  /** How many customers. */
  public int rows() {
    return arm.length;
  }

  /** The arm of customer {@code i}. */
  public int arm(int i) {
    return arm[i];
  }

  /** The share of the customers who are given an arm that is not the control. */
  public double reach() {
    return Arrays.stream(arm).filter(k -> k > 0).count() / (double) Math.max(1, arm.length);
  }

  /** The same customers' policy for some of them. */
  Policy subset(int[] rows) {
    return new Policy(name, Arrays.stream(rows).map(i -> arm[i]).toArray());
  }
}
