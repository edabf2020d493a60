// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.personal;

import io.perennial.domain.FeatureMatrix;
import java.util.List;

/** The columns of features that a model reads. */
public final class Covariates {

  private Covariates() {}

  /**
   * The columns, double[k][n].
   *
   * @throws IllegalArgumentException naming a column that is not there
   */
  public static double[][] of(FeatureMatrix features, List<String> columns) {
    double[][] values = new double[columns.size()][];
    for (int k = 0; k < values.length; k++) {
      values[k] = features.column(columns.get(k));
    }
    return values;
  }
}
