// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Columns brought to mean 0 and deviation 1, what is not known being 0. Values beyond the 1st or
 * last thousandth count as these, so that a value of 1e9 does not flatten all others. Immutable.
 */
final class Scaling {

  private static final double TAIL = 0.001;

  private final double[] low;
  private final double[] high;
  private final double[] mean;
  private final double[] deviation;

  private Scaling(int k) {
    low = new double[k];
    high = new double[k];
    mean = new double[k];
    deviation = new double[k];
  }

  /** That of columns, double[k][n]. */
  static Scaling of(double[][] columns) {
    Scaling scaling = new Scaling(columns.length);
    Chunks.forEach(
        columns.length,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            scaling.learn(k, columns[k]);
          }
        });
    return scaling;
  }

  private void learn(int k, double[] column) {
    double[] sorted = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int m = sorted.length;
    if (m == 0) {
      return;
    }
    low[k] = sorted[(int) Math.floor(TAIL * (m - 1))];
    high[k] = sorted[(int) Math.ceil((1 - TAIL) * (m - 1))];
    if (low[k] == high[k]) {
      low[k] = sorted[0];
      high[k] = sorted[m - 1];
    }
    double half = 0;
    for (double value : sorted) {
      half += clipped(k, value) / m;
    }
    double squares = 0;
    for (double value : sorted) {
      double off = clipped(k, value) - half;
      squares += off * off / m;
    }
    mean[k] = half;
    double spread = Math.sqrt(squares);
    deviation[k] = spread > 1e-12 * Math.abs(half) && Double.isFinite(spread) ? spread : 0;
  }

  private double clipped(int k, double value) {
    return Math.min(high[k], Math.max(low[k], value));
  }

  int size() {
    return mean.length;
  }

  /** 0 where not known or where all are the same. */
  double scaled(int k, double value) {
    return Double.isNaN(value) || deviation[k] == 0
        ? 0
        : (clipped(k, value) - mean[k]) / deviation[k];
  }

  /** Rows of columns, double[n][k]. */
  double[][] rows(double[][] columns) {
    int n = columns.length == 0 ? 0 : columns[0].length;
    double[][] rows = new double[n][columns.length];
    Chunks.forEach(
        n,
        1024,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int k = 0; k < columns.length; k++) {
              rows[i][k] = scaled(k, columns[k][i]);
            }
          }
        });
    return rows;
  }
}
