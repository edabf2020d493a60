// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.Folds;
import java.util.List;

/** What models say of rows that they were not trained on, fold by fold. */
public final class CrossFit {

  private CrossFit() {}

  /**
   * Log-odds of every row by models trained on the other folds, double[classifiers][n]; in
   * parallel.
   */
  public static double[][] logOdds(
      List<Classifier> classifiers,
      FeatureMatrix features,
      double[] label,
      Folds folds,
      long seed) {
    double[][] odds = new double[classifiers.size()][label.length];
    int tasks = classifiers.size() * folds.count();
    Chunks.forEach(
        tasks,
        1,
        (from, to) -> {
          for (int task = from; task < to; task++) {
            int fold = task % folds.count();
            int which = classifiers.size() - 1 - task / folds.count();
            int[] others = folds.others(fold);
            int[] rows = folds.rows(fold);
            double[] said =
                classifiers
                    .get(which)
                    .train(features.subset(others), Rows.some(label, others), seed)
                    .logOdds(features.subset(rows));
            for (int i = 0; i < rows.length; i++) {
              odds[which][rows[i]] = said[i];
            }
          }
        });
    return odds;
  }
}
