// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

/**
 * Coordinates in which cohorts are compared: (ln r/alpha, ln r, ln s/beta, ln s), that is the mean
 * buying rate, how alike the customers are in it, the mean leaving rate, and the same of that.
 */
final class Means {

  private static final double FARTHEST = 300;

  private Means() {}

  /** The parameters (r, alpha, s, beta) at a point, double[4]. */
  static double[] parameters(double[] point) {
    double[] parameters = new double[4];
    for (int i = 0; i < 4; i += 2) {
      parameters[i] = exp(point[i + 1]);
      parameters[i + 1] = exp(point[i + 1] - point[i]);
    }
    return parameters;
  }

  /** The point of parameters, double[4]. */
  static double[] point(double[] parameters) {
    double[] point = new double[4];
    for (int i = 0; i < 4; i += 2) {
      point[i] = Math.log(parameters[i] / parameters[i + 1]);
      point[i + 1] = Math.log(parameters[i]);
    }
    return point;
  }

  /** Turns a gradient by the parameters into that by these coordinates. */
  static void turn(double[] parameters, double[] gradient) {
    for (int i = 0; i < 4; i += 2) {
      double byShape = gradient[i] * parameters[i];
      double byRate = gradient[i + 1] * parameters[i + 1];
      gradient[i] = -byRate;
      gradient[i + 1] = byShape + byRate;
    }
  }

  private static double exp(double value) {
    return StrictMath.exp(Math.max(-FARTHEST, Math.min(FARTHEST, value)));
  }
}
