// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A k-d tree over points: who is near whom, exactly, by Euclidean distance. Of equally near points
 * those with the smaller number come first, so that answers do not depend on how the tree was made.
 * Equal points by the thousand cost no more than one.
 *
 * <p>Meant for up to about 15 dimensions; beyond, a search visits most of the tree. Building is O(n
 * log n), memory O(n d). Immutable, for any number of threads.
 */
public final class KdTree {

  /** Points in a leaf at most; a leaf of points that are all equal has any number. */
  static final int BUCKET = 28;

  private static final int LEAVES_AT_ONCE = 16;

  /* The nodes are a heap: the children of node i are 2i + 1 and 2i + 2, and a node is split into halves of equal
   * size, so that all leaves are on one level. Only a node of equal points is a leaf above it.
   *
   * [1] Rows from[i] to to[i] of coordinates are the points of node i; numbers[row] says which point a row is.
   * [2] boxes has for node i its least and its greatest coordinates, attained: lower and upper bounds of distances are
   *     sums in the same order as distances are, so they hold to the last bit, rounding being monotone.
   * [3] Numbers ascend within a leaf, and first[i] is the least number in node i.
   */
  final int dimensions;
  final int count;
  final double[] coordinates;
  final int[] numbers;
  final int[] from;
  final int[] to;
  final double[] boxes;
  final int[] first;
  final boolean[] equal;
  final int[] leaves;
  final int lastLevel;

  private final Points points;

  private KdTree(Points points) {
    this.points = points;
    dimensions = points.dimensions();
    count = points.count();
    coordinates = points.values().clone();
    numbers = IntStream.range(0, count).toArray();
    int level = 0;
    while ((long) BUCKET << level < count) {
      level++;
    }
    lastLevel = (1 << level) - 1;
    int nodes = 2 * lastLevel + 1;
    from = new int[nodes];
    to = new int[nodes];
    boxes = new double[Math.multiplyExact(nodes, 2 * dimensions)];
    first = new int[nodes];
    equal = new boolean[nodes];
    new KdBuild(this).run();
    leaves = IntStream.range(0, nodes).filter(i -> to[i] > from[i] && isLeaf(i)).toArray();
  }

  /**
   * A tree over points, which are copied.
   *
   * @param points may be none
   */
  public static KdTree of(Points points) {
    return new KdTree(points);
  }

  /** What the tree is over. */
  public Points points() {
    return points;
  }

  /**
   * The nearest points to each, itself left out. O(n log n) in few dimensions; in parallel.
   *
   * @param k how many, at least 0; at most n - 1 are found
   */
  public Neighbours nearestOfAll(int k) {
    requireCount(k);
    int found = Math.min(k, Math.max(0, count - 1));
    int[] ids = new int[Math.multiplyExact(count, found)];
    double[] squared = new double[ids.length];
    Chunks.forEach(
        leaves.length,
        LEAVES_AT_ONCE,
        (start, end) -> {
          NearestSearch search = new NearestSearch(this, found);
          for (int i = start; i < end; i++) {
            int leaf = leaves[i];
            for (int row = from[leaf]; row < to[leaf]; row++) {
              search.around(leaf, row);
              search.tell(ids, squared, numbers[row] * found);
            }
          }
        });
    return new Neighbours(ids, squared, count, found);
  }

  /**
   * The nearest points to a place, the nearest first.
   *
   * @param place coordinates, from {@code offset} on; finite
   * @param found receives their numbers; as many as it holds are looked for
   * @param squared receives their squared distances; as long as {@code found}
   * @return how many were found: min(found.length, n)
   */
  public int nearest(double[] place, int offset, int[] found, double[] squared) {
    if (squared.length != found.length) {
      throw new IllegalArgumentException(
          "Invalid distances: room for "
              + squared.length
              + " (must be as for neighbours, "
              + found.length
              + ")");
    }
    NearestSearch search = new NearestSearch(this, Math.min(found.length, count));
    search.at(place, offset);
    return search.tell(found, squared, 0);
  }

  /**
   * How many points are within a radius of a place, its border included.
   *
   * @param enough the count stops there
   * @return at most {@code enough}
   */
  public int countWithin(double[] place, int offset, double radius, int enough) {
    return new RadiusSearch(this, radius).count(0, place, offset, enough);
  }

  /** The points within a radius of a place, its border included; ascending. */
  public int[] within(double[] place, int offset, double radius) {
    int[] found = new RadiusSearch(this, radius).all(place, offset);
    Arrays.sort(found);
    return found;
  }

  /** Whether a node has no children. */
  boolean isLeaf(int node) {
    return node >= lastLevel || equal[node];
  }

  int size(int node) {
    return to[node] - from[node];
  }

  /** At most the squared distance of a place to any point of the node. */
  double least(int node, double[] place, int offset) {
    double sum = 0;
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    for (int j = 0; j < dimensions; j++) {
      double x = place[offset + j];
      double difference = x < boxes[low + j] ? boxes[low + j] - x : x - boxes[high + j];
      if (difference > 0) {
        sum += difference * difference;
      }
    }
    return sum;
  }

  /** At least the squared distance of a place to any point of the node. */
  double most(int node, double[] place, int offset) {
    double sum = 0;
    int low = node * 2 * dimensions;
    int high = low + dimensions;
    for (int j = 0; j < dimensions; j++) {
      double x = place[offset + j];
      double difference = Math.max(x - boxes[low + j], boxes[high + j] - x);
      sum += difference * difference;
    }
    return sum;
  }

  /** At most the squared distance of any point of one node to any of another. */
  double leastBetween(int a, int b) {
    double sum = 0;
    int lowA = a * 2 * dimensions;
    int lowB = b * 2 * dimensions;
    for (int j = 0; j < dimensions; j++) {
      double gap = boxes[lowB + j] - boxes[lowA + dimensions + j];
      double other = boxes[lowA + j] - boxes[lowB + dimensions + j];
      double difference = gap > other ? gap : other;
      if (difference > 0) {
        sum += difference * difference;
      }
    }
    return sum;
  }

  /** At least the squared distance of any point of one node to any of another, or of itself. */
  double mostBetween(int a, int b) {
    double sum = 0;
    int lowA = a * 2 * dimensions;
    int lowB = b * 2 * dimensions;
    for (int j = 0; j < dimensions; j++) {
      double difference =
          Math.max(
              boxes[lowB + dimensions + j] - boxes[lowA + j],
              boxes[lowA + dimensions + j] - boxes[lowB + j]);
      sum += difference * difference;
    }
    return sum;
  }

  /** The squared distance of a row to a place; the same bits as that of the place to the row. */
  double squared(int row, double[] place, int offset) {
    double sum = 0;
    int at = row * dimensions;
    for (int j = 0; j < dimensions; j++) {
      double difference = coordinates[at + j] - place[offset + j];
      sum += difference * difference;
    }
    return sum;
  }

  static void requireCount(int k) {
    if (k < 0) {
      throw new IllegalArgumentException("Invalid neighbours: " + k + " (must be >= 0)");
    }
  }
}
