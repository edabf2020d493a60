// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The learners that put customers in order best, of several, by cross-fitting: each customer's
 * effects are of models of others, and what counts is how much more than a random order the best
 * come to gain, as pseudo-outcomes without bias tell it. Where nothing is more than a standard
 * error above a random order, effects are the same for all. Else each learner has as much weight as
 * it is likely to be the best, by the Bayesian bootstrap of the customers: several that are as good
 * as each other are averaged, where choosing one would be choosing noise.
 *
 * <p>The gain is the area between the curve of cumulative effects by rank and its straight line, a
 * customer, summed over arms: the unnormalised qini coefficient of doubly robust scores. Source:
 * Yadlowsky, Fleming, Shah, Brunskill and Wager, "Evaluating treatment prioritization rules via
 * rank-weighted average treatment effects" (2021); Yao, Vehtari, Simpson and Gelman, "Using
 * stacking to average Bayesian predictive distributions" (2018), section 3.4, for the weights.
 */
public final class EffectSelection implements EffectLearner {

  private static final int DRAWS = 200;
  private static final double LEAST = 0.05;

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
    return judged(experiment, seed).stream().map(Judged::score).toList();
  }

  /** A score, and what each customer adds to its gain; a class, for its array. */
  private static final class Judged {

    private final Score score;
    private final double[] influence;

    Judged(Score score, double[] influence) {
      this.score = score;
      this.influence = influence;
    }

    Score score() {
      return score;
    }
  }

  private List<Judged> judged(Experiment experiment, long seed) {
    long lot = RandomSource.seeded(seed).derive("selection").stream(0).nextLong();
    ExperimentFolds parts = ExperimentFolds.of(experiment, folds, lot);
    ArmMeans means = ArmMeans.crossFitted(experiment, Regressor.LINEAR, parts, seed);
    List<Judged> judged = new ArrayList<>();
    for (EffectLearner candidate : candidates) {
      judged.add(
          judge(candidate.name(), experiment, parts.effects(experiment, candidate, seed), means));
    }
    return judged;
  }

  /** How much a place among the customers counts, 0 on average. */
  private double weight(double place) {
    return reach == 1 ? 0.5 - place : (place < reach ? 1 : 0) - reach;
  }

  private Judged judge(String name, Experiment experiment, Effects effects, ArmMeans means) {
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
    double error = n < 2 ? 0 : Math.sqrt(squares / n / (n - 1));
    return new Judged(new Score(name, gain, error, loss), influence);
  }

  @Override
  public EffectModel train(Experiment experiment, long seed) {
    List<Judged> judged = judged(experiment, seed);
    List<Score> scores = judged.stream().map(Judged::score).toList();
    if (scores.stream().noneMatch(score -> score.gain() > score.error())) {
      EffectLearner same = EffectLearners.noHeterogeneity();
      return new Selected(
          List.of(same.train(experiment, seed)), List.of(1.0), List.of(same.name()), scores);
    }
    double[] chances = chances(judged, seed);
    List<EffectModel> models = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int c = 0; c < chances.length; c++) {
      if (chances[c] > 0) {
        models.add(candidates.get(c).train(experiment, seed));
        weights.add(chances[c]);
        names.add(candidates.get(c).name());
      }
    }
    return new Selected(models, weights, names, scores);
  }

  /** How likely each is the best; less than one in twenty is none, and all sum to 1. */
  private static double[] chances(List<Judged> judged, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("draws");
    int[] best = new int[DRAWS];
    Chunks.forEach(
        DRAWS,
        1,
        (from, to) -> {
          for (int draw = from; draw < to; draw++) {
            best[draw] = best(judged, source.stream(draw));
          }
        });
    double[] chances = new double[judged.size()];
    for (int winner : best) {
      chances[winner] += 1.0 / DRAWS;
    }
    double kept = Arrays.stream(chances).filter(chance -> chance >= LEAST).sum();
    Arrays.setAll(chances, c -> chances[c] >= LEAST ? chances[c] / kept : 0);
    return chances;
  }

  /** The best where customers weigh what one draw of the Bayesian bootstrap gives them. */
  private static int best(List<Judged> judged, RandomStream lots) {
    double[] gain = new double[judged.size()];
    int n = judged.get(0).influence.length;
    for (int i = 0; i < n; i++) {
      double weight = -StrictMath.log(lots.nextOpenDouble());
      for (int c = 0; c < gain.length; c++) {
        gain[c] += weight * judged.get(c).influence[i];
      }
    }
    int best = 0;
    for (int c = 1; c < gain.length; c++) {
      best = gain[c] > gain[best] ? c : best;
    }
    return best;
  }

  private record Selected(
      List<EffectModel> models, List<Double> weights, List<String> names, List<Score> scores)
      implements EffectModel {

    @Override
    public Effects effects(FeatureMatrix features) {
      return models.size() == 1
          ? models.get(0).effects(features)
          : MeanOfLearners.mean(models, weights, features);
    }

    @Override
    public String summary() {
      List<String> parts = new ArrayList<>();
      for (int c = 0; c < names.size(); c++) {
        parts.add(
            names.size() == 1
                ? names.get(c)
                : String.format(Locale.ROOT, "%s %.0f %%", names.get(c), 100 * weights.get(c)));
      }
      return "%s %s chosen: gain over a random order, cross-fitted: %s"
          .formatted(
              String.join(", ", parts),
              parts.size() == 1 ? "was" : "were",
              String.join("; ", scores.stream().map(Score::toString).toList()));
    }
  }
}
