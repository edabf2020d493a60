// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

/** Customers that two solutions share, by cluster. */
final class Overlap {

  private final double[][] common;
  private final double[] before;
  private final double[] after;
  private final double shared;

  private Overlap(double[][] common, double[] before, double[] after, double shared) {
    this.common = common;
    this.before = before;
    this.after = after;
    this.shared = shared;
  }

  /** One pass over both. O(n + m) time, O(clusters × clusters) memory. */
  static Overlap of(Solution former, Solution now) {
    double[][] common = new double[former.clusters()][now.clusters()];
    double[] before = new double[former.clusters()];
    double[] after = new double[now.clusters()];
    double shared = 0;
    long[] a = former.customers();
    long[] b = now.customers();
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] < b[j]) {
        i++;
      } else if (a[i] > b[j]) {
        j++;
      } else {
        int was = former.labels()[i++];
        int is = now.labels()[j++];
        shared++;
        if (was >= 0) {
          before[was]++;
        }
        if (is >= 0) {
          after[is]++;
        }
        if (was >= 0 && is >= 0) {
          common[was][is]++;
        }
      }
    }
    return new Overlap(common, before, after, shared);
  }

  /** Customers of both fits. */
  double shared() {
    return shared;
  }

  /** Jaccard similarity of two clusters among customers of both fits; 0 without one in either. */
  double jaccard(int was, int is) {
    double either = before[was] + after[is] - common[was][is];
    return either == 0 ? 0 : common[was][is] / either;
  }

  /** The share of a former cluster's customers, of those in both fits, that are in a new one. */
  double given(int was, int is) {
    return before[was] == 0 ? 0 : common[was][is] / before[was];
  }

  /** The share of a new cluster's customers, of those in both fits, that were in a former one. */
  double taken(int was, int is) {
    return after[is] == 0 ? 0 : common[was][is] / after[is];
  }
}
