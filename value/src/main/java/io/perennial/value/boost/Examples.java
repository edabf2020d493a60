// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import java.util.Arrays;

/**
 * Rows with what came of them: what trees are trained on. The same row id means the same customer,
 * who is never both learned from and held out. Immutable.
 */
public final class Examples {

  private final FeatureMatrix features;
  private final double[] labels;
  private final double[] weights;
  private final double[] offsets;

  private Examples(FeatureMatrix features, double[] labels, double[] weights, double[] offsets) {
    int n = features.rows();
    if (labels.length != n || weights.length != n || offsets.length != n) {
      throw new IllegalArgumentException(
          "Invalid examples: "
              + n
              + " rows, "
              + labels.length
              + " labels, "
              + weights.length
              + " weights, "
              + offsets.length
              + " offsets (must be as many of each)");
    }
    this.features = features;
    this.labels = labels;
    this.weights = weights;
    this.offsets = offsets;
  }

  /** Rows of weight 1 and offset 0. */
  public static Examples of(FeatureMatrix features, double[] labels) {
    double[] ones = new double[features.rows()];
    Arrays.fill(ones, 1);
    return new Examples(features, labels.clone(), ones, new double[features.rows()]);
  }

  /**
   * The same rows with weights.
   *
   * @param others double[n], >= 0 and finite, not all 0
   */
  public Examples withWeights(double[] others) {
    double sum = 0;
    for (double weight : others) {
      if (!(weight >= 0 && weight <= 1e12)) {
        throw new IllegalArgumentException(
            "Invalid weight: " + weight + " (must be >= 0 and finite)");
      }
      sum += weight;
    }
    if (others.length > 0 && sum == 0) {
      throw new IllegalArgumentException("Invalid weights: all are 0 (must be > 0 somewhere)");
    }
    return new Examples(features, labels, others.clone(), offsets);
  }

  /**
   * The same rows with what their margins start from, as the logarithm of what another model
   * expects.
   *
   * @param others double[n], finite
   */
  public Examples withOffsets(double[] others) {
    for (double offset : others) {
      if (!(Math.abs(offset) <= 1e6)) {
        throw new IllegalArgumentException(
            "Invalid offset: " + offset + " (must be within [-1e6, 1e6])");
      }
    }
    return new Examples(features, labels, weights, others.clone());
  }

  /** How many rows. */
  public int size() {
    return labels.length;
  }

  FeatureMatrix features() {
    return features;
  }

  double label(int row) {
    return labels[row];
  }

  double weight(int row) {
    return weights[row];
  }

  double offset(int row) {
    return offsets[row];
  }

  double[] labels() {
    return labels.clone();
  }

  /** Labels of the rows given. */
  double[] labels(int[] rows) {
    return pick(labels, rows);
  }

  double[] weights(int[] rows) {
    return pick(weights, rows);
  }

  double[] offsets(int[] rows) {
    return pick(offsets, rows);
  }

  private static double[] pick(double[] from, int[] rows) {
    double[] some = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = from[rows[i]];
    }
    return some;
  }
}
