// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import java.util.Arrays;

/**
 * How likely one who follows links at random is to be at each node. Source: Brin and Page, "The
 * anatomy of a large-scale hypertextual web search engine" (1998), with ranks that sum to 1; who
 * has no link goes anywhere.
 */
public final class PageRank {

  /** With which probability a link is followed, and no new start is made. */
  public static final double DAMPING = 0.85;

  private static final int MOST_ROUNDS = 200;
  private static final double ENOUGH = 1e-12;

  private PageRank() {}

  /** Ranks with the usual damping. */
  public static double[] of(int nodes, int[] from, int[] to, double[] weight) {
    return of(nodes, from, to, weight, DAMPING);
  }

  /**
   * The rank of each node; they sum to 1. A round is linear in nodes and links.
   *
   * @param from of each link
   * @param to of each link, in the same order
   * @param weight of each link, above 0
   * @param damping within 0 and 1
   */
  public static double[] of(int nodes, int[] from, int[] to, double[] weight, double damping) {
    double[] out = new double[nodes];
    for (int e = 0; e < from.length; e++) {
      out[from[e]] += weight[e];
    }
    double[] rank = new double[nodes];
    Arrays.fill(rank, 1.0 / nodes);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double lost = 0;
      for (int i = 0; i < nodes; i++) {
        lost += out[i] == 0 ? rank[i] : 0;
      }
      double[] next = new double[nodes];
      Arrays.fill(next, (1 - damping + damping * lost) / nodes);
      for (int e = 0; e < from.length; e++) {
        next[to[e]] += damping * rank[from[e]] * weight[e] / out[from[e]];
      }
      double change = 0;
      for (int i = 0; i < nodes; i++) {
        change += Math.abs(next[i] - rank[i]);
      }
      rank = next;
      if (change < ENOUGH) {
        break;
      }
    }
    return rank;
  }
}
