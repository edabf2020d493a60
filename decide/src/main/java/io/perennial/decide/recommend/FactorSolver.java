// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Solves for the factors of one row when those of the other side are given: (Y'Y + lambda + sum of
 * (c - 1) y y') x = sum of c y over what the row has, c = 1 + alpha times its weight.
 */
final class FactorSolver {

  private static final int TILE = 256;

  private final double alpha;
  private final double[][] others;
  private final double[][] product;

  FactorSolver(AlsConfig config, double[][] others) {
    this.alpha = config.confidence();
    this.others = others;
    int k = config.factors();
    double[] sums =
        Chunks.sum(
            others.length,
            TILE,
            k * k,
            (into, from, to) -> {
              for (int row = from; row < to; row++) {
                double[] y = others[row];
                for (int i = 0; i < k; i++) {
                  double yi = y[i];
                  for (int j = 0; j < k; j++) {
                    into[i * k + j] += yi * y[j];
                  }
                }
              }
            });
    product = new double[k][k];
    for (int i = 0; i < k; i++) {
      System.arraycopy(sums, i * k, product[i], 0, k);
      product[i][i] += config.regularisation();
    }
  }

  /**
   * Improves {@code x} by conjugate gradients from where it is.
   *
   * @param steps at most
   * @param column what the row has, from place {@code from} to {@code to}
   * @param weight of it
   */
  void improve(double[] x, int steps, int[] column, float[] weight, int from, int to) {
    int k = x.length;
    if (from == to) {
      Arrays.fill(x, 0);
      return;
    }
    double[] residual = new double[k];
    for (int i = 0; i < k; i++) {
      axpy(-x[i], product[i], residual);
    }
    for (int at = from; at < to; at++) {
      double[] y = others[column[at]];
      double more = alpha * weight[at];
      axpy(1 + more - more * dot(y, x), y, residual);
    }
    double[] direction = residual.clone();
    double[] image = new double[k];
    double square = dot(residual, residual);
    for (int step = 0; step < steps && square > 1e-20; step++) {
      Arrays.fill(image, 0);
      for (int i = 0; i < k; i++) {
        axpy(direction[i], product[i], image);
      }
      for (int at = from; at < to; at++) {
        double[] y = others[column[at]];
        axpy(alpha * weight[at] * dot(y, direction), y, image);
      }
      double length = square / dot(direction, image);
      axpy(length, direction, x);
      axpy(-length, image, residual);
      double next = dot(residual, residual);
      double share = next / square;
      for (int i = 0; i < k; i++) {
        direction[i] = residual[i] + share * direction[i];
      }
      square = next;
    }
  }

  static void axpy(double a, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += a * x[i];
    }
  }

  /** In four sums, which a processor adds up at once. */
  static double dot(double[] x, double[] y) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= x.length; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i] * y[i];
    }
    return (a + b) + (c + d);
  }
}
