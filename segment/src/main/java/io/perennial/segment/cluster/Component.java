// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import java.io.Serializable;
import java.util.Arrays;

/** One bell of a mixture: how likely a point is in it. Immutable. */
final class Component implements Serializable {

  private static final long serialVersionUID = 1;
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  private final double weight;
  private final double[] mean;

  /** Lower triangle by rows, [d (d + 1) / 2]. */
  private final double[] covariance;

  /** The inverse of the covariance's Cholesky factor, as it; of a diagonal one shape [d]. */
  private final double[] inverse;

  private final double constant;

  /**
   * @param covariance lower triangle by rows, or the diagonal
   */
  Component(double weight, double[] mean, double[] covariance) {
    this.weight = weight;
    this.mean = mean;
    this.covariance = covariance;
    int d = mean.length;
    inverse = d == covariance.length && d > 1 ? roots(covariance) : factor(covariance, d);
    double logs = StrictMath.log(weight) - d * HALF_LOG_TWO_PI;
    for (int i = 0; i < d; i++) {
      logs += StrictMath.log(inverse[diagonal() ? i : i * (i + 1) / 2 + i]);
    }
    constant = logs;
  }

  private boolean diagonal() {
    return inverse.length == mean.length;
  }

  /** ln of weight times density at a point. */
  double logJoint(double[] values, int at) {
    double squares = 0;
    if (diagonal()) {
      for (int i = 0; i < mean.length; i++) {
        double y = (values[at + i] - mean[i]) * inverse[i];
        squares += y * y;
      }
      return constant - 0.5 * squares;
    }
    int row = 0;
    for (int i = 0; i < mean.length; i++) {
      double y = 0;
      for (int j = 0; j <= i; j++) {
        y += inverse[row++] * (values[at + j] - mean[j]);
      }
      squares += y * y;
    }
    return squares >= 0 ? constant - 0.5 * squares : Double.NEGATIVE_INFINITY; // of overflow
  }

  double weight() {
    return weight;
  }

  double[] mean() {
    return mean;
  }

  double covariance(int a, int b) {
    if (diagonal()) {
      return a == b ? covariance[a] : 0;
    }
    int i = Math.max(a, b);
    return covariance[i * (i + 1) / 2 + Math.min(a, b)];
  }

  private static double[] roots(double[] variances) {
    return Arrays.stream(variances).map(variance -> 1 / Math.sqrt(variance)).toArray();
  }

  /**
   * The inverse of the Cholesky factor; what rounding made indefinite is widened until it is not.
   */
  private static double[] factor(double[] covariance, int d) {
    double[] widened = covariance.clone();
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += covariance[i * (i + 1) / 2 + i];
    }
    for (double more = 1e-12; ; more *= 10) {
      double[] lower = cholesky(widened, d);
      if (lower.length > 0) {
        return inverse(lower, d);
      }
      for (int i = 0; i < d; i++) {
        widened[i * (i + 1) / 2 + i] += more * trace / d;
      }
    }
  }

  /** Empty where the matrix is not positive definite. */
  private static double[] cholesky(double[] matrix, int d) {
    double[] lower = matrix.clone();
    for (int i = 0; i < d; i++) {
      int row = i * (i + 1) / 2;
      for (int j = 0; j <= i; j++) {
        int other = j * (j + 1) / 2;
        double sum = lower[row + j];
        for (int m = 0; m < j; m++) {
          sum -= lower[row + m] * lower[other + m];
        }
        if (j < i) {
          lower[row + j] = sum / lower[other + j];
        } else if (sum > 1e-14 * matrix[row + i]) {
          lower[row + i] = Math.sqrt(sum);
        } else {
          return new double[0];
        }
      }
    }
    return lower;
  }

  private static double[] inverse(double[] lower, int d) {
    double[] inverse = new double[lower.length];
    for (int j = 0; j < d; j++) {
      for (int i = j; i < d; i++) {
        int row = i * (i + 1) / 2;
        double sum = i == j ? 1 : 0;
        for (int m = j; m < i; m++) {
          sum -= lower[row + m] * inverse[m * (m + 1) / 2 + j];
        }
        inverse[row + j] = sum / lower[row + i];
      }
    }
    return inverse;
  }
}
