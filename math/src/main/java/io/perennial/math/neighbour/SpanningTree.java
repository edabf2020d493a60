// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

/**
 * A minimum spanning tree of points by mutual reachability: the distance of two points, but at
 * least the core distance of either, which is how far its k-th nearest other point is. With k = 0
 * it is the plain Euclidean tree. Exact: the lengths of its edges are those of every minimum
 * spanning tree, on any number of threads; which of equally long edges are taken is left open.
 *
 * <p>Borůvka's rounds over a k-d tree: each component looks for the nearest point outside. O(n log²
 * n) in few dimensions, memory O(n). Source: March, Ram and Gray, "Fast Euclidean minimum spanning
 * tree" (KDD 2010), with single queries that remember what they found; McInnes and Healy,
 * "Accelerated hierarchical density based clustering" (ICDMW 2017).
 */
public final class SpanningTree {

  private final int[] from;
  private final int[] to;
  private final double[] lengths;
  private final double[] cores;

  SpanningTree(int[] from, int[] to, double[] lengths, double[] cores) {
    this.from = from;
    this.to = to;
    this.lengths = lengths;
    this.cores = cores;
  }

  /**
   * The tree of a k-d tree's points.
   *
   * @param k which nearest other point tells the core distance; the farthest where there are fewer
   */
  public static SpanningTree of(KdTree tree, int k) {
    KdTree.requireCount(k);
    return new SpanningTreeSearch(tree, k).run();
  }

  /** How many edges: n - 1, or 0 for no points. */
  public int edges() {
    return from.length;
  }

  /** One end of an edge. */
  public int from(int edge) {
    return from[edge];
  }

  /** The other end of an edge. */
  public int to(int edge) {
    return to[edge];
  }

  /** Mutual reachability by edge, shape [n - 1]; not a copy. */
  public double[] lengths() {
    return lengths;
  }

  /** Core distance by point, shape [n]; not a copy. */
  public double[] cores() {
    return cores;
  }
}
