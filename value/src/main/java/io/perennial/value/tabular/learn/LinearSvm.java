// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import io.perennial.value.tabular.Folds;
import java.util.Arrays;
import java.util.Locale;

/**
 * Linear support vectors by dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan,
 * ICML 2008, algorithm 1 with the hinge loss), made probabilities by Platt's sigmoid on margins of
 * rows that were left out (Platt 1999). The cost of a miss is the one of three that foretells best.
 */
public final class LinearSvm implements Classifier {

  private static final double[] COSTS = {0.003, 0.03, 0.3};
  private static final int FOLDS = 3;
  private static final int ROUNDS = 60;
  private static final double TOLERANCE = 0.02;

  @Override
  public String name() {
    return "linear SVM";
  }

  @Override
  public ClassifierModel train(FeatureMatrix features, double[] label, long seed) {
    Rows.check(name(), features, label);
    double[][] columns = FeatureColumns.of(features);
    Scaling scaling = Scaling.of(columns);
    double[][] rows = scaling.rows(columns);
    RandomSource source = RandomSource.seeded(seed).derive("svm");
    int rarer =
        (int) Math.min(Arrays.stream(label).sum(), label.length - Arrays.stream(label).sum());
    double cost = COSTS[1];
    LogitMap platt = new LogitMap(0, 1);
    double least = Double.POSITIVE_INFINITY;
    if (rarer >= FOLDS) {
      Folds folds = Folds.stratified(label, Folds.singly(label.length), FOLDS, source.stream(0));
      for (double candidate : COSTS) {
        double[] margins = new double[label.length];
        for (int f = 0; f < FOLDS; f++) {
          double[] weights = fit(rows, label, folds.others(f), candidate, source.stream(1 + f));
          for (int i : folds.rows(f)) {
            margins[i] = PenalisedLogit.dot(weights, rows[i]);
          }
        }
        LogitMap map = LogitMap.platt(margins, label);
        double loss = map.loss(margins, label);
        if (loss < least) {
          least = loss;
          cost = candidate;
          platt = map;
        }
      }
    }
    int[] all = new int[label.length];
    Arrays.setAll(all, i -> i);
    double[] weights = fit(rows, label, all, cost, source.stream(FOLDS + 1));
    if (rarer < FOLDS) {
      double[] margins =
          Arrays.stream(rows).mapToDouble(row -> PenalisedLogit.dot(weights, row)).toArray();
      platt = LogitMap.platt(margins, label);
    }
    double[] odds = weights.clone();
    for (int k = 0; k < odds.length; k++) {
      odds[k] *= platt.slope();
    }
    odds[odds.length - 1] += platt.intercept();
    return new LogisticRegression.LinearModel(
        name(),
        features.names(),
        scaling,
        odds,
        String.format(
            Locale.ROOT,
            "Linear support vectors on %d features of %,d rows, cost %s of a miss, Platt's sigmoid"
                + " with slope %.3f",
            columns.length,
            label.length,
            cost,
            platt.slope()));
  }

  /** The weights, the intercept last, which is penalised as the others. */
  private static double[] fit(
      double[][] rows, double[] label, int[] chosen, double cost, RandomStream lots) {
    int width = rows[0].length;
    double[] weights = new double[width + 1];
    double[] alpha = new double[chosen.length];
    double[] norm = new double[chosen.length];
    int[] order = new int[chosen.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      norm[i] = 1;
      for (double value : rows[chosen[i]]) {
        norm[i] += value * value;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      double worst = 0;
      for (int s = order.length - 1; s >= 0; s--) {
        int other = lots.nextInt(s + 1);
        int i = order[other];
        order[other] = order[s];
        order[s] = i;
        double[] row = rows[chosen[i]];
        double side = label[chosen[i]] > 0 ? 1 : -1;
        double slope = side * PenalisedLogit.dot(weights, row) - 1;
        double projected =
            alpha[i] == 0 ? Math.min(slope, 0) : alpha[i] >= cost ? Math.max(slope, 0) : slope;
        worst = Math.max(worst, Math.abs(projected));
        if (projected != 0) {
          double before = alpha[i];
          alpha[i] = Math.min(cost, Math.max(0, before - slope / norm[i]));
          double change = (alpha[i] - before) * side;
          for (int k = 0; k < width; k++) {
            weights[k] += change * row[k];
          }
          weights[width] += change;
        }
      }
      if (worst < TOLERANCE) {
        break;
      }
    }
    return weights;
  }
}
