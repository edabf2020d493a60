// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import io.perennial.value.tabular.Folds;
import java.util.Arrays;
import java.util.Locale;

/**
 * A generalised additive model with interactions, in the manner of the explainable boosting machine
 * (Lou, Caruana, Gehrke and Hooker 2013, «Accurate intelligible models with pairwise
 * interactions»): log-odds are a sum of one curve for each feature and one surface for each of the
 * strongest pairs, each grown by boosting small trees in turn, stopped early on rows left out, and
 * the mean of several such runs: of fewer, with larger steps, where rows times columns exceed a
 * million, since one run varies little there.
 *
 * @param bags runs whose mean is taken, >= 1
 * @param pairs of features with a surface, at most, >= 0
 * @param rate what share of each step is taken, within (0, 1]
 * @param rounds at most, over all features, >= 1
 */
public record AdditiveBoosting(int bags, int pairs, double rate, int rounds) implements Classifier {

  private static final int PIECES = 48;
  private static final double LEFT_OUT = 0.15;
  private static final double MANY_CELLS = 1e6;
  private static final double LARGE_STEP = 0.1;

  public AdditiveBoosting {
    if (bags < 1 || pairs < 0 || rounds < 1 || !(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "Invalid additive boosting: "
              + bags
              + " bags, "
              + pairs
              + " pairs, rate "
              + rate
              + ", "
              + rounds
              + " rounds (must be >= 1, >= 0, within (0, 1], >= 1)");
    }
  }

  /** 8 bags, 12 pairs, rate .05, 600 rounds. */
  public static AdditiveBoosting standard() {
    return new AdditiveBoosting(8, 12, 0.05, 600);
  }

  @Override
  public String name() {
    return "additive boosting";
  }

  @Override
  public ClassifierModel train(FeatureMatrix features, double[] label, long seed) {
    Rows.check(name(), features, label);
    double[][] columns = FeatureColumns.of(features);
    Bins bins = Bins.of(columns, PIECES);
    byte[][] codes = bins.codes(columns);
    int n = label.length;
    double size = (double) n * columns.length / MANY_CELLS;
    int runsOfAll = size > 1 ? Math.min(bags, (int) Math.max(2, bags / size)) : bags;
    double step = size > 1 ? Math.max(rate, LARGE_STEP) : rate;
    RandomSource source = RandomSource.seeded(seed).derive("additive");
    double left = Arrays.stream(label).sum();
    double rarer = Math.min(left, n - left);
    boolean[][] held = new boolean[runsOfAll][n];
    for (int b = 0; b < runsOfAll && rarer >= 10; b++) {
      Folds split = Folds.shuffleSplit(label, Folds.singly(n), LEFT_OUT, source.stream(b));
      for (int i : split.rows(0)) {
        held[b][i] = true;
      }
    }
    AdditiveRun[] runs = new AdditiveRun[runsOfAll];
    Chunks.forEach(
        runsOfAll,
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            runs[b] = new AdditiveRun(bins, codes, label, held[b], step, rounds);
            runs[b].curves();
          }
        });
    double[] odds = new double[n];
    for (AdditiveRun run : runs) {
      run.addTo(odds, 1.0 / runsOfAll);
    }
    int[][] chosen = PairSearch.strongest(bins, codes, label, odds, runs[0].curve, pairs);
    Chunks.forEach(
        runsOfAll,
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            runs[b].surfaces(chosen);
          }
        });
    return AdditiveModel.mean(
        name(),
        features.names(),
        bins,
        codes,
        chosen,
        Arrays.asList(runs),
        String.format(
            Locale.ROOT,
            "Additive model of %d curves and %d surfaces, mean of %d runs on %,d rows",
            columns.length,
            chosen.length,
            runsOfAll,
            n));
  }
}
