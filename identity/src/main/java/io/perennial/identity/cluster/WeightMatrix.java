// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/** Weights of all pairs of a few units, in whole numbers; what must be apart is forbidden. */
final class WeightMatrix {

  private final int units;
  private final long[] weights;

  WeightMatrix(int units) {
    this.units = units;
    this.weights = new long[units * units];
  }

  int units() {
    return units;
  }

  long get(int a, int b) {
    return weights[a * units + b];
  }

  void add(int a, int b, long weight) {
    weights[a * units + b] += weight;
    weights[b * units + a] += weight;
  }

  void forbid(int a, int b) {
    weights[a * units + b] = Graph.FORBIDDEN;
    weights[b * units + a] = Graph.FORBIDDEN;
  }

  boolean isForbidden(int a, int b) {
    return weights[a * units + b] == Graph.FORBIDDEN;
  }

  /** What no partition can exceed: all that speaks for together. */
  long bound() {
    long sum = 0;
    for (int a = 0; a < units; a++) {
      for (int b = a + 1; b < units; b++) {
        sum += Math.max(0, get(a, b));
      }
    }
    return sum;
  }

  /** The weight within the clusters of a partition. */
  long value(int[] clusterOf) {
    long sum = 0;
    for (int a = 0; a < units; a++) {
      for (int b = a + 1; b < units; b++) {
        sum += clusterOf[a] == clusterOf[b] ? get(a, b) : 0;
      }
    }
    return sum;
  }
}
