// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static io.perennial.decide.price.PositiveInverse.dot;

/**
 * How what a regression misses in one period hangs together with what it misses in others: a share
 * of the variance is autoregressive of first order, the rest (of counts, that of Poisson's law)
 * stands alone. Immutable.
 *
 * @param share of the variance that lasts, within [0, 1]
 * @param near its correlation from one period to the next, within [-0.95, 0.95]
 */
record SerialCorrelation(double share, double near) {

  /** Beyond it errors are a random walk, of which no level can be told. */
  private static final double HIGHEST = 0.95;

  private static final int HALVINGS = 40;

  /** Nothing hangs together, as far as is known. */
  static SerialCorrelation none() {
    return new SerialCorrelation(1, 0);
  }

  /** Whether anything was told of it: of periods that do not follow each other nothing is. */
  boolean isTold() {
    return near != 0;
  }

  /** The same share with another correlation, drawn into what it may be. */
  SerialCorrelation with(double correlation) {
    return new SerialCorrelation(share, Math.max(0, Math.min(HIGHEST, correlation)));
  }

  /**
   * The correlation for which residuals would on average show what these do. They show less than
   * errors have, for columns were fitted to them. Source: Durbin and Watson, "Testing for serial
   * correlation in least squares regression" (1950), for the moments of residuals.
   *
   * @param residual scaled to the same variance, double[n]
   * @param rows that were fitted, scaled alike, double[n][m]
   * @param inverse of their products, and of what was known of weights before, double[m][m]
   * @param period when each was, ascending
   */
  static SerialCorrelation of(
      double share, double[] residual, double[][] rows, double[][] inverse, int[] period) {
    double squares = 0;
    double products = 0;
    boolean follow = false;
    for (int t = 0; t < residual.length; t++) {
      squares += residual[t] * residual[t];
      if (t > 0 && period[t] == period[t - 1] + 1) {
        products += residual[t] * residual[t - 1];
        follow = true;
      }
    }
    if (!follow || squares <= 0) {
      return new SerialCorrelation(share, 0);
    }
    double seen = products / squares;
    double low = -HIGHEST;
    double high = HIGHEST;
    for (int half = 0; half < HALVINGS; half++) {
      double middle = (low + high) / 2;
      if (new SerialCorrelation(share, middle).expected(rows, inverse, period) < seen) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new SerialCorrelation(share, (low + high) / 2);
  }

  /** What residuals show from one period to the next on average. */
  double expected(double[][] rows, double[][] inverse, int[] period) {
    int n = rows.length;
    int m = rows[0].length;
    double[][] spread = times(rows, period);
    double[][] products = new double[m][m];
    double[][] taken = new double[n][];
    for (int t = 0; t < n; t++) {
      taken[t] = PositiveInverse.times(inverse, rows[t]);
      for (int a = 0; a < m; a++) {
        for (int b = 0; b < m; b++) {
          products[a][b] += rows[t][a] * spread[t][b];
        }
      }
    }
    double own = 0;
    double next = 0;
    for (int t = 0; t < n; t++) {
      double[] through = PositiveInverse.times(products, taken[t]);
      own += 1 - 2 * dot(taken[t], spread[t]) + dot(taken[t], through);
      if (t > 0 && period[t] == period[t - 1] + 1) {
        next +=
            share * near
                - dot(taken[t], spread[t - 1])
                - dot(spread[t], taken[t - 1])
                + dot(taken[t - 1], through);
      }
    }
    return own <= 1e-9 * n ? 0 : next / own;
  }

  /** The matrix of correlations times rows, by going through them forth and back. */
  private double[][] times(double[][] rows, int[] period) {
    int n = rows.length;
    int m = rows[0].length;
    double[][] product = new double[n][m];
    double[] carried = new double[m];
    for (int t = 0; t < n; t++) {
      double over = t == 0 ? 0 : over(period[t] - period[t - 1]);
      for (int k = 0; k < m; k++) {
        carried[k] = rows[t][k] + over * carried[k];
        product[t][k] = (1 - share) * rows[t][k] + share * carried[k];
      }
    }
    carried = new double[m];
    for (int t = n - 2; t >= 0; t--) {
      double over = over(period[t + 1] - period[t]);
      for (int k = 0; k < m; k++) {
        carried[k] = over * (rows[t + 1][k] + carried[k]);
        product[t][k] += share * carried[k];
      }
    }
    return product;
  }

  private double over(int periods) {
    return periods == 1 ? near : Math.pow(near, periods);
  }

  /**
   * Takes what is foretold by the rows before from each row, and scales to variance 1: then none
   * hangs together with another. Kalman's filter of an autoregressive level seen with noise.
   *
   * @param rows double[n][m], overwritten
   */
  void whiten(double[][] rows, int[] period) {
    int m = rows.length == 0 ? 0 : rows[0].length;
    double[] foretold = new double[m];
    double variance = share;
    for (int t = 0; t < rows.length; t++) {
      if (t > 0) {
        double over = over(period[t] - period[t - 1]);
        variance = over * over * variance + share * (1 - over * over);
        for (int k = 0; k < m; k++) {
          foretold[k] *= over;
        }
      }
      double whole = variance + 1 - share;
      double gain = variance / whole;
      double scale = 1 / Math.sqrt(whole);
      for (int k = 0; k < m; k++) {
        double miss = rows[t][k] - foretold[k];
        foretold[k] += gain * miss;
        rows[t][k] = scale * miss;
      }
      variance *= 1 - gain;
    }
  }
}
