// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * The graph that joins any two points not farther from each other than a radius, never written
 * down: in dense data it has n² edges. Memory is O(n), and places so dense that their points are
 * all within the radius are gone through as one. In parallel; the same on any number of threads.
 */
public final class RadiusGraph {

  private static final int GROUPS_AT_ONCE = 64;

  private final KdTree tree;
  private final double radius;
  private final double squaredRadius;

  /* A group is a node whose points are all within the radius of each other, as high in the tree as can be, or else a
   * leaf. The groups are a partition of the points. */
  private final boolean[] group;
  private final int[] groups;

  /**
   * @param radius at least 0; with 0, equal points are joined
   */
  public RadiusGraph(KdTree tree, double radius) {
    this.tree = tree;
    this.radius = radius;
    squaredRadius = RadiusSearch.square(radius);
    group = new boolean[tree.from.length];
    int[] some = new int[tree.leaves.length];
    groups = Arrays.copyOf(some, tree.count == 0 ? 0 : groupsOf(0, some, 0));
  }

  private int groupsOf(int node, int[] some, int count) {
    if (tree.isLeaf(node) || tight(node)) {
      group[node] = true;
      some[count] = node;
      return count + 1;
    }
    return groupsOf(2 * node + 2, some, groupsOf(2 * node + 1, some, count));
  }

  private boolean tight(int node) {
    return tree.mostBetween(node, node) <= squaredRadius;
  }

  /**
   * How many points are within the radius of each, itself among them; counting stops at {@code
   * enough}.
   *
   * @return shape [n], at most {@code enough}
   */
  public int[] counts(int enough) {
    int[] counts = new int[tree.count];
    Chunks.forEach(
        groups.length,
        GROUPS_AT_ONCE,
        (start, end) -> {
          Nearby nearby = new Nearby();
          RadiusSearch search = new RadiusSearch(tree, radius);
          for (int g = start; g < end; g++) {
            count(groups[g], enough, counts, nearby, search);
          }
        });
    return counts;
  }

  private void count(int node, int enough, int[] counts, Nearby nearby, RadiusSearch search) {
    int from = tree.from[node];
    int to = tree.to[node];
    if (to - from >= enough && tight(node)) {
      for (int row = from; row < to; row++) {
        counts[tree.numbers[row]] = enough;
      }
      return;
    }
    nearby.around(node);
    for (int row = from; row < to; row++) {
      int place = row * tree.dimensions;
      int count = 0;
      for (int i = 0; i < nearby.count && count < enough; i++) {
        count += search.count(nearby.nodes[i], tree.coordinates, place, enough - count);
      }
      counts[tree.numbers[row]] = count;
    }
  }

  /**
   * The connected components of the graph on some of the points.
   *
   * @param chosen shape [n]
   * @return the set of each chosen point; the others are alone
   */
  public DisjointSets components(boolean[] chosen) {
    DisjointSets sets = new DisjointSets(tree.count);
    Chosen some = new Chosen(tree, chosen);
    Chunks.forEach(
        groups.length,
        GROUPS_AT_ONCE,
        (start, end) -> {
          for (int g = start; g < end; g++) {
            joinWithin(groups[g], some, sets);
          }
        });
    Chunks.forEach(
        groups.length,
        GROUPS_AT_ONCE,
        (start, end) -> {
          Nearby nearby = new Nearby();
          for (int g = start; g < end; g++) {
            if (some.count(groups[g]) > 0) {
              nearby.around(groups[g]);
              for (int i = 0; i < nearby.count; i++) {
                if (nearby.nodes[i] > groups[g] && some.count(nearby.nodes[i]) > 0) {
                  join(groups[g], nearby.nodes[i], some, sets);
                }
              }
            }
          }
        });
    return sets;
  }

  private void joinWithin(int node, Chosen some, DisjointSets sets) {
    int from = tree.from[node];
    int to = tree.to[node];
    int first = some.anyRow(node);
    if (first >= 0 && tight(node)) {
      for (int row = first + 1; row < to; row++) {
        if (some.has(row)) {
          sets.join(tree.numbers[first], tree.numbers[row]);
        }
      }
    } else if (first >= 0) {
      for (int a = from; a < to; a++) {
        for (int b = a + 1; b < to; b++) {
          joinRows(a, b, some, sets);
        }
      }
    }
  }

  private void join(int a, int b, Chosen some, DisjointSets sets) {
    if (tight(a) && tight(b)) {
      int ofA = tree.numbers[some.anyRow(a)];
      int ofB = tree.numbers[some.anyRow(b)];
      if (sets.find(ofA) != sets.find(ofB) && touch(a, b, some)) {
        sets.join(ofA, ofB);
      }
      return;
    }
    for (int row = tree.from[a]; row < tree.to[a]; row++) {
      if (some.has(row)
          && tree.least(b, tree.coordinates, row * tree.dimensions) <= squaredRadius) {
        for (int other = tree.from[b]; other < tree.to[b]; other++) {
          joinRows(row, other, some, sets);
        }
      }
    }
  }

  private void joinRows(int a, int b, Chosen some, DisjointSets sets) {
    if (some.has(a)
        && some.has(b)
        && tree.squared(a, tree.coordinates, b * tree.dimensions) <= squaredRadius) {
      sets.join(tree.numbers[a], tree.numbers[b]);
    }
  }

  /** Whether a chosen point of one node is within the radius of a chosen one of the other. */
  private boolean touch(int a, int b, Chosen some) {
    if (some.count(a) == 0 || some.count(b) == 0 || tree.leastBetween(a, b) > squaredRadius) {
      return false;
    }
    if (tree.mostBetween(a, b) <= squaredRadius) {
      return true;
    }
    if (tree.isLeaf(a) && tree.isLeaf(b)) {
      return rowsTouch(a, b, some);
    }
    boolean splitB = tree.isLeaf(a) || (!tree.isLeaf(b) && tree.size(b) > tree.size(a));
    return splitB
        ? touch(a, 2 * b + 1, some) || touch(a, 2 * b + 2, some)
        : touch(2 * a + 1, b, some) || touch(2 * a + 2, b, some);
  }

  private boolean rowsTouch(int a, int b, Chosen some) {
    for (int row = tree.from[a]; row < tree.to[a]; row++) {
      if (some.has(row)) {
        for (int other = tree.from[b]; other < tree.to[b]; other++) {
          if (some.has(other)
              && tree.squared(other, tree.coordinates, row * tree.dimensions) <= squaredRadius) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * For each point that is not chosen, the nearest of the chosen within the radius; of equally near
   * ones that with the least coordinates, the first that differs telling.
   *
   * @param chosen shape [n]
   * @return shape [n]: a number; that of the point itself where it is chosen; -1 for none
   */
  public int[] nearestChosen(boolean[] chosen) {
    Chosen some = new Chosen(tree, chosen);
    int[] nearest = new int[tree.count];
    Chunks.forEach(
        tree.leaves.length,
        GROUPS_AT_ONCE,
        (start, end) -> {
          ChosenSearch search = new ChosenSearch(tree, some);
          for (int i = start; i < end; i++) {
            int leaf = tree.leaves[i];
            for (int row = tree.from[leaf]; row < tree.to[leaf]; row++) {
              nearest[tree.numbers[row]] =
                  some.has(row) ? tree.numbers[row] : search.nearest(row, squaredRadius);
            }
          }
        });
    return nearest;
  }

  /** The groups that may have points within the radius of a group's, itself among them. */
  private final class Nearby {

    int[] nodes = new int[64];
    int count;
    private int centre;

    /** The nearest in the tree come first, which ends most counts early. */
    void around(int node) {
      centre = node;
      count = 0;
      add(node);
      int at = node;
      while (at > 0) {
        visit((at & 1) == 1 ? at + 1 : at - 1);
        at = (at - 1) >> 1;
      }
    }

    private void visit(int node) {
      if (tree.size(node) == 0 || tree.leastBetween(centre, node) > squaredRadius) {
        return;
      }
      if (group[node]) {
        add(node);
      } else {
        visit(2 * node + 1);
        visit(2 * node + 2);
      }
    }

    private void add(int node) {
      if (count == nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * count);
      }
      nodes[count++] = node;
    }
  }
}
