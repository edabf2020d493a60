// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Which attributes depend on which: the forest that explains the most, of those whose every edge
 * explains more than chance would. Source: Chow and Liu, "Approximating discrete probability
 * distributions with dependence trees" (IEEE Transactions on Information Theory 14, 1968); an edge
 * is taken when its likelihood ratio exceeds Schwarz's penalty for its parameters (Annals of
 * Statistics 6, 1978).
 */
final class DependenceTree {

  private record Edge(int one, int other, double gain) {}

  private DependenceTree() {}

  /**
   * The parent of each attribute, or {@link Shape#NONE}. The root of each tree is its first
   * attribute by name. O(attributes^2 levels^2).
   *
   * @param perObservation how much of a table's counts one observed pair makes
   */
  static int[] parents(PairTables tables, double perObservation) {
    int n = tables.layout().size();
    List<Edge> edges = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      for (int k = j + 1; k < n; k++) {
        double gain = gain(tables, j, k, perObservation);
        if (gain > 0) {
          edges.add(new Edge(j, k, gain));
        }
      }
    }
    edges.sort(
        Comparator.comparingDouble(Edge::gain)
            .reversed()
            .thenComparingInt(Edge::one)
            .thenComparingInt(Edge::other));
    int[] group = new int[n];
    Arrays.setAll(group, j -> j);
    boolean[][] joined = new boolean[n][n];
    for (Edge edge : edges) {
      int from = group[edge.one];
      int to = group[edge.other];
      if (from != to) {
        joined[edge.one][edge.other] = true;
        joined[edge.other][edge.one] = true;
        Arrays.setAll(group, j -> group[j] == to ? from : group[j]);
      }
    }
    return rooted(joined);
  }

  private static int[] rooted(boolean[][] joined) {
    int n = joined.length;
    int[] parents = new int[n];
    Arrays.fill(parents, Shape.NONE);
    boolean[] seen = new boolean[n];
    for (int root = 0; root < n; root++) {
      Deque<Integer> open = new ArrayDeque<>();
      if (!seen[root]) {
        seen[root] = true;
        open.add(root);
      }
      while (!open.isEmpty()) {
        int at = open.remove();
        for (int child = 0; child < n; child++) {
          if (joined[at][child] && !seen[child]) {
            seen[child] = true;
            parents[child] = at;
            open.add(child);
          }
        }
      }
    }
    return parents;
  }

  /** Twice the log-likelihood that an edge wins, less the penalty. */
  private static double gain(PairTables tables, int j, int k, double perObservation) {
    double[] ofJ = new double[tables.levels(j)];
    double[] ofK = new double[tables.levels(k)];
    double total = 0;
    for (int a = 1; a < ofJ.length; a++) {
      for (int b = 1; b < ofK.length; b++) {
        double count = Math.max(0, tables.count(j, a, k, b));
        ofJ[a] += count;
        ofK[b] += count;
        total += count;
      }
    }
    double observations = total / perObservation;
    if (observations < 2) {
      return 0;
    }
    double information = 0;
    for (int a = 1; a < ofJ.length; a++) {
      for (int b = 1; b < ofK.length; b++) {
        double count = Math.max(0, tables.count(j, a, k, b));
        if (count > 0) {
          information += count / total * Math.log(count * total / (ofJ[a] * ofK[b]));
        }
      }
    }
    long freedom = (positive(ofJ) - 1) * (positive(ofK) - 1);
    return freedom == 0 ? 0 : 2 * observations * information - freedom * Math.log(observations);
  }

  private static long positive(double[] counts) {
    return Arrays.stream(counts).filter(count -> count > 0).count();
  }
}
