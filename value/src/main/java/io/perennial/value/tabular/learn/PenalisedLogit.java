// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import static io.perennial.math.special.Logarithms.logistic;
import static io.perennial.math.special.Logarithms.softplus;

import io.perennial.math.linear.Cholesky;
import io.perennial.math.parallel.Chunks;

/**
 * Logistic regression with a quadratic penalty on all weights but the intercept, by Newton's method
 * with halved steps; and what each row would get from a fit without it, by one Newton step (Rad and
 * Maleki, "A scalable estimate of the out-of-sample prediction error via approximate leave-one-out
 * cross-validation", 2020). Weights are double[k + 1], the intercept last.
 */
final class PenalisedLogit {

  private static final double LEAST_PIVOT = 1e-12;

  private static final int STEPS = 50;
  private static final int CHUNK = 1024;

  private final double[][] rows;
  private final double[] label;
  private final int width;

  /**
   * @param rows double[n][k], finite
   */
  PenalisedLogit(double[][] rows, double[] label) {
    this.rows = rows;
    this.label = label;
    this.width = rows[0].length;
  }

  /** The best weights for a penalty of {@code penalty / 2} times their squares, > 0. */
  double[] fit(double penalty, double[] start) {
    double[] weights = start.clone();
    double value = value(weights, penalty);
    for (int step = 0; step < STEPS; step++) {
      double[] sums = sums(weights);
      double[] slope = slope(sums, weights, penalty);
      double[] move = factor(sums, penalty).solve(slope);
      double length = 1;
      double[] next = moved(weights, move, length);
      double reached = value(next, penalty);
      while (!(reached <= value) && length > 1e-6) {
        length /= 2;
        next = moved(weights, move, length);
        reached = value(next, penalty);
      }
      double gain = value - reached;
      if (!(gain >= 0)) {
        return weights;
      }
      weights = next;
      value = reached;
      if (gain < 1e-9 * (1 + Math.abs(value))) {
        return weights;
      }
    }
    return weights;
  }

  /** Mean log-loss of rows left out one at a time, about. */
  double leaveOneOutLoss(double[] weights, double penalty) {
    Cholesky factor = factor(sums(weights), penalty);
    double[] loss =
        Chunks.sum(
            rows.length,
            CHUNK,
            1,
            (sums, from, to) -> {
              double[] row = new double[width + 1];
              for (int i = from; i < to; i++) {
                System.arraycopy(rows[i], 0, row, 0, width);
                row[width] = 1;
                double at = dot(weights, rows[i]);
                double p = logistic(at);
                double leverage = factor.quadratic(row);
                double kept = Math.max(1e-3, 1 - p * (1 - p) * leverage);
                double without = at - (label[i] - p) * leverage / kept;
                sums[0] += softplus(label[i] > 0 ? -without : without);
              }
            });
    return loss[0] / rows.length;
  }

  static double dot(double[] weights, double[] row) {
    double sum = weights[row.length];
    for (int k = 0; k < row.length; k++) {
      sum += weights[k] * row[k];
    }
    return sum;
  }

  private double value(double[] weights, double penalty) {
    double[] loss =
        Chunks.sum(
            rows.length,
            CHUNK,
            1,
            (sums, from, to) -> {
              for (int i = from; i < to; i++) {
                double at = dot(weights, rows[i]);
                sums[0] += softplus(label[i] > 0 ? -at : at);
              }
            });
    double sum = loss[0];
    for (int k = 0; k < width; k++) {
      sum += 0.5 * penalty * weights[k] * weights[k];
    }
    return sum;
  }

  /** The lower triangle of the Hessian by rows, and after it the slope of the log-likelihood. */
  private double[] sums(double[] weights) {
    int m = width + 1;
    int triangle = m * (m + 1) / 2;
    return Chunks.sum(
        rows.length,
        CHUNK,
        triangle + m,
        (sums, from, to) -> {
          for (int i = from; i < to; i++) {
            double[] row = rows[i];
            double p = logistic(dot(weights, row));
            double miss = label[i] - p;
            double weight = p * (1 - p);
            int at = 0;
            for (int a = 0; a < width; a++) {
              double scaled = weight * row[a];
              if (row[a] != 0) {
                for (int b = 0; b <= a; b++) {
                  sums[at + b] += scaled * row[b];
                }
                sums[triangle + a] += miss * row[a];
              }
              at += a + 1;
            }
            for (int b = 0; b < width; b++) {
              sums[at + b] += weight * row[b];
            }
            sums[at + width] += weight;
            sums[triangle + width] += miss;
          }
        });
  }

  private double[] slope(double[] sums, double[] weights, double penalty) {
    int m = width + 1;
    double[] slope = new double[m];
    System.arraycopy(sums, m * (m + 1) / 2, slope, 0, m);
    for (int k = 0; k < width; k++) {
      slope[k] -= penalty * weights[k];
    }
    return slope;
  }

  private Cholesky factor(double[] sums, double penalty) {
    int m = width + 1;
    double[][] matrix = new double[m][m];
    int at = 0;
    for (int a = 0; a < m; a++) {
      for (int b = 0; b <= a; b++) {
        matrix[a][b] = sums[at++];
      }
      matrix[a][a] += a < width ? penalty : 1e-9;
    }
    return Cholesky.of(matrix, LEAST_PIVOT);
  }

  private static double[] moved(double[] weights, double[] move, double length) {
    double[] next = weights.clone();
    for (int k = 0; k < next.length; k++) {
      next[k] += length * move[k];
    }
    return next;
  }
}
