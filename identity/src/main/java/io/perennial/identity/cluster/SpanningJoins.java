// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/**
 * {@link Joins} of a cluster that is too great to score each pair: along its strongest told pairs,
 * the maximum spanning tree. O(pairs · log).
 */
final class SpanningJoins {

  private final int[] nameOf;
  private final int[] next;
  private final int[] last;
  private final int[] size;
  private final double[] confidence;
  private double weakest = 1;
  private double expectedFalse;

  private SpanningJoins(int records) {
    nameOf = new int[records];
    next = new int[records];
    last = new int[records];
    size = new int[records];
    confidence = new double[records];
    Arrays.fill(next, -1);
    Arrays.fill(size, 1);
    Arrays.fill(confidence, 1);
    for (int i = 0; i < records; i++) {
      nameOf[i] = i;
      last[i] = i;
    }
  }

  /** Joins the records of one cluster, ascending. */
  static SpanningJoins of(int[] records, Graph graph, Constraints constraints) {
    SpanningJoins joins = new SpanningJoins(records.length);
    int pairs = 0;
    for (int i = 0; i < records.length; i++) {
      joins.join(i, Arrays.binarySearch(records, constraints.unit(records[i])), 1);
      pairs += graph.end(records[i]) - graph.start(records[i]);
    }
    long[] order = new long[pairs];
    int[] ends = new int[pairs * 2];
    int count = 0;
    for (int i = 0; i < records.length; i++) {
      for (int at = graph.start(records[i]); at < graph.end(records[i]); at++) {
        int j =
            graph.neighbour(at) > records[i]
                ? Arrays.binarySearch(records, graph.neighbour(at))
                : -1;
        if (j >= 0) {
          ends[2 * count] = i;
          ends[2 * count + 1] = j;
          order[count] = (-graph.weight(at) << 32) | count;
          count++;
        }
      }
    }
    Arrays.sort(order, 0, count);
    for (int k = 0; k < count; k++) {
      int pair = (int) order[k];
      double p = Graph.probability(Graph.logOdds(-(order[k] >> 32)));
      joins.join(ends[2 * pair], ends[2 * pair + 1], p);
    }
    return joins;
  }

  private void join(int one, int other, double p) {
    int into = nameOf[one];
    int from = nameOf[other];
    if (into == from) {
      return;
    }
    if (size[into] < size[from]) {
      int swapped = into;
      into = from;
      from = swapped;
    }
    weakest = Math.min(weakest, p);
    expectedFalse += (1 - p) * size[into] * size[from];
    if (size[into] == size[from]) {
      lower(into, p);
    }
    lower(from, p);
    for (int i = from; i >= 0; i = next[i]) {
      nameOf[i] = into;
    }
    next[last[into]] = from;
    last[into] = last[from];
    size[into] += size[from];
  }

  private void lower(int name, double p) {
    for (int i = name; i >= 0; i = next[i]) {
      confidence[i] = Math.min(confidence[i], p);
    }
  }

  double weakest() {
    return weakest;
  }

  double expectedFalse() {
    return expectedFalse;
  }

  double confidence(int i) {
    return confidence[i];
  }
}
