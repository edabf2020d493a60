// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/**
 * How sure a cluster is of itself.
 *
 * <p>Its records are joined one after the other by the surest pair between what was joined already:
 * the maximum spanning tree. A join is as probable as that pair. The sum over all pairs across
 * would be bolder, since pairs of the same records repeat each other's evidence, and the mean
 * shyer, since a record that is close to one is not made less probable by being far from another of
 * whom that one is sure; of the three the surest pair is the calibrated one. The weakest join is
 * how sure we are of the cluster. A record is as sure as the weakest join at which it was not in
 * the greater part: that it is the same person as most of the customer's records.
 */
final class Joins {

  /** Less than the log-odds of any pair that is known. */
  private static final long LEAST = -(1L << 30);

  private final int[] nameOf;
  private final int[] next;
  private final int[] last;
  private final int[] size;
  private final double[] confidence;
  private double weakest = 1;
  private double expectedFalse;

  /** Parts of so many records each, none joined. */
  private Joins(int[] records) {
    int parts = records.length;
    size = records;
    nameOf = new int[parts];
    next = new int[parts];
    last = new int[parts];
    confidence = new double[parts];
    Arrays.fill(next, -1);
    Arrays.fill(confidence, 1);
    for (int i = 0; i < parts; i++) {
      nameOf[i] = i;
      last[i] = i;
    }
  }

  /**
   * Joins the units of one cluster, of which all pairs are scored.
   *
   * @param members units of the matrix, ascending
   * @param records how many records each unit of the matrix has
   */
  static Joins of(WeightMatrix weights, int[] members, int[] records) {
    int n = members.length;
    int[] sizes = new int[n];
    for (int i = 0; i < n; i++) {
      sizes[i] = records[members[i]];
    }
    Pairs pairs = new Pairs(n * (n - 1) / 2);
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        // of units of more records the mean of their pairs, which are about as close
        long weight = weights.get(members[a], members[b]);
        pairs.add(a, b, weight / ((long) sizes[a] * sizes[b]));
      }
    }
    Joins joins = new Joins(sizes);
    pairs.join(joins);
    return joins;
  }

  /** Joins the records of one cluster, ascending, of which some pairs are told. */
  static Joins of(int[] records, Graph graph, Constraints constraints) {
    int[] sizes = new int[records.length];
    Arrays.fill(sizes, 1);
    Joins joins = new Joins(sizes);
    int told = 0;
    for (int i = 0; i < records.length; i++) {
      joins.join(i, Arrays.binarySearch(records, constraints.unit(records[i])), 1);
      told += graph.end(records[i]) - graph.start(records[i]);
    }
    Pairs pairs = new Pairs(told);
    for (int i = 0; i < records.length; i++) {
      for (int at = graph.start(records[i]); at < graph.end(records[i]); at++) {
        int other = graph.neighbour(at);
        int j = other > records[i] ? Arrays.binarySearch(records, other) : -1;
        if (j >= 0) {
          pairs.add(i, j, graph.weight(at));
        }
      }
    }
    pairs.join(joins);
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

  /** The probability of the weakest join; 1 for a part alone. */
  double weakest() {
    return weakest;
  }

  /** The pairs of records within the cluster that are expected to be of different customers. */
  double expectedFalse() {
    return expectedFalse;
  }

  /** How sure the i-th part is of being the same as most. */
  double confidence(int i) {
    return confidence[i];
  }

  /** Pairs to be joined in the order of their weights. */
  private static final class Pairs {
    private final long[] order;
    private final int[] ends;
    private int count;

    Pairs(int room) {
      order = new long[room];
      ends = new int[2 * room];
    }

    void add(int a, int b, long weight) {
      ends[2 * count] = a;
      ends[2 * count + 1] = b;
      order[count] = (-Math.max(LEAST, weight) << 32) | count;
      count++;
    }

    void join(Joins joins) {
      Arrays.sort(order, 0, count);
      for (int i = 0; i < count; i++) {
        int pair = (int) order[i];
        double p = Graph.probability(Graph.logOdds(-(order[i] >> 32)));
        joins.join(ends[2 * pair], ends[2 * pair + 1], p);
      }
    }
  }
}
