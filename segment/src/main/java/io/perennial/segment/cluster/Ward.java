// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;

/**
 * Clusters merged two by two, always those whose merger adds least to the inertia, from single
 * points until as many are left as are asked for. Of more points than a sample may have, the sample
 * is merged and every point goes to the nearest centroid. Source: Ward, "Hierarchical grouping to
 * optimize an objective function" (1963). O(m² d) of m points in the sample, and O(m d) memory; the
 * rest O(n k d). Immutable.
 */
public final class Ward implements Clusterer {

  private final int sample;

  /**
   * @param sample the most points that are merged; at least 2
   */
  public Ward(int sample) {
    if (sample < 2) {
      throw new IllegalArgumentException(
          "Invalid segment.ward.sample: " + sample + " (must be >= 2)");
    }
    this.sample = sample;
  }

  /** A sample of 5,000 points. */
  public static Ward ofDefaults() {
    return new Ward(5_000);
  }

  @Override
  public String name() {
    return "Ward";
  }

  @Override
  public Partition cluster(Points points, int clusters, RandomSource random) {
    if (clusters < 1) {
      throw new IllegalArgumentException("Invalid clusters: " + clusters + " (must be >= 1)");
    }
    Points scaled = Scale.of(points).down(points);
    if (scaled.count() <= sample) {
      return Partition.of(merged(scaled, clusters));
    }
    int d = scaled.dimensions();
    Reservoir reservoir = new Reservoir(sample, d, random.derive("ward").stream(0));
    reservoir.add(scaled);
    Points some = reservoir.points();
    Lloyd rest = new Lloyd(scaled, means(some, Partition.of(merged(some, clusters))));
    rest.assign();
    return Partition.of(rest.labels());
  }

  private static int[] merged(Points points, int clusters) {
    DistinctPoints distinct = new DistinctPoints(points);
    int[] groups = new Merging(points, distinct).cut(clusters);
    int[] labels = new int[points.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = groups[distinct.group(i)];
    }
    return labels;
  }

  private static double[] means(Points points, Partition partition) {
    int d = points.dimensions();
    double[] means = new double[partition.clusters() * d];
    int[] sizes = partition.sizes();
    for (int i = 0; i < points.count(); i++) {
      int c = partition.labels()[i];
      for (int j = 0; j < d; j++) {
        means[c * d + j] += points.at(i, j) / sizes[c];
      }
    }
    return means;
  }
}
