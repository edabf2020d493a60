// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.special.Logarithms;
import io.perennial.value.tabular.ClassScores;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Some models and their blend, compared by repeated stratified folds: every probability is of a row
 * that neither model nor weights nor calibration saw. Immutable.
 */
public final class Comparison {

  /** A simpler model may cost this share of the log-loss, divided by the root of the rows. */
  private static final double WORTH = 0.4;

  private final List<Classifier> members;
  private final List<ModelScore> scores;
  private final int chosen;
  private final String reason;
  private final double[] chosenOdds;
  private final BlendWeights weights;

  private Comparison(
      List<Classifier> members,
      List<ModelScore> scores,
      int chosen,
      String reason,
      double[] chosenOdds,
      BlendWeights weights) {
    this.members = members;
    this.scores = scores;
    this.chosen = chosen;
    this.reason = reason;
    this.chosenOdds = chosenOdds;
    this.weights = weights;
  }

  /**
   * Compares.
   *
   * @param members the simplest first
   * @param groups rows of one number are never parted, int[n]
   * @param folds >= 2
   * @param repeats >= 1
   * @throws io.perennial.value.TooLittleDataException if there are fewer rows of a class than folds
   */
  public static Comparison of(
      List<Classifier> members,
      FeatureMatrix features,
      double[] label,
      int[] groups,
      int folds,
      int repeats,
      long seed) {
    int n = label.length;
    int models = members.size() + (members.size() > 1 ? 1 : 0);
    List<List<ClassScores>> parts = new ArrayList<>();
    double[][] sum = new double[models][n];
    for (int m = 0; m < models; m++) {
      parts.add(new ArrayList<>());
    }
    BlendWeights weights = null;
    RandomSource lots = RandomSource.seeded(seed).derive("comparison");
    for (int r = 0; r < repeats; r++) {
      Folds dealt = Folds.stratified(label, groups, folds, lots.stream(r));
      double[][] odds =
          Arrays.copyOf(CrossFit.logOdds(members, features, label, dealt, seed + r), models);
      if (models > members.size()) {
        double[][] own = Arrays.copyOf(odds, members.size());
        odds[members.size()] = blended(own, label, dealt);
        weights = weights == null ? BlendWeights.of(own, label) : weights;
      }
      for (int m = 0; m < models; m++) {
        for (int i = 0; i < n; i++) {
          sum[m][i] += odds[m][i] / repeats;
        }
        double[] calibrated = Calibrator.chosenCrossFitted(odds[m], label, seed);
        for (int f = 0; f < folds; f++) {
          int[] rows = dealt.rows(f);
          double[] p = Rows.some(calibrated, rows);
          Arrays.setAll(p, i -> Logarithms.logistic(p[i]));
          parts.get(m).add(ClassScores.of(p, Rows.some(label, rows)));
        }
      }
    }
    List<ModelScore> scores = new ArrayList<>();
    for (int m = 0; m < models; m++) {
      String name = m < members.size() ? members.get(m).name() : Blend.NAME;
      String kind = Calibrator.choose(sum[m], label, seed).name();
      scores.add(FoldScores.summary(name, parts.get(m), folds, kind));
    }
    int best = 0;
    for (int m = 1; m < models; m++) {
      best = scores.get(m).mean().logLoss() < scores.get(best).mean().logLoss() ? m : best;
    }
    int chosen = best;
    for (int m = 0; m < best && chosen == best; m++) {
      double gap = scores.get(m).mean().logLoss() - scores.get(best).mean().logLoss();
      double error = FoldScores.errorOfGap(parts.get(m), parts.get(best), folds);
      if (gap < error && gap < WORTH / Math.sqrt(n) * scores.get(best).mean().logLoss()) {
        chosen = m;
      }
    }
    return new Comparison(
        List.copyOf(members),
        List.copyOf(scores),
        chosen,
        reason(scores, parts, chosen, best, folds, repeats),
        sum[chosen],
        weights == null ? BlendWeights.of(new double[][] {sum[0]}, label) : weights);
  }

  /** Each fold by weights that are best on the others. */
  private static double[] blended(double[][] odds, double[] label, Folds folds) {
    double[] blended = new double[label.length];
    for (int f = 0; f < folds.count(); f++) {
      int[] others = folds.others(f);
      double[][] theirs = new double[odds.length][];
      Arrays.setAll(theirs, m -> Rows.some(odds[m], others));
      BlendWeights weights = BlendWeights.of(theirs, Rows.some(label, others));
      for (int i : folds.rows(f)) {
        double[] said = new double[odds.length];
        for (int m = 0; m < said.length; m++) {
          said[m] = odds[m][i];
        }
        blended[i] = weights.of(said);
      }
    }
    return blended;
  }

  private static String reason(
      List<ModelScore> scores,
      List<List<ClassScores>> parts,
      int chosen,
      int best,
      int folds,
      int repeats) {
    ModelScore own = scores.get(chosen);
    String begin =
        String.format(
            Locale.ROOT,
            "%s, with a log-loss of %.4f and an AUC of %.4f over %d times %d folds",
            own.name(),
            own.mean().logLoss(),
            own.mean().auc(),
            repeats,
            folds);
    if (scores.size() == 1) {
      return begin + ": no other was asked for.";
    }
    if (chosen != best) {
      ModelScore other = scores.get(best);
      return String.format(
          Locale.ROOT,
          "%s: %s has %.4f, but the difference is within its error (%.4f ± %.4f), and %s is simpler.",
          begin,
          other.name(),
          other.mean().logLoss(),
          own.mean().logLoss() - other.mean().logLoss(),
          FoldScores.errorOfGap(parts.get(chosen), parts.get(best), folds),
          own.name());
    }
    int second = chosen == 0 ? 1 : 0;
    for (int m = 0; m < scores.size(); m++) {
      boolean better = scores.get(m).mean().logLoss() < scores.get(second).mean().logLoss();
      second = m != chosen && better ? m : second;
    }
    ModelScore other = scores.get(second);
    return String.format(
        Locale.ROOT,
        "%s: %s comes next with %.4f, a difference of %.4f ± %.4f.",
        begin,
        other.name(),
        other.mean().logLoss(),
        other.mean().logLoss() - own.mean().logLoss(),
        FoldScores.errorOfGap(parts.get(second), parts.get(chosen), folds));
  }

  /** How good each was, in the order of the registry, the blend last. */
  public List<ModelScore> scores() {
    return scores;
  }

  /** The score of the chosen one. */
  public ModelScore chosen() {
    return scores.get(chosen);
  }

  /** Why it was chosen: the least log-loss, or simpler and no worse. */
  public String reason() {
    return reason;
  }

  /**
   * Calibrated log-odds of each row by models of the chosen kind that were not trained on it, the
   * mean over the repeats, double[n].
   */
  public double[] outOfFold(double[] label, long seed) {
    return Calibrator.chosenCrossFitted(chosenOdds, label, seed);
  }

  /** The chosen kind trained on all rows and calibrated by what was said of rows left out. */
  public CalibratedModel train(FeatureMatrix features, double[] label, long seed) {
    return new CalibratedModel(
        chosen < members.size()
            ? members.get(chosen).train(features, label, seed)
            : new Blend(members, 2).model(features, label, seed, weights),
        Calibrator.choose(chosenOdds, label, seed));
  }
}
