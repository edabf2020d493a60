// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.uplift.ArmMeans;
import io.perennial.decide.uplift.Calibration;
import io.perennial.decide.uplift.ConfidenceGate;
import io.perennial.decide.uplift.ConfidenceGate.Verdict;
import io.perennial.decide.uplift.EffectLearner;
import io.perennial.decide.uplift.EffectLearners;
import io.perennial.decide.uplift.EffectModel;
import io.perennial.decide.uplift.Effects;
import io.perennial.decide.uplift.Experiment;
import io.perennial.decide.uplift.ExperimentFolds;
import io.perennial.decide.uplift.Regressor;
import io.perennial.domain.FeatureMatrix;
import java.util.Arrays;
import java.util.Locale;

/**
 * What an action brings each customer within the window, learned from decisions that chance had a
 * say in: the mean that was measured, and about it as much of the differences that a linear
 * S-learner says as is there among customers whom it did not learn from (see {@link Calibration}).
 * Never beyond the lowest and highest hundredth of those it was learned from. Only to be used where
 * the gate is open. Immutable.
 */
final class PersonalEffects {

  /** Fewer customers in all, or on a side, are not learned from. */
  static final int LEAST = 400;

  static final int LEAST_OF_A_SIDE = 100;

  private static final double TAIL = 0.01;
  private static final int FOLDS = 5;
  private static final long SEED = 1;
  private static final EffectLearner LEARNER = EffectLearners.shrunkenInteractions();

  private final EffectModel model;
  private final Verdict verdict;
  private final Calibration truth;
  private final int learned;
  private final double mean;
  private final double centre;
  private final double low;
  private final double high;

  private PersonalEffects(
      EffectModel model,
      Verdict verdict,
      Calibration truth,
      double[] said,
      double[] weights,
      MeasuredEffect before) {
    this.model = model;
    this.verdict = verdict;
    this.truth = truth;
    learned = said.length;
    double sum = 0;
    double all = 0;
    double squares = 0;
    for (int i = 0; i < said.length; i++) {
      sum += weights[i] * said[i];
      all += weights[i];
      squares += weights[i] * said[i] * said[i];
    }
    centre = sum / all;
    double spread = truth.shrinkage() * Math.sqrt(Math.max(0, squares / all - centre * centre));
    double sure = before.isTried() ? before.sure() : Math.max(before.prior(), spread);
    mean = mean(truth, before.prior(), sure);
    double[] effects = Arrays.stream(said).map(this::shrunk).sorted().toArray();
    low = effects[(int) (TAIL * (effects.length - 1))];
    high = effects[(int) Math.ceil((1 - TAIL) * (effects.length - 1))];
  }

  /** What was measured and what was believed, by precision; the latter with a deviation. */
  private static double mean(Calibration truth, double believed, double deviation) {
    if (!(deviation > 0)) {
      return truth.mean();
    }
    double precision = deviation * deviation / (truth.error() * truth.error());
    return Double.isInfinite(precision)
        ? truth.mean()
        : (believed + precision * truth.mean()) / (1 + precision);
  }

  /** Whether there is enough to learn from. */
  static boolean isPossible(Trial trial) {
    return trial.size() >= LEAST
        && trial.count(true) >= LEAST_OF_A_SIDE
        && trial.count(false) >= LEAST_OF_A_SIDE;
  }

  /**
   * Learns from a trial of which {@link #isPossible}.
   *
   * @param margin of a unit of spend
   * @param cost of a contact
   * @param before what was believed of its mean
   */
  static PersonalEffects learn(Trial trial, double margin, double cost, MeasuredEffect before) {
    Experiment experiment = trial.experiment(margin, false, cost);
    ExperimentFolds folds = ExperimentFolds.of(experiment, FOLDS, SEED);
    Effects others = folds.effects(experiment, LEARNER, SEED);
    ConfidenceGate gate = ConfidenceGate.defaults();
    Verdict verdict =
        trial.hasDiscounts()
            ? gate.judge(trial.experiment(margin, true, cost), LEARNER, SEED)
            : gate.judge(experiment, others, SEED);
    double[] weights = trial.weights();
    Calibration truth =
        Calibration.of(
            experiment,
            others,
            ArmMeans.crossFitted(experiment, Regressor.LINEAR, folds, SEED),
            weights);
    EffectModel model = LEARNER.train(experiment, SEED);
    double[] said = model.effects(experiment.features()).of(1);
    return new PersonalEffects(model, verdict, truth, said, weights, before);
  }

  /** Whether choosing by them is worth more, by more than chance, than the same for all. */
  boolean isOpen() {
    return verdict.personal() && truth.shrinkage() > 0;
  }

  private double shrunk(double said) {
    return mean + truth.shrinkage() * (said - centre);
  }

  /** Margin before cost that comes of it within the window, for each of some customers. */
  double[] of(FeatureMatrix known) {
    return Arrays.stream(model.effects(known).of(1))
        .map(said -> Math.min(high, Math.max(low, shrunk(said))))
        .toArray();
  }

  /** Customers that it was learned from. */
  int learned() {
    return learned;
  }

  /** What choosing for each is worth over the best of the same for all, a customer. */
  double gain() {
    return verdict.gain().amount();
  }

  /** Its standard error. */
  double gainError() {
    return verdict.gain().error();
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%s Learned from %,d; %.0f %% of the differences that were said is used.",
        verdict.words(),
        learned,
        100 * truth.shrinkage());
  }
}
