// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;

/** What all classifiers ask of the rows that they are to learn from. */
final class Rows {

  private Rows() {}

  static void check(String name, FeatureMatrix features, double[] label) {
    if (label.length != features.rows()) {
      throw new IllegalArgumentException(
          "Invalid labels: "
              + label.length
              + " for "
              + features.rows()
              + " rows (must be as many of each)");
    }
    int left = 0;
    for (double value : label) {
      if (value != 0 && value != 1) {
        throw new IllegalArgumentException("Invalid label: " + value + " (must be 0 or 1)");
      }
      left += value > 0 ? 1 : 0;
    }
    if (left == 0 || left == label.length) {
      throw new TooLittleDataException(
          "Cannot fit "
              + name
              + ": all "
              + label.length
              + " rows are of one class (must have some who left and some who stayed)");
    }
  }

  static double[] some(double[] values, int[] rows) {
    double[] some = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = values[rows[i]];
    }
    return some;
  }
}
