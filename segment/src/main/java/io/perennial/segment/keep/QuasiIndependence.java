// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import io.perennial.math.linear.SymmetricEigen;
import java.util.Arrays;

/**
 * What a table of counts would be if rows and columns had nothing to do with each other, except in
 * cells that are left out (staying where one is). Fitted by iterative proportions. Source: Goodman,
 * "The analysis of cross-classified data: independence, quasi-independence, and interactions in
 * contingency tables with or without missing entries" (1968); residuals as of Haberman, "The
 * analysis of residuals in cross-classified tables" (1973). O((r + c)³) for r rows, c columns.
 */
final class QuasiIndependence {

  private static final int ROUNDS = 5_000;
  private static final double LEAST_EXPECTED = 1;
  private static final double LEAST_FREEDOM = 1e-6;

  private final double[][] counts;
  private final boolean[][] leftOut;
  private final double[][] expected;

  /**
   * @param counts shape [r][c], none below 0
   * @param leftOut cells that count for nothing
   */
  QuasiIndependence(double[][] counts, boolean[][] leftOut) {
    this.counts = counts;
    this.leftOut = leftOut;
    expected = fit();
  }

  /** Shape [r][c]; 0 in cells left out. */
  double[][] expected() {
    return expected;
  }

  /**
   * By how many standard errors each count is off, of cells that are free; NaN where less than one
   * customer is expected or the margins leave nothing free.
   */
  double[][] residuals() {
    int r = counts.length;
    int c = r == 0 ? 0 : counts[0].length;
    double[][] information = new double[r + c][r + c];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < c; j++) {
        information[i][i] += expected[i][j];
        information[r + j][r + j] += expected[i][j];
        information[i][r + j] = expected[i][j];
        information[r + j][i] = expected[i][j];
      }
    }
    double[][] inverse = pseudoInverse(information);
    double[][] residuals = new double[r][c];
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < c; j++) {
        double e = expected[i][j];
        double leverage = e * (inverse[i][i] + 2 * inverse[i][r + j] + inverse[r + j][r + j]);
        residuals[i][j] =
            leftOut[i][j] || e < LEAST_EXPECTED || 1 - leverage < LEAST_FREEDOM
                ? Double.NaN
                : (counts[i][j] - e) / Math.sqrt(e * (1 - leverage));
      }
    }
    return residuals;
  }

  private double[][] fit() {
    int r = counts.length;
    int c = r == 0 ? 0 : counts[0].length;
    double[] rows = new double[r];
    double[] columns = new double[c];
    double[][] fitted = new double[r][c];
    double total = 0;
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < c; j++) {
        if (!leftOut[i][j]) {
          rows[i] += counts[i][j];
          columns[j] += counts[i][j];
          fitted[i][j] = 1;
          total += counts[i][j];
        }
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < r; i++) {
        double sum = Arrays.stream(fitted[i]).sum();
        for (int j = 0; j < c; j++) {
          fitted[i][j] *= sum == 0 ? 0 : rows[i] / sum;
        }
      }
      double off = 0;
      for (int j = 0; j < c; j++) {
        double sum = 0;
        for (int i = 0; i < r; i++) {
          sum += fitted[i][j];
        }
        off = Math.max(off, Math.abs(sum - columns[j]));
        for (int i = 0; i < r; i++) {
          fitted[i][j] *= sum == 0 ? 0 : columns[j] / sum;
        }
      }
      if (off <= 1e-10 * total) {
        break;
      }
    }
    return fitted;
  }

  private static double[][] pseudoInverse(double[][] matrix) {
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    double[] values = eigen.values();
    double[][] inverse = new double[values.length][values.length];
    double least = values.length == 0 ? 0 : 1e-10 * values[values.length - 1];
    for (int k = 0; k < values.length; k++) {
      if (values[k] <= least) {
        continue;
      }
      double[] vector = eigen.vector(k);
      for (int i = 0; i < vector.length; i++) {
        for (int j = 0; j < vector.length; j++) {
          inverse[i][j] += vector[i] * vector[j] / values[k];
        }
      }
    }
    return inverse;
  }
}
