// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.linear.SymmetricEigen;
import java.util.Arrays;

/**
 * Prepared points to coordinates in which the spread within segments is 1 in every direction: z = M
 * ((x - centre) / scale), M the symmetric root of the inverse correlation within segments, so that
 * coordinate j stays as near to feature j as it can. Source: Kessy, Lewin and Strimmer, "Optimal
 * whitening and decorrelation" (2018), ZCA-cor. Immutable.
 */
final class Whitening {

  /** Farther from the centre than this counts as this far, so that no square overflows. */
  private static final double FAR = 1e100;

  private final double[] centre;
  private final double[] scale;
  private final double[] matrix;
  private final double[] inverse;

  /**
   * @param centre shape [d]
   * @param scale shape [d], > 0
   * @param matrix shape [d × d], symmetric; all kept, not copied
   */
  Whitening(double[] centre, double[] scale, double[] matrix) {
    this.centre = centre;
    this.scale = scale;
    this.matrix = matrix;
    int d = centre.length;
    inverse = power(matrix, d, -1);
    for (int i = 0; i < d * d; i++) {
      inverse[i] *= scale[i / d];
    }
  }

  /**
   * Of the covariance within segments, shape [d × d], positive on its diagonal and shrunken so far
   * that it is positive definite.
   */
  static Whitening of(double[] centre, double[] covariance) {
    int d = centre.length;
    double[] scale = new double[d];
    for (int j = 0; j < d; j++) {
      scale[j] = StrictMath.sqrt(covariance[j * d + j]);
    }
    double[] correlation = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        correlation[i * d + j] = i == j ? 1 : covariance[i * d + j] / scale[i] / scale[j];
      }
    }
    return new Whitening(centre, scale, power(correlation, d, -0.5));
  }

  /** Coordinates as they are. */
  static Whitening none(int dimensions) {
    double[] ones = new double[dimensions];
    double[] matrix = new double[dimensions * dimensions];
    for (int j = 0; j < dimensions; j++) {
      ones[j] = 1;
      matrix[j * dimensions + j] = 1;
    }
    return new Whitening(new double[dimensions], ones, matrix);
  }

  int dimensions() {
    return centre.length;
  }

  double[] centre() {
    return centre;
  }

  double[] scale() {
    return scale;
  }

  double[] matrix() {
    return matrix;
  }

  /**
   * Writes z. A coordinate that is not known (NaN) counts as the centre's. Cost d²; allocates
   * nothing.
   *
   * @param room shape [d], for what is in between
   */
  void apply(double[] x, int from, double[] room, double[] z, int to) {
    int d = centre.length;
    for (int j = 0; j < d; j++) {
      double away = (x[from + j] - centre[j]) / scale[j];
      room[j] = Double.isNaN(away) ? 0 : Math.max(-FAR, Math.min(FAR, away));
    }
    for (int i = 0; i < d; i++) {
      double sum = 0;
      int row = i * d;
      for (int j = 0; j < d; j++) {
        sum += matrix[row + j] * room[j];
      }
      z[to + i] = sum;
    }
  }

  /** From z back to x - centre, shape [d × d]; not a copy. */
  double[] inverse() {
    return inverse;
  }

  /** A power of a symmetric positive matrix, its eigenvalues not below 1e-9 of the largest. */
  static double[] power(double[] symmetric, int d, double exponent) {
    double[][] rows = new double[d][];
    for (int i = 0; i < d; i++) {
      rows[i] = Arrays.copyOfRange(symmetric, i * d, (i + 1) * d);
    }
    SymmetricEigen eigen = SymmetricEigen.of(rows);
    double[] values = eigen.values();
    double least = 1e-9 * values[d - 1];
    double[] result = new double[d * d];
    for (int e = 0; e < d; e++) {
      double scale = StrictMath.pow(Math.max(values[e], least), exponent);
      double[] vector = eigen.vector(e);
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          result[i * d + j] += scale * vector[i] * vector[j];
        }
      }
    }
    return result;
  }
}
