// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import static io.perennial.math.special.Logarithms.logistic;
import static io.perennial.math.special.Logarithms.softplus;

import io.perennial.math.linear.Cholesky;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Linear or logistic regression whose weights come in groups, each with a normal prior around 0 of
 * a variance that the data choose: what has no effect is shrunk to nothing, what has one is hardly
 * touched. Variances by the fixed point of the evidence, weights by Newton's method. Source:
 * MacKay, "Bayesian interpolation" (1992), equation 4.9, and "The evidence framework applied to
 * classification networks" (1992). Immutable.
 */
final class ShrunkenRegression {

  private static final double LEAST_PIVOT = 1e-13;

  private static final int CHUNK = 1024;
  private static final int TURNS = 60;
  private static final int STEPS = 25;
  private static final double LEAST = 1e-3;
  private static final double MOST = 1e7;

  private final double[] weights;
  private final Cholesky precision;
  private final double[] penalties;
  private final boolean logistic;

  private ShrunkenRegression(
      double[] weights, Cholesky precision, double[] penalties, boolean logistic) {
    this.weights = weights;
    this.precision = precision;
    this.penalties = penalties;
    this.logistic = logistic;
  }

  /** The rows and what they are told, for the length of a fit. */
  private static final class Fit {

    private final double[][] rows;
    private final double[] label;
    private final double[] rowWeight;
    private final boolean logistic;
    private final double[] penalty;
    private double noise = 1;

    Fit(double[][] rows, double[] label, double[] rowWeight, boolean logistic, int width) {
      this.rows = rows;
      this.label = label;
      this.rowWeight = rowWeight;
      this.logistic = logistic;
      this.penalty = new double[width];
    }

    double value(double[] weights) {
      double[] loss =
          Chunks.sum(
              rows.length,
              CHUNK,
              1,
              (sums, from, to) -> {
                for (int i = from; i < to; i++) {
                  double at = dot(weights, rows[i]);
                  double miss = label[i] - at;
                  sums[0] +=
                      rowWeight[i]
                          * (logistic ? softplus(at) - label[i] * at : miss * miss / (2 * noise));
                }
              });
      double sum = loss[0];
      for (int k = 0; k < weights.length; k++) {
        sum += 0.5 * penalty[k] * weights[k] * weights[k];
      }
      return sum;
    }

    /** The Hessian's lower triangle by rows, and after it the slope of the log-likelihood. */
    double[] sums(double[] weights) {
      int m = weights.length;
      int triangle = m * (m + 1) / 2;
      return Chunks.sum(
          rows.length,
          CHUNK,
          triangle + m,
          (sums, from, to) -> {
            for (int i = from; i < to; i++) {
              double[] row = rows[i];
              double at = dot(weights, row);
              double p = logistic ? logistic(at) : at;
              double scale = rowWeight[i] / (logistic ? 1 : noise);
              double curve = scale * (logistic ? p * (1 - p) : 1);
              double miss = scale * (label[i] - p);
              int cell = 0;
              for (int a = 0; a < m; a++) {
                double scaled = curve * row[a];
                for (int b = 0; b <= a; b++) {
                  sums[cell + b] += scaled * row[b];
                }
                cell += a + 1;
                sums[triangle + a] += miss * row[a];
              }
            }
          });
    }

    Cholesky precision(double[] sums) {
      int m = penalty.length;
      double[][] matrix = new double[m][m];
      int cell = 0;
      for (int a = 0; a < m; a++) {
        for (int b = 0; b <= a; b++) {
          matrix[a][b] = sums[cell++];
        }
        matrix[a][a] = matrix[a][a] * (1 + 1e-12) + penalty[a] + 1e-300;
      }
      return Cholesky.of(matrix, LEAST_PIVOT);
    }

    double[] newton(double[] start) {
      double[] weights = start;
      double value = value(weights);
      for (int step = 0; step < STEPS; step++) {
        double[] sums = sums(weights);
        int m = weights.length;
        double[] slope = Arrays.copyOfRange(sums, m * (m + 1) / 2, sums.length);
        for (int k = 0; k < m; k++) {
          slope[k] -= penalty[k] * weights[k];
        }
        double[] move = precision(sums).solve(slope);
        double length = 1;
        double[] next = moved(weights, move, length);
        double reached = value(next);
        while (!(reached <= value) && length > 1e-6) {
          length /= 2;
          next = moved(weights, move, length);
          reached = value(next);
        }
        double gain = value - reached;
        if (!(gain >= 0)) {
          return weights;
        }
        weights = next;
        value = reached;
        if (gain < 1e-8 * (1 + 1e-6 * Math.abs(value))) {
          return weights;
        }
      }
      return weights;
    }
  }

  /**
   * The fit.
   *
   * @param rows double[n][m], finite; an intercept is a column of 1
   * @param label double[n]; 0 or 1, or within, where logistic
   * @param rowWeight double[n], >= 0
   * @param group of each column, int[m]; 0 for one that is not shrunk
   */
  static ShrunkenRegression of(
      double[][] rows, double[] label, double[] rowWeight, int[] group, boolean logistic) {
    int m = group.length;
    Fit fit = new Fit(rows, label, rowWeight, logistic, m);
    int groups = Arrays.stream(group).max().orElse(0);
    double[] penalties = new double[groups + 1];
    double effective = Arrays.stream(rowWeight).sum();
    double[] weights = new double[m];
    if (!logistic) {
      fit.noise = variance(label, rowWeight);
    }
    Arrays.fill(penalties, 1, groups + 1, 10 / fit.noise);
    Cholesky precision = null;
    double noiseBefore = fit.noise;
    for (int turn = 0; turn < TURNS; turn++) {
      for (int k = 0; k < m; k++) {
        fit.penalty[k] = penalties[group[k]];
      }
      weights = fit.newton(weights);
      precision = fit.precision(fit.sums(weights));
      double[] spread = precision.inverseDiagonal();
      double[] free = new double[groups + 1];
      double[] squares = new double[groups + 1];
      for (int k = 0; k < m; k++) {
        free[group[k]] += 1 - penalties[group[k]] * spread[k];
        squares[group[k]] += weights[k] * weights[k];
      }
      double moved = 0;
      for (int g = 1; g <= groups; g++) {
        double least = LEAST / fit.noise;
        double most = MOST / fit.noise;
        double next = Math.min(most, Math.max(least, Math.max(0, free[g]) / (squares[g] + 1e-300)));
        moved = Math.max(moved, Math.abs(Math.log(next / penalties[g])));
        penalties[g] = next;
      }
      if (!logistic) {
        double used = Arrays.stream(free).sum();
        double misses = 0;
        for (int i = 0; i < rows.length; i++) {
          double miss = label[i] - dot(weights, rows[i]);
          misses += rowWeight[i] * miss * miss;
        }
        fit.noise = Math.max(1e-12 * noiseBefore, misses / Math.max(1, effective - used));
      }
      if (moved < 0.02) {
        break;
      }
    }
    return new ShrunkenRegression(
        weights,
        precision == null ? fit.precision(fit.sums(weights)) : precision,
        penalties,
        logistic);
  }

  private static double variance(double[] label, double[] rowWeight) {
    double weight = 0;
    double sum = 0;
    for (int i = 0; i < label.length; i++) {
      weight += rowWeight[i];
      sum += rowWeight[i] * label[i];
    }
    double squares = 0;
    for (int i = 0; i < label.length; i++) {
      double off = label[i] - sum / weight;
      squares += rowWeight[i] * off * off;
    }
    return Math.max(squares / weight, 1e-300);
  }

  private static double[] moved(double[] weights, double[] move, double length) {
    double[] next = weights.clone();
    for (int k = 0; k < next.length; k++) {
      next[k] += length * move[k];
    }
    return next;
  }

  private static double dot(double[] weights, double[] row) {
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      sum += weights[k] * row[k];
    }
    return sum;
  }

  /** The mean of a row, a probability where logistic. */
  double mean(double[] row) {
    double at = dot(weights, row);
    return logistic ? logistic(at) : at;
  }

  /** What the mean changes by when the linear part does by 1. */
  double slope(double[] row) {
    if (!logistic) {
      return 1;
    }
    double p = logistic(dot(weights, row));
    return p * (1 - p);
  }

  /** The posterior deviation of a weighted sum of weights, which {@code direction} has. */
  double deviation(double[] direction) {
    return Math.sqrt(precision.quadratic(direction));
  }

  /** One over the prior variance of group {@code g}. */
  double penalty(int g) {
    return penalties[g];
  }
}
