// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The prices within a box at which the greatest of the cuts known is least, and the mixture of
 * choices that proves it: a linear programme by the revised simplex method on the side of the
 * mixture, whose columns grow from call to call. Mutable, for one thread at a time.
 *
 * <pre>
 *   max  sum_k gain_k w_k + sum_r low_r y_r - sum_r high_r z_r
 *        sum_k use_kr w_k + y_r - z_r = right_r,   sum_k w_k = 1,   all >= 0
 * </pre>
 *
 * Source: cutting planes of Kelley (1960) with the box of Marsten, Hogan and Blankenship, "The
 * boxstep method for large-scale optimization" (1975).
 */
final class Master {

  private static final double SMALL = 1e-11;
  private static final int MOST_PIVOTS = 20_000;

  private final int rows;
  private final double[] right;
  private final List<double[]> columns = new ArrayList<>();
  private final List<Double> gains = new ArrayList<>();
  private final int[] basis;
  private final double[][] inverse;
  private final double[] amounts;
  private final double[] multipliers;
  private double[] low;
  private double[] high;

  Master(double[] right) {
    this.rows = right.length;
    this.right = Arrays.copyOf(right, rows + 1);
    this.right[rows] = 1;
    this.basis = new int[rows + 1];
    this.inverse = new double[rows + 1][rows + 1];
    this.amounts = new double[rows + 1];
    this.multipliers = new double[rows + 1];
    this.low = new double[rows];
    this.high = new double[rows];
  }

  void add(double gain, double[] uses) {
    double[] column = Arrays.copyOf(uses, rows + 1);
    column[rows] = 1;
    columns.add(column);
    gains.add(gain);
    if (columns.size() == 1) {
      restart();
    }
  }

  /** The first choices alone, and what they leave or lack. Always possible. */
  private void restart() {
    for (int r = 0; r < rows; r++) {
      basis[r] = right[r] >= columns.get(0)[r] ? r : rows + r;
    }
    basis[rows] = 2 * rows;
  }

  /** Prices are from {@code low} to {@code high}, double[rows] each. */
  void solve(double[] low, double[] high) {
    this.low = low;
    this.high = high;
    if (!factored()) {
      restart();
      factored();
    }
    int bland = 200 + 20 * rows;
    for (int pivot = 0; pivot < MOST_PIVOTS; pivot++) {
      price();
      int enter = entering(pivot > bland);
      if (enter < 0) {
        return;
      }
      double[] direction = times(column(enter));
      int leave = leaving(direction);
      if (leave < 0) {
        return;
      }
      pivot(enter, leave, direction);
    }
  }

  private int leaving(double[] direction) {
    int leave = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= rows; i++) {
      if (direction[i] > 1e-10) {
        double ratio = Math.max(0, amounts[i]) / direction[i];
        if (ratio < least - 1e-14 || (leave >= 0 && ratio <= least && basis[i] < basis[leave])) {
          least = ratio;
          leave = i;
        }
      }
    }
    return leave;
  }

  private void pivot(int enter, int leave, double[] direction) {
    double step = Math.max(0, amounts[leave]) / direction[leave];
    double[] row = inverse[leave];
    for (int j = 0; j <= rows; j++) {
      row[j] /= direction[leave];
    }
    for (int i = 0; i <= rows; i++) {
      if (i != leave && direction[i] != 0) {
        for (int j = 0; j <= rows; j++) {
          inverse[i][j] -= direction[i] * row[j];
        }
        amounts[i] -= direction[i] * step;
      }
    }
    amounts[leave] = step;
    basis[leave] = enter;
  }

  private int entering(boolean first) {
    int enter = -1;
    double most = SMALL;
    int count = 2 * rows + columns.size();
    for (int j = 0; j < count; j++) {
      double reduced = reduced(j);
      if (reduced > most) {
        enter = j;
        most = reduced;
        if (first) {
          return enter;
        }
      }
    }
    return enter;
  }

  private double reduced(int j) {
    if (j < rows) {
      return low[j] - multipliers[j];
    }
    if (j < 2 * rows) {
      return multipliers[j - rows] - high[j - rows];
    }
    double[] column = columns.get(j - 2 * rows);
    double sum = gains.get(j - 2 * rows);
    for (int r = 0; r <= rows; r++) {
      sum -= multipliers[r] * column[r];
    }
    return sum;
  }

  private void price() {
    Arrays.fill(multipliers, 0);
    for (int i = 0; i <= rows; i++) {
      double gain = gain(basis[i]);
      if (gain != 0) {
        for (int j = 0; j <= rows; j++) {
          multipliers[j] += gain * inverse[i][j];
        }
      }
    }
  }

  private double gain(int j) {
    return j < rows ? low[j] : j < 2 * rows ? -high[j - rows] : gains.get(j - 2 * rows);
  }

  private double[] column(int j) {
    if (j >= 2 * rows) {
      return columns.get(j - 2 * rows);
    }
    double[] column = new double[rows + 1];
    column[j % rows] = j < rows ? 1 : -1;
    return column;
  }

  private double[] times(double[] column) {
    double[] product = new double[rows + 1];
    for (int i = 0; i <= rows; i++) {
      for (int j = 0; j <= rows; j++) {
        product[i] += inverse[i][j] * column[j];
      }
    }
    return product;
  }

  /** The basis inverted anew, by Gauss and Jordan; false where it cannot be, or is not feasible. */
  private boolean factored() {
    int n = rows + 1;
    double[][] a = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      double[] column = column(basis[i]);
      for (int r = 0; r < n; r++) {
        a[r][i] = column[r];
      }
      a[i][n + i] = 1;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int r = k + 1; r < n; r++) {
        if (Math.abs(a[r][k]) > Math.abs(a[pivot][k])) {
          pivot = r;
        }
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      if (Math.abs(row[k]) < 1e-12) {
        return false;
      }
      double by = row[k];
      for (int j = k; j < 2 * n; j++) {
        row[j] /= by;
      }
      for (int r = 0; r < n; r++) {
        double factor = a[r][k];
        if (r != k && factor != 0) {
          for (int j = k; j < 2 * n; j++) {
            a[r][j] -= factor * row[j];
          }
        }
      }
    }
    boolean feasible = true;
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], n, inverse[i], 0, n);
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += inverse[i][j] * right[j];
      }
      amounts[i] = sum;
      feasible &= sum > -1e-8;
    }
    return feasible;
  }

  /** double[rows], as of the last solution. */
  double[] prices() {
    return Arrays.copyOf(multipliers, rows);
  }

  /** The least of the greatest cut, plus what the right sides are worth. */
  double value() {
    double value = 0;
    for (int j = 0; j <= rows; j++) {
      value += multipliers[j] * right[j];
    }
    return value;
  }

  /** The share of each cut's choices in the mixture: double[cuts], sums to 1. */
  double[] weights() {
    double[] weights = new double[columns.size()];
    for (int i = 0; i <= rows; i++) {
      if (basis[i] >= 2 * rows) {
        weights[basis[i] - 2 * rows] = Math.max(0, amounts[i]);
      }
    }
    return weights;
  }
}
