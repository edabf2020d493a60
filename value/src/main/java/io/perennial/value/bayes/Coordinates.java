// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import static io.perennial.math.special.Logarithms.log1p;

/**
 * Coordinates in which the posterior of (r, alpha, s, beta) is nearly normal: (ln r log(1 +
 * t/alpha), ln alpha, ln s log(1 + t/beta), ln beta). The first of each pair is how many buy, or
 * leave, at all within the time t, which data tell well; the second how alike they are, which data
 * tell badly. In ln r and ln alpha the two bend into a ridge. The map from the logarithms of the
 * parameters keeps volumes, so no density changes.
 *
 * @param weeks t, a typical age
 */
record Coordinates(double weeks) {

  private static final double FARTHEST = 600;

  /** The parameters at a point, double[4]. */
  double[] parameters(double[] point) {
    double[] parameters = new double[4];
    for (int i = 0; i < 4; i += 2) {
      parameters[i + 1] = exp(point[i + 1]);
      parameters[i] = exp(point[i] - Math.log(log1p(weeks / parameters[i + 1])));
    }
    return parameters;
  }

  /** The point of parameters, double[4]. */
  double[] point(double[] parameters) {
    double[] point = new double[4];
    for (int i = 0; i < 4; i += 2) {
      point[i] = Math.log(parameters[i] * log1p(weeks / parameters[i + 1]));
      point[i + 1] = Math.log(parameters[i + 1]);
    }
    return point;
  }

  /**
   * The Hessian of a function in these coordinates from that in the logarithms of the parameters,
   * where its gradient is nil.
   */
  double[][] hessian(double[] parameters, double[][] inLogarithms) {
    double[][] jacobian = new double[4][4];
    for (int i = 0; i < 4; i += 2) {
      double ratio = weeks / parameters[i + 1];
      jacobian[i][i] = 1;
      jacobian[i][i + 1] = ratio / (1 + ratio) / log1p(ratio);
      jacobian[i + 1][i + 1] = 1;
    }
    double[][] hessian = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        for (int a = 0; a < 4; a++) {
          for (int b = 0; b < 4; b++) {
            hessian[i][j] += jacobian[a][i] * inLogarithms[a][b] * jacobian[b][j];
          }
        }
      }
    }
    return hessian;
  }

  private static double exp(double value) {
    return StrictMath.exp(Math.max(-FARTHEST, Math.min(FARTHEST, value)));
  }
}
