// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.summary.StableSum;
import java.util.Arrays;

/**
 * What the CRPS of every linear pool of M models is made of, case by case. The score of the mixture
 * with weights w is sum w_m E|X_m - y| - 1/2 sum sum w_m w_n E|X_m - X_n'|, quadratic in w, so that
 * means of these numbers suffice. Source: Gneiting and Raftery (2007), equation 21.
 */
final class PoolStats {

  private final int models;
  private final double[][] distance;
  private final double[][] spread;
  private final int[] cohort;
  private final int[] origin;
  private final int[] customer;
  private final int customers;

  /**
   * @param distance E|X_m - y|, double[cases][M]
   * @param spread E|X_m - X_n'|, rows of the lower triangle, double[cases][M (M + 1) / 2]
   * @param cohort of each case
   * @param origin the rehearsal of each case
   * @param ids whose case it is: what one customer does at several rehearsals goes together
   */
  PoolStats(
      int models, double[][] distance, double[][] spread, int[] cohort, int[] origin, long[] ids) {
    this.models = models;
    this.distance = distance;
    this.spread = spread;
    this.cohort = cohort;
    this.origin = origin;
    long[] distinct = Arrays.stream(ids).sorted().distinct().toArray();
    this.customer = Arrays.stream(ids).mapToInt(id -> Arrays.binarySearch(distinct, id)).toArray();
    this.customers = distinct.length;
  }

  /** How many customers there are, each of whom may be several cases. */
  int customers() {
    return customers;
  }

  /** Whose case it is, within [0, customers). */
  int customer(int i) {
    return customer[i];
  }

  int cases() {
    return distance.length;
  }

  int models() {
    return models;
  }

  int origin(int i) {
    return origin[i];
  }

  int cohort(int i) {
    return cohort[i];
  }

  /** The quadratic of some cases. */
  Quadratic mean(java.util.function.IntPredicate use) {
    StableSum[] linear = sums(models);
    StableSum[] square = sums(models * (models + 1) / 2);
    int count = 0;
    for (int i = 0; i < distance.length; i++) {
      if (use.test(i)) {
        count++;
        for (int m = 0; m < linear.length; m++) {
          linear[m].add(distance[i][m]);
        }
        for (int p = 0; p < square.length; p++) {
          square[p].add(spread[i][p]);
        }
      }
    }
    double[] a = new double[models];
    double[][] b = new double[models][models];
    for (int m = 0; m < models && count > 0; m++) {
      a[m] = linear[m].value() / count;
      for (int n = 0; n <= m; n++) {
        b[m][n] = square[m * (m + 1) / 2 + n].value() / count;
        b[n][m] = b[m][n];
      }
    }
    return new Quadratic(count, a, b);
  }

  private static StableSum[] sums(int n) {
    StableSum[] sums = new StableSum[n];
    Arrays.setAll(sums, k -> new StableSum());
    return sums;
  }

  /** The CRPS of case {@code i} under a pool. */
  double crps(int i, double[] weights) {
    double score = 0;
    for (int m = 0; m < models; m++) {
      if (weights[m] != 0) {
        score += weights[m] * distance[i][m];
        for (int n = 0; n < m; n++) {
          score -= weights[m] * weights[n] * spread[i][m * (m + 1) / 2 + n];
        }
        score -= 0.5 * weights[m] * weights[m] * spread[i][m * (m + 1) / 2 + m];
      }
    }
    return score;
  }

  /** Means over some cases. */
  static final class Quadratic {
    private final int cases;
    private final double[] linear;
    private final double[][] square;

    /**
     * @param cases how many
     * @param linear E|X_m - y|; kept
     * @param square E|X_m - X_n'|; kept
     */
    Quadratic(int cases, double[] linear, double[][] square) {
      this.cases = cases;
      this.linear = linear;
      this.square = square;
    }

    double[] linear() {
      return linear;
    }

    double[][] square() {
      return square;
    }

    double crps(double[] weights) {
      double score = 0;
      for (int m = 0; m < weights.length; m++) {
        score += weights[m] * linear[m];
        for (int n = 0; n < weights.length; n++) {
          score -= 0.5 * weights[m] * weights[n] * square[m][n];
        }
      }
      return score;
    }

    /** Of some of the models. */
    Quadratic only(int[] in) {
      double[] a = new double[in.length];
      double[][] b = new double[in.length][in.length];
      for (int m = 0; m < a.length; m++) {
        a[m] = linear[in[m]];
        for (int n = 0; n < a.length; n++) {
          b[m][n] = square[in[m]][in[n]];
        }
      }
      return new Quadratic(cases, a, b);
    }

    /** This and {@code share} cases of the other, as if they were one sample. */
    Quadratic with(Quadratic other, double share) {
      double own = cases / (cases + share);
      double[] a = new double[linear.length];
      double[][] b = new double[linear.length][linear.length];
      for (int m = 0; m < a.length; m++) {
        a[m] = own * linear[m] + (1 - own) * other.linear[m];
        for (int n = 0; n < a.length; n++) {
          b[m][n] = own * square[m][n] + (1 - own) * other.square[m][n];
        }
      }
      return new Quadratic(cases, a, b);
    }
  }
}
