// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import java.util.Arrays;

/**
 * Clusters of one fit: who is in them, and where they lie. Immutable; its arrays are not copied and
 * are not to be changed.
 */
public final class Solution {

  private final long[] customers;
  private final int[] labels;
  private final int clusters;
  private final String space;
  private final double[][] centroids;
  private final double[] radii;

  /**
   * @param customers shape [n], distinct, in any order
   * @param partition of the n customers
   * @param space names the coordinates, such as by the id of the preparation: centroids are
   *     compared only where both solutions have the same
   * @param centroids shape [clusters][d], the means of the clusters; finite
   * @param radii shape [clusters], the root mean square distance of members to their centroid
   */
  public Solution(
      long[] customers, Partition partition, String space, double[][] centroids, double[] radii) {
    int k = partition.clusters();
    if (customers.length != partition.count() || centroids.length != k || radii.length != k) {
      throw new IllegalArgumentException(
          "Invalid solution: %d customers, %d labels, %d clusters, %d centroids, %d radii (must fit)"
              .formatted(customers.length, partition.count(), k, centroids.length, radii.length));
    }
    long[] sorted = customers.clone();
    Arrays.parallelSort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException(
            "Invalid customers: " + sorted[i] + " twice (must be distinct)");
      }
    }
    int[] labels = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      labels[Arrays.binarySearch(sorted, customers[i])] = partition.labels()[i];
    }
    this.customers = sorted;
    this.labels = labels;
    this.clusters = k;
    this.space = space;
    this.centroids = centroids;
    this.radii = radii;
  }

  /** A solution with the centroids and radii that {@code points} have. O(n (d + log n)). */
  public static Solution of(long[] customers, Points points, Partition partition, String space) {
    int k = partition.clusters();
    int d = points.dimensions();
    int[] labels = partition.labels();
    if (points.count() != labels.length) {
      throw new IllegalArgumentException(
          "Invalid points: " + points.count() + " (must be " + labels.length + ")");
    }
    int[] sizes = partition.sizes();
    double[][] centroids = new double[k][d];
    double[] radii = new double[k];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; labels[i] >= 0 && j < d; j++) {
        centroids[labels[i]][j] += points.at(i, j) / sizes[labels[i]];
      }
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= 0) {
        radii[labels[i]] += points.squaredDistance(i, centroids[labels[i]], 0) / sizes[labels[i]];
      }
    }
    Arrays.setAll(radii, c -> Math.sqrt(radii[c]));
    return new Solution(customers, partition, space, centroids, radii);
  }

  /** The customers, ascending. */
  public long[] customers() {
    return customers;
  }

  /** The cluster of each of {@link #customers()}, or {@link Partition#NOISE}. */
  public int[] labels() {
    return labels;
  }

  /** How many clusters there are. */
  public int clusters() {
    return clusters;
  }

  /** In which coordinates its centroids are. */
  public String space() {
    return space;
  }

  /** Shape [clusters][d]. */
  public double[][] centroids() {
    return centroids;
  }

  /** Shape [clusters]. */
  public double[] radii() {
    return radii;
  }

  /**
   * How near two clusters of two solutions lie: 1 for the same centroid, 0.5 for centroids as far
   * apart as the clusters are wide, towards 0 beyond; 0 if their coordinates are not the same.
   */
  double closeness(int cluster, Solution other, int ofOther) {
    double[] here = centroids[cluster];
    double[] there = other.centroids[ofOther];
    if (!space.equals(other.space) || here.length != there.length) {
      return 0;
    }
    double apart = 0;
    for (int j = 0; j < here.length; j++) {
      apart += (here[j] - there[j]) * (here[j] - there[j]);
    }
    double wide =
        (radii[cluster] * radii[cluster] + other.radii[ofOther] * other.radii[ofOther]) / 2;
    double closeness = apart == 0 ? 1 : wide / (wide + apart);
    return Double.isFinite(closeness) ? closeness : 0;
  }
}
