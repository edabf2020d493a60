// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.random.RandomSource;

/**
 * The k nearest neighbours of each of some points, the nearest first; of equal distances the lower
 * number first. The same bits on any number of threads. 12 n k bytes. Immutable.
 */
public final class NeighbourGraph {

  /** Up to so many points every pair is measured by {@link #of}. */
  public static final int EXACT = 60_000;

  private final int[] neighbours;
  private final double[] distances;
  private final int count;
  private final int k;

  NeighbourGraph(int[] neighbours, double[] distances, int count, int k) {
    this.neighbours = neighbours;
    this.distances = distances;
    this.count = count;
    this.k = k;
  }

  /**
   * The neighbours of every point among the others: exact up to {@link #EXACT} points, beyond that
   * as {@link #approximate}.
   *
   * @param points at least one
   * @param k how many; as many as there are others when they are fewer
   */
  public static NeighbourGraph of(Points points, int k, RandomSource random) {
    return points.count() <= EXACT ? exact(points, k) : approximate(points, k, random);
  }

  /** The neighbours of every point among the others, by measuring every pair. O(n² d). */
  public static NeighbourGraph exact(Points points, int k) {
    int most = atMost(k, points.count() - 1);
    return search(points, points, most, true);
  }

  /**
   * The neighbours of each of {@code queries} among {@code points}, by measuring every pair. O(n m
   * d).
   *
   * @param k how many; as many as there are points when they are fewer
   */
  public static NeighbourGraph between(Points points, Points queries, int k) {
    if (points.dimensions() != queries.dimensions()) {
      throw new IllegalArgumentException(
          "Invalid queries: "
              + queries.dimensions()
              + " dimensions (must be "
              + points.dimensions()
              + ")");
    }
    return search(points, queries, atMost(k, points.count()), false);
  }

  /**
   * Most of the neighbours of every point among the others, some of them missed for the next best:
   * trees that cut space at random propose, neighbours of neighbours mend. O(n log n) in practice.
   * Source: Dasgupta and Freund, "Random projection trees and low dimensional manifolds" (STOC
   * 2008); Dong, Charikar and Li, "Efficient k-nearest neighbor graph construction for generic
   * similarity measures" (WWW 2011).
   */
  public static NeighbourGraph approximate(Points points, int k, RandomSource random) {
    int most = atMost(k, points.count() - 1);
    int[] neighbours = new int[Math.multiplyExact(points.count(), most)];
    double[] distances = new double[neighbours.length];
    if (most > 0) {
      new NeighbourDescent(points, most, random).find(neighbours, distances);
    }
    return new NeighbourGraph(neighbours, distances, points.count(), most);
  }

  private static NeighbourGraph search(Points points, Points queries, int k, boolean same) {
    int[] neighbours = new int[Math.multiplyExact(queries.count(), k)];
    double[] distances = new double[neighbours.length];
    if (k > 0) {
      new ExactNeighbours(points).find(queries, k, same, neighbours, distances);
    }
    return new NeighbourGraph(neighbours, distances, queries.count(), k);
  }

  private static int atMost(int k, int others) {
    if (k < 1) {
      throw new IllegalArgumentException("Invalid neighbours: " + k + " (must be >= 1)");
    }
    return Math.min(k, others);
  }

  /** How many points have neighbours here. */
  public int count() {
    return count;
  }

  /** How many neighbours each has. */
  public int k() {
    return k;
  }

  /** The number of neighbour {@code j} of point {@code i}; 0 is the nearest. */
  public int neighbour(int i, int j) {
    return neighbours[i * k + j];
  }

  /** The squared distance to neighbour {@code j} of point {@code i}. */
  public double squaredDistance(int i, int j) {
    return distances[i * k + j];
  }

  /** All neighbours, shape [n × k]; not a copy. */
  public int[] neighbours() {
    return neighbours;
  }

  /** All squared distances, shape [n × k]; not a copy. */
  public double[] squaredDistances() {
    return distances;
  }
}
