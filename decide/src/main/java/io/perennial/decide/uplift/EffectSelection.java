// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The learner that puts customers in order best, of several, by cross-fitting: each customer's
 * effects are of models of others, and what counts is how much more than a random order the best
 * come to gain, as pseudo-outcomes without bias tell it. Where nothing is more than a standard
 * error above a random order, effects are the same for all.
 *
 * <p>The gain is the area between the curve of cumulative effects by rank and its straight line, a
 * customer, summed over arms: the unnormalised qini coefficient of doubly robust scores. Source:
 * Yadlowsky, Fleming, Shah, Brunskill and Wager, "Evaluating treatment prioritization rules via
 * rank-weighted average treatment effects" (2021).
 */
public final class EffectSelection implements EffectLearner {

  private final List<EffectLearner> candidates;
  private final int folds;
  private final double reach;

  /**
   * A selection by the whole order.
   *
   * @param candidates one or more; that there is no heterogeneity is always one
   * @param folds of the cross-fitting, >= 2
   */
  public EffectSelection(List<EffectLearner> candidates, int folds) {
    this(candidates, folds, 1);
  }

  private EffectSelection(List<EffectLearner> candidates, int folds, double reach) {
    if (candidates.isEmpty() || folds < 2) {
      throw new IllegalArgumentException(
          "Invalid selection: %d candidates, %d folds (must be >= 1 and >= 2)"
              .formatted(candidates.size(), folds));
    }
    this.candidates = List.copyOf(candidates);
    this.folds = folds;
    this.reach = reach;
  }

  /**
   * The same where only a share of the customers will be given an arm: what counts is what the best
   * of them gain, however the others stand.
   *
   * @param share above 0 and below 1
   */
  public EffectSelection forReach(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "Invalid share: " + share + " (must be above 0 and below 1)");
    }
    return new EffectSelection(candidates, folds, share);
  }

  /** Of the linear learners, by five folds. */
  public static EffectSelection defaults() {
    return new EffectSelection(EffectLearners.linear(), 5);
  }

  /**
   * How good a candidate is.
   *
   * @param name of the candidate
   * @param gain over a random order, in the unit of the outcome, a customer
   * @param error its standard error
   * @param loss mean squared distance to the pseudo-outcomes, less that of one effect for all
   */
  public record Score(String name, double gain, double error, double loss) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %.3g ± %.2g", name, gain, error);
    }
  }

  @Override
  public String name() {
    return "best of "
        + candidates.size()
        + (reach == 1 ? "" : String.format(Locale.ROOT, " for %.0f %%", 100 * reach));
  }

  /** Scores of all candidates, in their order. */
  public List<Score> scores(Experiment experiment, long seed) {
    long lot = RandomSource.seeded(seed).derive("selection").stream(0).nextLong();
    ExperimentFolds parts = ExperimentFolds.of(experiment, folds, lot);
    ArmMeans means = ArmMeans.crossFitted(experiment, Regressor.LINEAR, parts, seed);
    List<Score> scores = new ArrayList<>();
    for (EffectLearner candidate : candidates) {
      scores.add(
          score(candidate.name(), experiment, parts.effects(experiment, candidate, seed), means));
    }
    return scores;
  }

  /** How much a place among the customers counts, 0 on average. */
  private double weight(double place) {
    return reach == 1 ? 0.5 - place : (place < reach ? 1 : 0) - reach;
  }

  private Score score(String name, Experiment experiment, Effects effects, ArmMeans means) {
    int n = experiment.rows();
    double gain = 0;
    double loss = 0;
    double[] influence = new double[n];
    for (int k = 1; k < experiment.arms().size(); k++) {
      double[] pseudo = means.effects(experiment, k);
      double[] said = effects.of(k);
      double mean = 0;
      for (double value : pseudo) {
        mean += value / n;
      }
      double[] place = Ranks.descending(said);
      double part = 0;
      for (int i = 0; i < n; i++) {
        double above = (pseudo[i] - mean) * weight(place[i]);
        influence[i] += above;
        part += above / n;
        double miss = pseudo[i] - said[i];
        double without = pseudo[i] - mean;
        loss += (miss * miss - without * without) / n;
      }
      gain += part;
    }
    double squares = 0;
    for (double value : influence) {
      squares += (value - gain) * (value - gain);
    }
    return new Score(name, gain, n < 2 ? 0 : Math.sqrt(squares / n / (n - 1)), loss);
  }

  @Override
  public EffectModel train(Experiment experiment, long seed) {
    List<Score> scores = scores(experiment, seed);
    Score best = scores.stream().max(Comparator.comparingDouble(Score::gain)).orElseThrow();
    EffectLearner chosen =
        best.gain() > best.error()
            ? candidates.get(scores.indexOf(best))
            : EffectLearners.noHeterogeneity();
    return new Selected(chosen.train(experiment, seed), chosen.name(), scores);
  }

  private record Selected(EffectModel model, String chosen, List<Score> scores)
      implements EffectModel {

    @Override
    public Effects effects(FeatureMatrix features) {
      return model.effects(features);
    }

    @Override
    public String summary() {
      return "%s was chosen: gain over a random order, cross-fitted: %s"
          .formatted(chosen, String.join("; ", scores.stream().map(Score::toString).toList()));
    }
  }
}
