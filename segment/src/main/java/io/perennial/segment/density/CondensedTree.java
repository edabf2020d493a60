// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.segment.Partition;
import java.util.Arrays;

/**
 * The clusters within clusters of a dendrogram, seen from its root: where a node falls apart, a
 * part of the least size or more goes on, and a smaller one leaves. When two or more go on they are
 * clusters of their own, when one does it is still the same. Density is 1 / distance; a distance of
 * 0 is infinite density. Cluster 0 is all points; a cluster comes after the one it is within.
 */
final class CondensedTree {

  private final Dendrogram tree;
  private final int[] clusterOf;
  private final double[] leaves;
  private int clusters = 1;
  private int[] parents = {-1};
  private double[] births = {0};
  private double[] stabilities = {0};
  private double[] densest = {0};

  private CondensedTree(Dendrogram tree) {
    this.tree = tree;
    clusterOf = new int[tree.nodes()];
    leaves = new double[tree.nodes()];
  }

  /**
   * @param least points that a cluster has at least, 2 or more
   */
  static CondensedTree of(Dendrogram tree, int least) {
    CondensedTree condensed = new CondensedTree(tree);
    condensed.condense(least);
    return condensed;
  }

  private void condense(int least) {
    int points = tree.points();
    int[] goOn = new int[tree.nodes() - points];
    int[] goOnSize = new int[goOn.length];
    for (int node = 0; node < tree.nodes(); node++) {
      int parent = tree.parent(node);
      if (parent >= 0 && tree.size(node) >= least) {
        goOn[parent - points]++;
        goOnSize[parent - points] = tree.size(node);
      }
    }
    for (int node = tree.nodes() - 1; node >= 0; node--) {
      enter(node, least, goOn);
      if (node >= points && leaves[node] < 0) {
        int same = goOn[node - points] == 1 ? goOnSize[node - points] : 0;
        fallApart(clusterOf[node], density(node), tree.size(node) - same);
      }
    }
  }

  /** Says which cluster a node is of, and at which density it has left it; -1 when it has not. */
  private void enter(int node, int least, int[] goOn) {
    int parent = tree.parent(node);
    if (parent < 0) {
      leaves[node] = node < tree.points() ? 0 : -1;
      return;
    }
    clusterOf[node] = clusterOf[parent];
    leaves[node] = leaves[parent];
    if (leaves[parent] < 0) {
      if (tree.size(node) < least) {
        leaves[node] = density(parent);
      } else if (goOn[parent - tree.points()] > 1) {
        clusterOf[node] = newCluster(clusterOf[parent], density(parent));
      }
    }
  }

  private int newCluster(int within, double birth) {
    if (clusters == parents.length) {
      int room = 2 * clusters;
      parents = Arrays.copyOf(parents, room);
      births = Arrays.copyOf(births, room);
      stabilities = Arrays.copyOf(stabilities, room);
      densest = Arrays.copyOf(densest, room);
    }
    parents[clusters] = within;
    births[clusters] = birth;
    return clusters++;
  }

  private void fallApart(int cluster, double density, int leaving) {
    if (leaving > 0) {
      stabilities[cluster] += (density - births[cluster]) * leaving;
      if (density < Double.POSITIVE_INFINITY) {
        densest[cluster] = Math.max(densest[cluster], density);
      }
    }
  }

  private double density(int node) {
    double distance = tree.distance(node);
    return distance == 0 ? Double.POSITIVE_INFINITY : Math.min(1 / distance, Double.MAX_VALUE);
  }

  int points() {
    return tree.points();
  }

  /** The innermost cluster that a point is ever in. */
  int clusterOf(int point) {
    return clusterOf[point];
  }

  /** The density at which a point leaves it. */
  double densityOf(int point) {
    return leaves[point];
  }

  /** How much longer the points stay in a cluster than it has been there. */
  double stability(int cluster) {
    return stabilities[cluster];
  }

  /** The greatest finite density at which a cluster loses points. */
  double densest(int cluster) {
    return densest[cluster];
  }

  /** By cluster, the greatest finite density at which it, or one within, loses points. */
  double[] densestWithin() {
    double[] within = Arrays.copyOf(densest, clusters);
    for (int c = clusters - 1; c > 0; c--) {
      within[parents[c]] = Math.max(within[parents[c]], within[c]);
    }
    return within;
  }

  /** By cluster, the selected one that it is, or is within, or {@link Partition#NOISE}. */
  int[] selected(HdbscanConfig.Selection selection) {
    boolean[] chosen =
        switch (selection) {
          case EXCESS_OF_MASS -> stablest();
          case LEAVES -> innermost();
        };
    int[] selected = new int[clusters];
    selected[0] = Partition.NOISE; // all points together are no cluster
    for (int c = 1; c < clusters; c++) {
      int around = selected[parents[c]];
      selected[c] = around == Partition.NOISE && chosen[c] ? c : around;
    }
    return selected;
  }

  /** Those at least as stable as the stablest within them together. */
  private boolean[] stablest() {
    boolean[] chosen = new boolean[clusters];
    double[] within = new double[clusters];
    for (int c = clusters - 1; c > 0; c--) {
      chosen[c] = stabilities[c] >= within[c];
      within[parents[c]] += Math.max(stabilities[c], within[c]);
    }
    return chosen;
  }

  private boolean[] innermost() {
    boolean[] chosen = new boolean[clusters];
    Arrays.fill(chosen, true);
    for (int c = 1; c < clusters; c++) {
      chosen[parents[c]] = false;
    }
    return chosen;
  }
}
