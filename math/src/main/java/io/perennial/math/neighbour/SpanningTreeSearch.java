// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** One search for a minimum spanning tree; in rows of the k-d tree, and in squares. */
final class SpanningTreeSearch {

  /** So many neighbours of each row are kept, for a first guess in each round. */
  private static final int KEPT = 8;

  private static final int LEAVES_AT_ONCE = 8;

  private final KdTree tree;
  private final int n;
  private final double[] core;
  private final double[] leastCore;
  private final int[] kept;
  private final int each;

  /* Of each row: the nearest row outside its component, or -1 when that is not known, and a lower bound of how far it
   * is. Components only grow, so a nearest row stays the nearest as long as it is outside, and a bound stays a bound.
   */
  private final int[] nearest;
  private final double[] bound;

  private final int[] component;
  private final int[] nodeComponent;
  private final DisjointSets sets;

  /** The nearest that any row of a component is known to be to a row outside, as bits. */
  private final AtomicLongArray best;

  private final int[] from;
  private final int[] to;
  private final double[] lengths;
  private int edges;

  SpanningTreeSearch(KdTree tree, int k) {
    this.tree = tree;
    n = tree.count;
    core = new double[n];
    leastCore = new double[tree.from.length];
    int neighbours = Math.min(k, Math.max(0, n - 1));
    each = Math.min(KEPT, neighbours);
    kept = new int[n * each];
    keepNeighbours(neighbours);
    nearest = new int[n];
    Arrays.fill(nearest, -1);
    bound = core.clone();
    component = new int[n];
    nodeComponent = new int[tree.from.length];
    sets = new DisjointSets(n);
    best = new AtomicLongArray(n);
    from = new int[Math.max(0, n - 1)];
    to = new int[from.length];
    lengths = new double[from.length];
  }

  /** Finds the core of each row, and the rows nearest to it. */
  private void keepNeighbours(int neighbours) {
    Chunks.forEach(
        neighbours == 0 ? 0 : tree.leaves.length,
        LEAVES_AT_ONCE,
        (start, end) -> {
          NearestSearch search = new NearestSearch(tree, neighbours);
          for (int i = start; i < end; i++) {
            int leaf = tree.leaves[i];
            for (int row = tree.from[leaf]; row < tree.to[leaf]; row++) {
              search.around(leaf, row);
              core[row] = search.farthest();
              search.tellIds(kept, row * each, each);
            }
          }
        });
    int[] rowOf = new int[n];
    for (int row = 0; row < n; row++) {
      rowOf[tree.numbers[row]] = row;
    }
    for (int i = 0; i < kept.length; i++) {
      kept[i] = rowOf[kept[i]];
    }
  }

  SpanningTree run() {
    for (int node = tree.from.length - 1; node >= 0; node--) {
      leastCore[node] = Double.POSITIVE_INFINITY;
      if (tree.size(node) > 0) {
        leastCore[node] =
            tree.isLeaf(node)
                ? leastOf(node)
                : Math.min(leastCore[2 * node + 1], leastCore[2 * node + 2]);
      }
    }
    while (edges < from.length) {
      int before = edges;
      nameComponents();
      recall();
      search();
      joinNearest();
      if (edges == before) {
        joinRest();
      }
    }
    double[] cores = new double[n];
    for (int row = 0; row < n; row++) {
      cores[tree.numbers[row]] = Math.sqrt(core[row]);
    }
    return new SpanningTree(from, to, lengths, cores);
  }

  private double leastOf(int leaf) {
    double least = Double.POSITIVE_INFINITY;
    for (int row = tree.from[leaf]; row < tree.to[leaf]; row++) {
      least = Math.min(least, core[row]);
    }
    return least;
  }

  private void nameComponents() {
    for (int row = 0; row < n; row++) {
      component[row] = sets.find(row);
      best.setPlain(row, Double.doubleToRawLongBits(Double.POSITIVE_INFINITY));
    }
    for (int node = tree.from.length - 1; node >= 0; node--) {
      if (tree.size(node) > 0) {
        nodeComponent[node] = tree.isLeaf(node) ? ofLeaf(node) : ofChildren(node);
      }
    }
  }

  private int ofLeaf(int leaf) {
    int first = component[tree.from[leaf]];
    for (int row = tree.from[leaf] + 1; row < tree.to[leaf]; row++) {
      if (component[row] != first) {
        return -1;
      }
    }
    return first;
  }

  private int ofChildren(int node) {
    int left = nodeComponent[2 * node + 1];
    return left == nodeComponent[2 * node + 2] ? left : -1;
  }

  /** What is still known from earlier rounds, or from the neighbours. */
  private void recall() {
    Chunks.forEach(
        n,
        4_096,
        (start, end) -> {
          for (int row = start; row < end; row++) {
            if (nearest[row] < 0 || component[nearest[row]] == component[row]) {
              nearest[row] = guess(row);
            }
            if (nearest[row] >= 0) {
              offer(component[row], bound[row]);
            }
          }
        });
  }

  /** A neighbour outside that no other row can be nearer than, or -1. */
  private int guess(int row) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < each; i++) {
      int other = kept[row * each + i];
      if (component[other] != component[row]) {
        double reach = reach(row, other);
        if (reach <= bound[row]) {
          return other;
        }
        least = Math.min(least, reach);
      }
    }
    offer(component[row], Math.nextUp(least)); // not found yet: the search is to be below it
    return -1;
  }

  private double reach(int row, int other) {
    double distance = tree.squared(other, tree.coordinates, row * tree.dimensions);
    return Math.max(distance, Math.max(core[row], core[other]));
  }

  private void offer(int ofComponent, double reach) {
    long bits = Double.doubleToRawLongBits(reach); // not negative: ordered as the numbers are
    long known = best.getOpaque(ofComponent);
    while (bits < known && !best.compareAndSet(ofComponent, known, bits)) {
      known = best.getOpaque(ofComponent);
    }
  }

  private double best(int ofComponent) {
    return Double.longBitsToDouble(best.getOpaque(ofComponent));
  }

  private void search() {
    Chunks.forEach(
        tree.leaves.length,
        LEAVES_AT_ONCE,
        (start, end) -> {
          Query query = new Query();
          for (int i = start; i < end; i++) {
            int leaf = tree.leaves[i];
            for (int row = tree.from[leaf]; row < tree.to[leaf]; row++) {
              if (nearest[row] < 0 && bound[row] < best(component[row])) {
                query.run(leaf, row);
              }
            }
          }
        });
  }

  private void joinNearest() {
    int[] chosen = new int[n];
    Arrays.fill(chosen, -1);
    for (int row = 0; row < n; row++) {
      int c = component[row];
      if (nearest[row] >= 0 && (chosen[c] < 0 || bound[row] < bound[chosen[c]])) {
        chosen[c] = row;
      }
    }
    for (int c = 0; c < n; c++) {
      int row = chosen[c];
      if (row >= 0 && sets.join(row, nearest[row])) {
        from[edges] = tree.numbers[row];
        to[edges] = tree.numbers[nearest[row]];
        lengths[edges] = Math.sqrt(bound[row]);
        edges++;
      }
    }
  }

  /** Joins what is so far apart that the square of the distance is no number. */
  private void joinRest() {
    for (int row = 1; row < n; row++) {
      if (sets.join(0, row)) {
        from[edges] = tree.numbers[0];
        to[edges] = tree.numbers[row];
        lengths[edges++] = Double.POSITIVE_INFINITY;
      }
    }
  }

  /** Looks for the row outside that is nearest to one, if it is nearer than the best so far. */
  private final class Query {

    private int own;
    private int place;
    private double ownCore;
    private double limit;
    private int found;

    void run(int leaf, int row) {
      own = component[row];
      place = row * tree.dimensions;
      ownCore = core[row];
      limit = best(own);
      found = -1;
      visit(leaf, 0);
      int node = leaf;
      while (node > 0) {
        int sibling = (node & 1) == 1 ? node + 1 : node - 1;
        visit(sibling, tree.least(sibling, tree.coordinates, place));
        node = (node - 1) >> 1;
      }
      bound[row] = Math.max(bound[row], limit);
      nearest[row] = found;
      if (found >= 0) {
        offer(own, limit);
      }
    }

    private void visit(int node, double least) {
      if (least >= limit
          || nodeComponent[node] == own
          || leastCore[node] >= limit
          || ownCore >= limit) {
        return;
      }
      if (tree.isLeaf(node)) {
        scan(node);
        return;
      }
      int left = 2 * node + 1;
      double toLeft = tree.least(left, tree.coordinates, place);
      double toRight = tree.least(left + 1, tree.coordinates, place);
      if (toLeft <= toRight) {
        visit(left, toLeft);
        visit(left + 1, toRight);
      } else {
        visit(left + 1, toRight);
        visit(left, toLeft);
      }
    }

    private void scan(int leaf) {
      for (int row = tree.from[leaf]; row < tree.to[leaf]; row++) {
        if (component[row] != own) {
          double distance = tree.squared(row, tree.coordinates, place);
          double reach = Math.max(distance, Math.max(ownCore, core[row]));
          if (reach < limit) {
            limit = reach;
            found = row;
          }
          if (tree.equal[leaf] || limit <= ownCore) {
            return; // the others are as far, or none is nearer
          }
        }
      }
    }
  }
}
