// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static io.perennial.decide.price.PositiveInverse.dot;

import java.util.Arrays;

/**
 * Counts, or amounts with zeros, whose mean is the exponential of a weighted sum and whose variance
 * is the mean times a dispersion. Weights may have normal priors. Right in the mean whatever the
 * distribution. Source: McCullagh and Nelder, "Generalized linear models" (1989), chapter 9; Santos
 * Silva and Tenreyro, "The log of gravity" (2006), for why no logarithm is taken of what is sold.
 * Immutable.
 */
final class PoissonRegression {

  private static final int TURNS = 25;
  private static final int STEPS = 40;
  private static final double HIGHEST = 40;

  /** Where hardly anything is beside Poisson's law, what lasts cannot be told. */
  private static final double LEAST_SHARE = 0.1;

  private final double[][] rows;
  private final double[] units;
  private final double[] weights;
  private final double[] fitted;
  private final double[][] covariance;
  private final double dispersion;
  private final double freedom;

  private PoissonRegression(
      double[][] rows,
      double[] units,
      double[] weights,
      double[] fitted,
      double[][] covariance,
      double dispersion,
      double freedom) {
    this.rows = rows;
    this.units = units;
    this.weights = weights;
    this.fitted = fitted;
    this.covariance = covariance;
    this.dispersion = dispersion;
    this.freedom = freedom;
  }

  /**
   * The fit.
   *
   * @param rows double[n][m]; an intercept is a column of 1
   * @param units double[n], >= 0, not all 0
   * @param offset double[n], added to the sum
   * @param prior the mean of each weight's prior, double[m]
   * @param precision one over its variance, double[m]; 0 where there is none
   * @param leastDispersion below which the dispersion is not taken
   */
  static PoissonRegression of(
      double[][] rows,
      double[] units,
      double[] offset,
      double[] prior,
      double[] precision,
      double leastDispersion) {
    int n = rows.length;
    int m = prior.length;
    double[] weights = prior.clone();
    weights[0] = start(rows, units, offset, weights);
    double dispersion = Math.max(1, leastDispersion);
    double[] fitted = fitted(rows, offset, weights);
    double[][] inverse = new double[m][m];
    double freedom = 1;
    for (int turn = 0; turn < TURNS; turn++) {
      double reached = loss(rows, units, fitted, offset, weights, prior, precision, dispersion);
      for (int step = 0; step < STEPS; step++) {
        inverse = PositiveInverse.of(curvature(rows, fitted, precision, dispersion));
        double[] slope = new double[m];
        for (int i = 0; i < n; i++) {
          double miss = units[i] - fitted[i];
          for (int k = 0; k < m; k++) {
            slope[k] += miss * rows[i][k];
          }
        }
        for (int k = 0; k < m; k++) {
          slope[k] -= dispersion * precision[k] * (weights[k] - prior[k]);
        }
        double[] move = PositiveInverse.times(inverse, slope);
        double length = 1;
        double[] next = weights;
        double[] nextFitted = fitted;
        double loss = Double.POSITIVE_INFINITY;
        while (!(loss <= reached + 1e-12 * Math.abs(reached)) && length > 1e-9) {
          next = weights.clone();
          for (int k = 0; k < m; k++) {
            next[k] += length * move[k];
          }
          nextFitted = fitted(rows, offset, next);
          loss = loss(rows, units, nextFitted, offset, next, prior, precision, dispersion);
          length /= 4;
        }
        double gain = reached - loss;
        if (!(loss <= reached + 1e-12 * Math.abs(reached))) {
          break;
        }
        weights = next;
        fitted = nextFitted;
        reached = loss;
        if (gain <= 1e-11 * (1 + Math.abs(reached))) {
          break;
        }
      }
      double[][] curvature = curvature(rows, fitted, precision, dispersion);
      inverse = PositiveInverse.of(curvature);
      double used = m;
      for (int k = 0; k < m; k++) {
        used -= dispersion * precision[k] * inverse[k][k];
      }
      freedom = Math.max(1, n - used);
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double miss = units[i] - fitted[i];
        squares += miss * miss / Math.max(fitted[i], 1e-12);
      }
      double next = Math.max(leastDispersion, squares / freedom);
      boolean settled = Math.abs(next - dispersion) <= 1e-7 * dispersion;
      dispersion = next;
      if (settled) {
        break;
      }
    }
    double[][] covariance = PositiveInverse.of(curvature(rows, fitted, precision, dispersion));
    for (double[] row : covariance) {
      for (int k = 0; k < m; k++) {
        row[k] *= dispersion;
      }
    }
    return new PoissonRegression(rows, units, weights, fitted, covariance, dispersion, freedom);
  }

  private static double start(double[][] rows, double[] units, double[] offset, double[] weights) {
    double sold = 0;
    double expected = 0;
    double[] zero = weights.clone();
    zero[0] = 0;
    for (int i = 0; i < units.length; i++) {
      sold += units[i];
      expected += Math.exp(bounded(dot(rows[i], zero) + offset[i]));
    }
    return Math.log(Math.max(sold, 1e-9) / Math.max(expected, 1e-300));
  }

  private static double bounded(double sum) {
    return Math.max(-HIGHEST, Math.min(HIGHEST, sum));
  }

  private static double[] fitted(double[][] rows, double[] offset, double[] weights) {
    double[] fitted = new double[rows.length];
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = Math.exp(bounded(dot(rows[i], weights) + offset[i]));
    }
    return fitted;
  }

  /** X' W X, and the priors in the same scale. */
  private static double[][] curvature(
      double[][] rows, double[] fitted, double[] precision, double dispersion) {
    int m = precision.length;
    double[][] sum = new double[m][m];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      for (int a = 0; a < m; a++) {
        double scaled = fitted[i] * row[a];
        for (int b = 0; b <= a; b++) {
          sum[a][b] += scaled * row[b];
        }
      }
    }
    for (int k = 0; k < m; k++) {
      sum[k][k] += dispersion * precision[k];
    }
    return sum;
  }

  private static double loss(
      double[][] rows,
      double[] units,
      double[] fitted,
      double[] offset,
      double[] weights,
      double[] prior,
      double[] precision,
      double dispersion) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += fitted[i] - units[i] * bounded(dot(rows[i], weights) + offset[i]);
    }
    for (int k = 0; k < weights.length; k++) {
      double off = weights[k] - prior[k];
      sum += 0.5 * dispersion * precision[k] * off * off;
    }
    return sum;
  }

  /** The weight of column {@code k}. */
  double weight(int k) {
    return weights[k];
  }

  /** Of all columns; double[m], not to be written to. */
  double[] weights() {
    return weights;
  }

  /** The means; double[n], not to be written to. */
  double[] fitted() {
    return fitted;
  }

  /** The variance over the mean. */
  double dispersion() {
    return dispersion;
  }

  /** How many rows are left beside the weights. */
  double freedom() {
    return freedom;
  }

  /** The variance of the weight of column {@code k} where the dispersion is all there is. */
  double variance(int k) {
    return covariance[k][k];
  }

  /** The variance of the logarithm of the mean of a row. */
  double variance(double[] row) {
    return Math.max(0, PositiveInverse.quadratic(covariance, row));
  }

  /**
   * How what is missed in one period hangs together with others.
   *
   * @param counted whether a part of the variance is that of Poisson's law, which stands alone
   */
  SerialCorrelation serialCorrelation(int[] period, boolean counted) {
    int n = rows.length;
    double[] residual = new double[n];
    double[][] scaled = new double[n][];
    double[][] inverse = new double[covariance.length][];
    for (int t = 0; t < n; t++) {
      double root = Math.sqrt(Math.max(fitted[t], 1e-12));
      residual[t] = (units[t] - fitted[t]) / root;
      scaled[t] = Arrays.stream(rows[t]).map(x -> root * x).toArray();
    }
    for (int k = 0; k < inverse.length; k++) {
      inverse[k] = Arrays.stream(covariance[k]).map(x -> x / dispersion).toArray();
    }
    double share = counted ? Math.max(LEAST_SHARE, 1 - 1 / dispersion) : 1;
    return SerialCorrelation.of(share, residual, scaled, inverse, period);
  }
}
