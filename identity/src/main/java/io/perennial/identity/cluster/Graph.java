// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/**
 * Pairs by node, each once, with weights as whole numbers: sums are then exact, and equal in any
 * order. 16 bytes a pair and 4 a node.
 */
final class Graph {

  /** Weights are multiples of 2^-20. */
  private static final double UNITS = 1 << 20;

  /** What pairs count that must not be together; more than all other pairs of a component. */
  static final long FORBIDDEN = -(1L << 44);

  /** Stands for a pair of which nothing is known. */
  static final long UNTOLD = FORBIDDEN + 1;

  private final int[] start;

  /** Neighbour in the upper half, weight in the lower; ascending by neighbour within a node. */
  private final long[] packed;

  private Graph(int[] start, long[] packed) {
    this.start = start;
    this.packed = packed;
  }

  static long units(double logOdds, double cap) {
    return Math.round(Math.max(-cap, Math.min(cap, logOdds)) * UNITS);
  }

  static double logOdds(long units) {
    return units / UNITS;
  }

  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  static Graph of(Edges edges, double cap) {
    int nodes = edges.nodes();
    long[] counts = new long[nodes + 1];
    for (int i = 0; i < edges.size(); i++) {
      counts[edges.a(i) + 1]++;
      counts[edges.b(i) + 1]++;
    }
    int[] start = new int[nodes + 1];
    for (int i = 0; i < nodes; i++) {
      start[i + 1] = Math.toIntExact(start[i] + counts[i + 1]);
    }
    long[] packed = new long[start[nodes]];
    int[] next = Arrays.copyOf(start, nodes);
    for (int i = 0; i < edges.size(); i++) {
      int weight = (int) units(edges.logOdds(i), cap);
      packed[next[edges.a(i)]++] = pack(edges.b(i), weight);
      packed[next[edges.b(i)]++] = pack(edges.a(i), weight);
    }
    // of a pair told twice the higher weight is last, and stays
    int to = 0;
    int from = 0;
    for (int node = 0; node < nodes; node++) {
      int end = start[node + 1];
      Arrays.sort(packed, from, end);
      start[node] = to;
      for (int i = from; i < end; i++) {
        if (i + 1 == end || neighbour(packed[i]) != neighbour(packed[i + 1])) {
          packed[to++] = packed[i];
        }
      }
      from = end;
    }
    start[nodes] = to;
    return new Graph(start, packed);
  }

  int nodes() {
    return start.length - 1;
  }

  /** Where the pairs of a node begin. */
  int start(int node) {
    return start[node];
  }

  int end(int node) {
    return start[node + 1];
  }

  int neighbour(int at) {
    return neighbour(packed[at]);
  }

  long weight(int at) {
    return weight(packed[at]);
  }

  /** Where the pair of a node and a neighbour is; negative for none. */
  int find(int node, int neighbour) {
    int low = start[node];
    int high = start[node + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = neighbour(packed[middle]);
      if (at == neighbour) {
        return middle;
      }
      if (at < neighbour) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Where a pair is, searched on the side that has fewer. */
  int findPair(int a, int b) {
    return end(a) - start(a) <= end(b) - start(b) ? find(a, b) : find(b, a);
  }

  private static long pack(int neighbour, int weight) {
    return ((long) neighbour << 32) | ((weight ^ Integer.MIN_VALUE) & 0xffffffffL);
  }

  private static int neighbour(long packed) {
    return (int) (packed >>> 32);
  }

  private static int weight(long packed) {
    return (int) packed ^ Integer.MIN_VALUE;
  }
}
