// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether to choose for each customer, or to do the same for all. Choosing is used only where it is
 * worth more than the best single arm by so many of their difference's standard errors that chance
 * alone would do it with probability 1 - {@code level}; both are valued on customers whom nothing
 * was learned from.
 *
 * @param level of one-sided confidence, within [0.5, 1): 0.95 asks for 1.64 standard errors, 0.84
 *     for one
 * @param folds of the cross-fitting, >= 2
 * @param regressor of the outcomes that make values doubly robust
 */
public record ConfidenceGate(double level, int folds, Regressor regressor) {

  public ConfidenceGate {
    if (!(level >= 0.5 && level < 1)) {
      throw new IllegalArgumentException("Invalid level: " + level + " (must be within [0.5, 1))");
    }
    if (folds < 2) {
      throw new IllegalArgumentException("Invalid folds: " + folds + " (must be >= 2)");
    }
  }

  /** 95 %, five folds, linear regressions. */
  public static ConfidenceGate defaults() {
    return new ConfidenceGate(0.95, 5, Regressor.LINEAR);
  }

  /**
   * What was decided, and why.
   *
   * @param personal whether each customer is given the best arm of their own
   * @param bestArm the single arm that is worth most, 0 where it is nobody
   * @param bestArmName its name, {@code "nobody"} for the control
   * @param personalValue mean outcome less cost of a customer, were each given their own
   * @param bestArmValue the same, were all given that arm
   * @param gain of choosing over it, with its error
   * @param words the verdict in a sentence or two
   */
  public record Verdict(
      boolean personal,
      int bestArm,
      String bestArmName,
      double personalValue,
      double bestArmValue,
      PolicyValue.Difference gain,
      String words) {

    /** What customers are given by it; costs as {@link Policy#best}. */
    public Policy policy(Effects effects, double... costs) {
      if (personal) {
        return Policy.best(effects, costs);
      }
      int[] arm = new int[effects.rows()];
      Arrays.fill(arm, bestArm);
      return Policy.of(bestArm == 0 ? "nobody" : "everyone " + bestArmName, arm);
    }
  }

  /**
   * Judges what {@code learner} learns of {@code experiment}, by cross-fitting: every customer is
   * given the arm that models of the others find best.
   */
  public Verdict judge(Experiment experiment, EffectLearner learner, long seed) {
    RandomSource source = RandomSource.seeded(seed);
    ExperimentFolds parts =
        ExperimentFolds.of(experiment, folds, source.derive("gate").stream(0).nextLong());
    return judge(experiment, parts.effects(experiment, learner, seed), parts, seed);
  }

  /** Judges effects of which those of a customer were learned from others alone. */
  public Verdict judge(Experiment experiment, Effects effects, long seed) {
    return judge(experiment, effects, ExperimentFolds.of(experiment, folds, seed), seed);
  }

  private Verdict judge(Experiment experiment, Effects effects, ExperimentFolds parts, long seed) {
    ArmMeans means = ArmMeans.crossFitted(experiment, regressor, parts, seed);
    double[] costs = new double[experiment.arms().size()];
    List<PolicyValue> single = new ArrayList<>();
    int best = 0;
    for (int k = 0; k < costs.length; k++) {
      costs[k] = experiment.cost(k);
      single.add(PolicyValue.of(experiment, Policy.everyone(experiment, k), means));
      best = single.get(k).value() > single.get(best).value() ? k : best;
    }
    PolicyValue own = PolicyValue.of(experiment, Policy.best(effects, costs), means);
    PolicyValue.Difference gain = own.minus(single.get(best));
    boolean personal = gain.amount() > needed() * gain.error();
    String name = best == 0 ? "nobody" : experiment.arms().get(best);
    return new Verdict(
        personal,
        best,
        name,
        own.value(),
        single.get(best).value(),
        gain,
        words(personal, name, own, single, best, gain));
  }

  private double needed() {
    return level == 0.5 ? 0 : Normal.standard().quantile(level);
  }

  private String words(
      boolean personal,
      String name,
      PolicyValue own,
      List<PolicyValue> single,
      int best,
      PolicyValue.Difference gain) {
    String all = best == 0 ? "doing nothing" : "the same for all, " + name + ",";
    String numbers =
        String.format(
            Locale.ROOT,
            "%.4g a customer against %.4g, a difference of %s where %.2g would be needed (%.0f %%)",
            own.value(),
            single.get(best).value(),
            gain,
            needed() * gain.error(),
            100 * level);
    String first =
        personal
            ? "Choose for each customer: it is worth more than %s by more than chance: %s."
                .formatted(all, numbers)
            : "Choose %s: choosing for each customer is not worth more by more than chance: %s."
                .formatted(best == 0 ? "nobody" : name + " for all", numbers);
    if (personal || best == 0) {
      return first;
    }
    PolicyValue.Difference effect = single.get(best).minus(single.get(0));
    return effect.amount() > needed() * effect.error()
        ? first
        : first
            + " That %s is worth more than nothing is itself within chance (%s)."
                .formatted(name, effect);
  }
}
