// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.Arrays;

/**
 * The weights on the simplex with the least CRPS, which is convex in them: an active set method,
 * each step being the optimum on the models that are in, without signs; who would fall below zero
 * leaves on the way there, and who lowers the score most comes in. Stateless; finite; O(M^4) at
 * worst.
 */
final class PoolWeights {

  private static final double TOLERANCE = 1e-12;

  private PoolWeights() {}

  static double[] of(PoolStats.Quadratic score) {
    int models = score.linear().length;
    double[] weights = new double[models];
    weights[best(score)] = 1;
    double scale = Arrays.stream(score.linear()).map(Math::abs).max().orElse(1) + 1e-300;
    for (int round = 0; round < 20 * (models + 1); round++) {
      settle(score, weights, scale);
      int enters = -1;
      double[] slope = slope(score, weights);
      double level = 0;
      for (int m = 0; m < models; m++) {
        level += weights[m] * slope[m];
      }
      double least = level - TOLERANCE * scale;
      for (int m = 0; m < models; m++) {
        if (weights[m] == 0 && slope[m] < least) {
          least = slope[m];
          enters = m;
        }
      }
      if (enters < 0) {
        break;
      }
      enter(score, weights, enters);
    }
    return weights;
  }

  private static int best(PoolStats.Quadratic score) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int m = 0; m < score.linear().length; m++) {
      double crps = score.linear()[m] - 0.5 * score.square()[m][m];
      if (crps < least) {
        least = crps;
        best = m;
      }
    }
    return best;
  }

  private static double[] slope(PoolStats.Quadratic score, double[] weights) {
    double[] slope = score.linear().clone();
    for (int m = 0; m < slope.length; m++) {
      for (int n = 0; n < slope.length; n++) {
        slope[m] -= score.square()[m][n] * weights[n];
      }
    }
    return slope;
  }

  /** A step of exact length from the weights towards one model alone. */
  private static void enter(PoolStats.Quadratic score, double[] weights, int model) {
    double[] slope = slope(score, weights);
    double[] step = new double[weights.length];
    for (int m = 0; m < step.length; m++) {
      step[m] = (m == model ? 1 : 0) - weights[m];
    }
    double down = 0;
    double curve = 0;
    for (int m = 0; m < step.length; m++) {
      down += slope[m] * step[m];
      for (int n = 0; n < step.length; n++) {
        curve -= step[m] * score.square()[m][n] * step[n];
      }
    }
    double length = curve > 0 ? Math.min(1, -down / curve) : 1;
    for (int m = 0; m < step.length; m++) {
      weights[m] = Math.max(0, weights[m] + length * step[m]);
    }
  }

  /** To the optimum on the models that have weight, dropping those that would have less than 0. */
  private static void settle(PoolStats.Quadratic score, double[] weights, double scale) {
    while (true) {
      int[] in = Arrays.stream(indices(weights)).toArray();
      if (in.length < 2) {
        return;
      }
      double[] wanted = optimum(score, in, scale);
      double length = 1;
      int leaves = -1;
      for (int k = 0; k < in.length; k++) {
        double now = weights[in[k]];
        if (wanted[k] < 0 && now / (now - wanted[k]) < length) {
          length = now / (now - wanted[k]);
          leaves = in[k];
        }
      }
      double sum = 0;
      for (int k = 0; k < in.length; k++) {
        weights[in[k]] += length * (wanted[k] - weights[in[k]]);
        weights[in[k]] = in[k] == leaves ? 0 : Math.max(0, weights[in[k]]);
        sum += weights[in[k]];
      }
      for (int m : in) {
        weights[m] /= sum;
      }
      if (leaves < 0) {
        return;
      }
    }
  }

  private static int[] indices(double[] weights) {
    return java.util.stream.IntStream.range(0, weights.length)
        .filter(m -> weights[m] > 0)
        .toArray();
  }

  /** Where the slopes of all models in are equal: a bordered system. */
  private static double[] optimum(PoolStats.Quadratic score, int[] in, double scale) {
    int k = in.length;
    double[][] system = new double[k + 1][k + 1];
    double[] right = new double[k + 1];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        // the curvature, made definite: sum-zero steps do not feel the constant, equal models do
        system[i][j] = 2 * scale - score.square()[in[i]][in[j]] + (i == j ? 1e-9 * scale : 0);
      }
      system[i][k] = scale;
      system[k][i] = scale;
      right[i] = -score.linear()[in[i]];
    }
    right[k] = scale;
    double[] solved = LinearSystem.solve(system, right);
    return Arrays.copyOf(solved, k);
  }
}
