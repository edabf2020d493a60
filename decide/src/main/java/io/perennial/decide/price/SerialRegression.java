// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static io.perennial.decide.price.PositiveInverse.dot;

import java.util.Arrays;

/**
 * A {@link PoissonRegression} where what is missed in one period is missed in the next too:
 * generalised estimating equations with the {@link SerialCorrelation} given, which are the
 * regression of what no period before foretells. Where the correlation is 0 it is the regression
 * itself. Source: Liang and Zeger, "Longitudinal data analysis using generalized linear models"
 * (1986). Immutable.
 */
final class SerialRegression {

  private static final int TURNS = 10;
  private static final int STEPS = 30;
  private static final double LONGEST = 2;
  private static final double HIGHEST = 40;

  private final double[] weights;
  private final double[][] inverse;
  private final double[][] rows;
  private final double[] misses;
  private final double dispersion;
  private final double freedom;
  private final boolean settled;

  private SerialRegression(Turn turn, double dispersion, double freedom, boolean settled) {
    this.weights = turn.weights;
    this.inverse = turn.inverse;
    this.rows = turn.rows;
    this.misses = turn.misses;
    this.dispersion = dispersion;
    this.freedom = freedom;
    this.settled = settled;
  }

  /** What is given, and does not change while weights are sought. */
  static final class Problem {

    private final double[][] rows;
    private final double[] units;
    private final double[] offset;
    private final double[] prior;
    private final double[] precision;
    private final double leastDispersion;

    /** As {@link PoissonRegression#of}. */
    Problem(
        double[][] rows,
        double[] units,
        double[] offset,
        double[] prior,
        double[] precision,
        double leastDispersion) {
      this.rows = rows;
      this.units = units;
      this.offset = offset;
      this.prior = prior;
      this.precision = precision;
      this.leastDispersion = leastDispersion;
    }

    PoissonRegression independent() {
      return PoissonRegression.of(rows, units, offset, prior, precision, leastDispersion);
    }
  }

  /** What no period before foretells, at weights. */
  private static final class Turn {

    private final double[] weights;
    private final double[][] rows;
    private final double[] misses;
    private double[][] inverse = new double[0][];

    Turn(Problem problem, double[] weights, SerialCorrelation correlation, int[] period) {
      this.weights = weights;
      int n = problem.rows.length;
      int m = weights.length;
      double[][] both = new double[n][m + 1];
      for (int t = 0; t < n; t++) {
        double sum = dot(problem.rows[t], weights) + problem.offset[t];
        double mean = Math.exp(Math.max(-HIGHEST, Math.min(HIGHEST, sum)));
        double root = Math.sqrt(mean);
        for (int k = 0; k < m; k++) {
          both[t][k] = root * problem.rows[t][k];
        }
        both[t][m] = (problem.units[t] - mean) / Math.max(root, 1e-12);
      }
      correlation.whiten(both, period);
      rows = new double[n][];
      misses = new double[n];
      for (int t = 0; t < n; t++) {
        rows[t] = Arrays.copyOf(both[t], m);
        misses[t] = both[t][m];
      }
    }

    double[] move(Problem problem, double dispersion) {
      int m = weights.length;
      double[][] curvature = new double[m][m];
      double[] slope = new double[m];
      for (int t = 0; t < rows.length; t++) {
        for (int a = 0; a < m; a++) {
          slope[a] += rows[t][a] * misses[t];
          for (int b = 0; b <= a; b++) {
            curvature[a][b] += rows[t][a] * rows[t][b];
          }
        }
      }
      for (int k = 0; k < m; k++) {
        curvature[k][k] += dispersion * problem.precision[k];
        slope[k] -= dispersion * problem.precision[k] * (weights[k] - problem.prior[k]);
      }
      inverse = PositiveInverse.of(curvature);
      return PositiveInverse.times(inverse, slope);
    }
  }

  /**
   * The fit.
   *
   * @param start the regression without correlation
   * @param period when each row was, ascending
   */
  static SerialRegression of(
      Problem problem, PoissonRegression start, SerialCorrelation correlation, int[] period) {
    int n = problem.rows.length;
    int m = problem.prior.length;
    double[] weights = start.weights().clone();
    double dispersion = start.dispersion();
    double freedom = start.freedom();
    Turn turn = new Turn(problem, weights, correlation, period);
    boolean settled = false;
    for (int outer = 0; outer < TURNS; outer++) {
      settled = false;
      for (int step = 0; step < STEPS && !settled; step++) {
        double[] move = turn.move(problem, dispersion);
        double longest = 0;
        for (double[] row : problem.rows) {
          longest = Math.max(longest, Math.abs(dot(row, move)));
        }
        double length = Math.min(1, LONGEST / Math.max(longest, 1e-300));
        weights = weights.clone();
        for (int k = 0; k < m; k++) {
          weights[k] += length * move[k];
        }
        turn = new Turn(problem, weights, correlation, period);
        settled = longest < 1e-9;
      }
      turn.move(problem, dispersion);
      double used = m;
      for (int k = 0; k < m; k++) {
        used -= dispersion * problem.precision[k] * turn.inverse[k][k];
      }
      freedom = Math.max(1, n - used);
      double next = Math.max(problem.leastDispersion, dot(turn.misses, turn.misses) / freedom);
      boolean same = Math.abs(next - dispersion) <= 1e-7 * dispersion;
      dispersion = next;
      if (same || !settled) {
        break;
      }
    }
    turn.move(problem, dispersion);
    boolean finite = Arrays.stream(weights).allMatch(Double::isFinite);
    return new SerialRegression(turn, dispersion, freedom, settled && finite);
  }

  /** Whether weights were found; else they mean nothing. */
  boolean settled() {
    return settled;
  }

  /** The weight of column {@code k}. */
  double weight(int k) {
    return weights[k];
  }

  /** How many rows are left beside the weights. */
  double freedom() {
    return freedom;
  }

  /** The variance of the weight of column {@code k} where the correlation is all there is. */
  double variance(int k) {
    return dispersion * inverse[k][k];
  }

  /** The same whatever the variances of rows are: White's HC2, as of MacKinnon and White (1985). */
  double robustVariance(int k) {
    double squares = 0;
    for (int t = 0; t < rows.length; t++) {
      double leverage = PositiveInverse.quadratic(inverse, rows[t]);
      double influence = misses[t] * dot(inverse[k], rows[t]);
      squares += influence * influence / Math.max(0.05, 1 - leverage);
    }
    return squares;
  }
}
