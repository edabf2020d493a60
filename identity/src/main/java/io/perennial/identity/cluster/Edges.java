// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/**
 * Pairs of n nodes with the natural log-odds that they are one: 16 bytes a pair. Nodes are numbered
 * as their records ascend. A pair that is told twice counts once, with its higher log-odds.
 */
public final class Edges {

  private final int nodes;
  private int[] a = new int[16];
  private int[] b = new int[16];
  private double[] logOdds = new double[16];
  private int count;

  /** No pairs of n nodes. */
  public Edges(int nodes) {
    if (nodes < 0) {
      throw new IllegalArgumentException("Invalid nodes: " + nodes + " (must be >= 0)");
    }
    this.nodes = nodes;
  }

  /** The pairs (a[i], b[i]); the arrays are taken, not copied. */
  public static Edges of(int nodes, int[] a, int[] b, double[] logOdds) {
    if (a.length != b.length || a.length != logOdds.length) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid pairs: %d, %d and %d values (must be as many)",
              a.length, b.length, logOdds.length));
    }
    Edges edges = new Edges(nodes);
    for (int i = 0; i < a.length; i++) {
      edges.check(a[i], b[i], logOdds[i]);
    }
    edges.a = a;
    edges.b = b;
    edges.logOdds = logOdds;
    edges.count = a.length;
    return edges;
  }

  /**
   * Adds a pair.
   *
   * @param weight natural log-odds, any number or infinite, not NaN
   */
  public void add(int one, int other, double weight) {
    check(one, other, weight);
    if (count == a.length) {
      int room = Math.max(16, count + (count >> 1));
      a = Arrays.copyOf(a, room);
      b = Arrays.copyOf(b, room);
      logOdds = Arrays.copyOf(logOdds, room);
    }
    a[count] = one;
    b[count] = other;
    logOdds[count++] = weight;
  }

  private void check(int one, int other, double weight) {
    if (one < 0 || one >= nodes || other < 0 || other >= nodes || one == other) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid pair: %d, %d (must be two different nodes below %d)", one, other, nodes));
    }
    if (Double.isNaN(weight)) {
      throw new IllegalArgumentException(
          String.format("Invalid log-odds of %d, %d: NaN (must be a number)", one, other));
    }
  }

  /** How many nodes there are. */
  public int nodes() {
    return nodes;
  }

  /** How many pairs were told. */
  public int size() {
    return count;
  }

  /** One end of the i-th pair. */
  public int a(int i) {
    return a[i];
  }

  /** The other end of the i-th pair. */
  public int b(int i) {
    return b[i];
  }

  /** The natural log-odds of the i-th pair. */
  public double logOdds(int i) {
    return logOdds[i];
  }
}
