// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import io.perennial.value.tabular.LogOdds;
import java.util.List;
import java.util.Locale;

/**
 * Logistic regression on scaled columns; the penalty is the one of a few whose rows, left out one
 * at a time, are foretold best. O(n k^2) a step.
 */
public final class LogisticRegression implements Classifier {

  private static final double[] PENALTIES = {300, 100, 30, 10, 3, 1, 0.3};

  @Override
  public String name() {
    return "logistic regression";
  }

  @Override
  public ClassifierModel train(FeatureMatrix features, double[] label, long seed) {
    Rows.check(name(), features, label);
    double[][] columns = FeatureColumns.of(features);
    Scaling scaling = Scaling.of(columns);
    PenalisedLogit logit = new PenalisedLogit(scaling.rows(columns), label);
    double[] start = new double[columns.length + 1];
    double left = 0;
    for (double value : label) {
      left += value;
    }
    start[columns.length] = Math.log(left / (label.length - left));
    double[] best = start;
    double bestPenalty = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      start = logit.fit(penalty, start);
      double loss = logit.leaveOneOutLoss(start, penalty);
      if (loss < least) {
        least = loss;
        best = start;
        bestPenalty = penalty;
      } else if (loss > least * 1.002) {
        break;
      }
    }
    return new LinearModel(
        name(),
        features.names(),
        scaling,
        best,
        String.format(
            Locale.ROOT,
            "Logistic regression on %d features of %,d rows, penalty %s: log-loss of rows left out"
                + " %.4f",
            columns.length,
            label.length,
            bestPenalty,
            least));
  }

  /** Log-odds that are a weighted sum of scaled values. Immutable. */
  static final class LinearModel implements ClassifierModel {

    private final String name;
    private final List<String> features;
    private final Scaling scaling;
    private final double[] weights;
    private final String summary;

    /**
     * @param weights the intercept last, double[k + 1]
     */
    LinearModel(
        String name, List<String> features, Scaling scaling, double[] weights, String summary) {
      this.name = name;
      this.features = List.copyOf(features);
      this.scaling = scaling;
      this.weights = weights;
      this.summary = summary;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> features() {
      return features;
    }

    @Override
    public double logOdds(double[] row) {
      double sum = weights[row.length];
      for (int k = 0; k < row.length; k++) {
        sum += weights[k] * scaling.scaled(k, row[k]);
      }
      return sum;
    }

    @Override
    public LogOdds explain(double[] row) {
      double[] parts = new double[row.length];
      for (int k = 0; k < row.length; k++) {
        parts[k] = weights[k] * scaling.scaled(k, row[k]);
      }
      return new LogOdds(weights[row.length], parts);
    }

    @Override
    public String summary() {
      return summary;
    }
  }
}
