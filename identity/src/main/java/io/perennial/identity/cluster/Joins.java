// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/**
 * How sure a cluster is of itself.
 *
 * <p>Its records are joined one after the other, those first whose pairs are on average the surest
 * (average linkage). A join is as probable as the mean of the log-odds of all pairs across: the
 * mean and not the sum, since pairs of the same records repeat each other's evidence. The weakest
 * join is how sure we are of the cluster. A record is as sure as the weakest join at which it was
 * not among the greater part: that it is the same person as most of the customer's records.
 */
final class Joins {

  private double weakest = 1;
  private double expectedFalse;
  private final double[] confidence;

  private Joins(int units) {
    confidence = new double[units];
    Arrays.fill(confidence, 1);
  }

  /**
   * Joins the units of one cluster.
   *
   * @param members units of the matrix, ascending
   * @param records how many records each unit of the matrix has
   */
  static Joins of(WeightMatrix weights, int[] members, int[] records) {
    int n = members.length;
    Joins joins = new Joins(n);
    double[] between = new double[n * n];
    int[] cluster = new int[n];
    long[] size = new long[n];
    for (int a = 0; a < n; a++) {
      cluster[a] = a;
      size[a] = records[members[a]];
      for (int b = 0; b < n; b++) {
        between[a * n + b] = a == b ? 0 : Graph.logOdds(weights.get(members[a], members[b]));
      }
    }
    for (int step = 1; step < n; step++) {
      int one = -1;
      int other = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < n; a++) {
        for (int b = a + 1; b < n && cluster[a] == a; b++) {
          if (cluster[b] == b) {
            double mean = between[a * n + b] / ((double) size[a] * size[b]);
            if (mean > most || one < 0) {
              most = mean;
              one = a;
              other = b;
            }
          }
        }
      }
      joins.join(cluster, one, other, size[one], size[other], Graph.probability(most));
      size[one] += size[other];
      for (int i = 0; i < n; i++) {
        between[one * n + i] += between[other * n + i];
        between[i * n + one] = between[one * n + i];
        cluster[i] = cluster[i] == other ? one : cluster[i];
      }
    }
    return joins;
  }

  private void join(int[] cluster, int one, int other, long sizeOne, long sizeOther, double p) {
    weakest = Math.min(weakest, p);
    expectedFalse += (1 - p) * sizeOne * sizeOther;
    for (int i = 0; i < cluster.length; i++) {
      boolean fewer =
          (cluster[i] == one && sizeOne <= sizeOther)
              || (cluster[i] == other && sizeOther <= sizeOne);
      if (fewer) {
        confidence[i] = Math.min(confidence[i], p);
      }
    }
  }

  /** The probability of the weakest join; 1 for a unit alone. */
  double weakest() {
    return weakest;
  }

  /** The pairs of records within the cluster that are expected to be of different customers. */
  double expectedFalse() {
    return expectedFalse;
  }

  /** How sure the i-th member is of being the same as most. */
  double confidence(int i) {
    return confidence[i];
  }
}
