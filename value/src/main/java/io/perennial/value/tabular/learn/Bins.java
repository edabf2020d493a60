// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Columns cut into few pieces of nearly as many rows each: piece 0 is what is not known, piece 1
 * and on ascend. Immutable.
 */
final class Bins {

  private final double[][] cuts;

  private Bins(double[][] cuts) {
    this.cuts = cuts;
  }

  /**
   * Of columns, double[k][n].
   *
   * @param most pieces of each, beside that of what is not known; within [2, 120]
   */
  static Bins of(double[][] columns, int most) {
    double[][] cuts = new double[columns.length][];
    Chunks.forEach(
        columns.length,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            cuts[k] = cuts(columns[k], most);
          }
        });
    return new Bins(cuts);
  }

  private static double[] cuts(double[] column, int most) {
    double[] sorted = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] different = Arrays.stream(sorted).distinct().toArray();
    double[] cuts = new double[Math.max(0, Math.min(most, different.length) - 1)];
    for (int c = 0; c < cuts.length; c++) {
      double above =
          different.length <= most
              ? different[c + 1]
              : sorted[(int) ((c + 1L) * sorted.length / most)];
      int at = Arrays.binarySearch(different, above);
      double below = at == 0 ? above : different[at - 1];
      double middle = below / 2 + above / 2;
      cuts[c] = middle > below ? middle : above;
    }
    return Arrays.stream(cuts).distinct().toArray();
  }

  int columns() {
    return cuts.length;
  }

  /** How many pieces column {@code k} has, that of what is not known included. */
  int count(int k) {
    return cuts[k].length + 2;
  }

  int bin(int k, double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double[] own = cuts[k];
    int low = 0;
    int high = own.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (own[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 1 + low;
  }

  /** The least value of piece {@code bin} >= 2 of column {@code k}. */
  double from(int k, int bin) {
    return cuts[k][bin - 2];
  }

  /** The pieces of all values, byte[k][n]. */
  byte[][] codes(double[][] columns) {
    byte[][] codes = new byte[columns.length][];
    Chunks.forEach(
        columns.length,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            byte[] own = new byte[columns[k].length];
            for (int i = 0; i < own.length; i++) {
              own[i] = (byte) bin(k, columns[k][i]);
            }
            codes[k] = own;
          }
        });
    return codes;
  }
}
