// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.parallel.Chunks;

/**
 * Inverts a positive matrix in place, by sweeping blocks of its rows: Goodnight, "A tutorial on the
 * sweep operator" (1979). n^3 operations on single-precision numbers, in pieces that fit a cache;
 * blocks of the diagonal are inverted in double precision.
 */
final class SymmetricInverse {

  private static final int BLOCK = 64;
  private static final int TILE = 32;

  private SymmetricInverse() {}

  /**
   * Replaces {@code a} by its inverse.
   *
   * @param a float[n][n], symmetric and well away from singular; its lower triangle is read
   */
  static void invert(float[][] a) {
    int n = a.length;
    for (int from = 0; from < n; from += BLOCK) {
      sweep(a, from, Math.min(n, from + BLOCK));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = -a[i][j];
        a[j][i] = a[i][j];
      }
    }
  }

  private static void sweep(float[][] a, int from, int to) {
    int n = a.length;
    int size = to - from;
    double[][] pivot = new double[size][size];
    float[][] panel = new float[size][n]; // column k of the block, over all rows
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < n; i++) {
        panel[k][i] = i >= from + k ? a[i][from + k] : a[from + k][i];
      }
      for (int j = 0; j <= k; j++) {
        pivot[k][j] = a[from + k][from + j];
        pivot[j][k] = pivot[k][j];
      }
    }
    invertSmall(pivot);
    Chunks.forEach(
        n,
        TILE,
        (first, last) -> {
          for (int i = first; i < last; i++) {
            if (i >= from && i < to) {
              inside(a[i], i, panel, pivot, from);
            } else {
              outside(a[i], i, panel, pivot, from);
            }
          }
        });
  }

  /** A row of the block: its part of the inverse, and what it tells of the rows before it. */
  private static void inside(float[] row, int i, float[][] panel, double[][] pivot, int from) {
    for (int j = 0; j < from; j++) {
      row[j] = 0;
    }
    for (int m = 0; m < pivot.length; m++) {
      float weight = (float) pivot[i - from][m];
      for (int j = 0; j < from; j++) {
        row[j] += weight * panel[m][j];
      }
    }
    for (int j = from; j <= i; j++) {
      row[j] = (float) -pivot[i - from][j - from];
    }
  }

  /** Another row: less what the block explains of it, whose columns become that. */
  private static void outside(float[] row, int i, float[][] panel, double[][] pivot, int from) {
    int size = pivot.length;
    float[] share = new float[size];
    for (int k = 0; k < size; k++) {
      double sum = 0;
      for (int m = 0; m < size; m++) {
        sum += pivot[k][m] * panel[m][i];
      }
      share[k] = (float) sum;
    }
    int k = 0;
    for (; k + 4 <= size; k += 4) {
      subtract(row, i + 1, share, k, panel[k], panel[k + 1], panel[k + 2], panel[k + 3]);
    }
    for (; k < size; k++) {
      for (int j = 0; j <= i; j++) {
        row[j] -= share[k] * panel[k][j];
      }
    }
    if (i >= from) {
      System.arraycopy(share, 0, row, from, size);
    }
  }

  private static void subtract(
      float[] row, int n, float[] share, int k, float[] a, float[] b, float[] c, float[] d) {
    float s = share[k];
    float t = share[k + 1];
    float u = share[k + 2];
    float v = share[k + 3];
    for (int j = 0; j < n; j++) {
      row[j] -= s * a[j] + t * b[j] + u * c[j] + v * d[j];
    }
  }

  /** Gauss and Jordan's elimination; the matrix is positive, so that no rows are exchanged. */
  private static void invertSmall(double[][] a) {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      double d = a[k][k];
      a[k][k] = 1;
      for (int j = 0; j < n; j++) {
        a[k][j] /= d;
      }
      for (int i = 0; i < n; i++) {
        if (i != k) {
          double factor = a[i][k];
          a[i][k] = 0;
          for (int j = 0; j < n; j++) {
            a[i][j] -= factor * a[k][j];
          }
        }
      }
    }
  }
}
