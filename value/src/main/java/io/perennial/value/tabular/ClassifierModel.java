// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.Logarithms;
import java.util.List;

/**
 * A fitted model of a yes or no. Every answer is finite for every row, known values or not.
 * Immutable, and safe to use from many threads.
 */
public interface ClassifierModel {

  /** Its trainer's name. */
  String name();

  /** What a row holds, in order. */
  List<String> features();

  /**
   * The logarithm of the odds of a yes.
   *
   * @param row a value for each of {@link #features()}, {@code NaN} where not known
   */
  double logOdds(double[] row);

  /** Why {@link #logOdds(double[])} is what it is; its parts are in the order of the features. */
  LogOdds explain(double[] row);

  /** In a sentence: what it was fitted to, its settings, and what was noticed. */
  String summary();

  /** The probability of a yes, above 0 and below 1 but for rounding. */
  default double probability(double[] row) {
    return Logarithms.logistic(logOdds(row));
  }

  /**
   * {@link #logOdds(double[])} of every row; in parallel.
   *
   * @param matrix with the columns of {@link #features()} in any order, others being ignored
   */
  default double[] logOdds(FeatureMatrix matrix) {
    double[][] columns = FeatureColumns.of(matrix, features());
    double[] values = new double[matrix.rows()];
    Chunks.forEach(
        values.length,
        512,
        (from, to) -> {
          double[] row = new double[columns.length];
          for (int i = from; i < to; i++) {
            for (int k = 0; k < row.length; k++) {
              row[k] = columns[k][i];
            }
            values[i] = logOdds(row);
          }
        });
    return values;
  }

  /** The probability of a yes of every row, as {@link #logOdds(FeatureMatrix)}. */
  default double[] probabilities(FeatureMatrix matrix) {
    double[] values = logOdds(matrix);
    for (int i = 0; i < values.length; i++) {
      values[i] = Logarithms.logistic(values[i]);
    }
    return values;
  }
}
