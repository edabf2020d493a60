// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import org.jspecify.annotations.Nullable;

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
      return new Tree(scaled).cut(clusters);
    }
    int d = scaled.dimensions();
    Reservoir reservoir = new Reservoir(sample, d, random.derive("ward").stream(0));
    reservoir.add(scaled);
    Points some = reservoir.points();
    Lloyd rest = new Lloyd(scaled, means(some, new Tree(some).cut(clusters)));
    rest.assign();
    return Partition.of(rest.labels());
  }

  /** One tree has all numbers of clusters. */
  @Override
  public Clusterer remembering(Points known) {
    if (known.count() > sample) {
      return this;
    }
    return new Remembering(this, known);
  }

  /** Grows the tree of some points when it is asked for first. */
  private static final class Remembering implements Clusterer {
    private final Ward ward;
    private final Points known;
    private @Nullable Tree tree;

    Remembering(Ward ward, Points known) {
      this.ward = ward;
      this.known = known;
    }

    @Override
    public String name() {
      return ward.name();
    }

    @Override
    public Partition cluster(Points points, int clusters, RandomSource random) {
      return points == known && clusters >= 1
          ? tree().cut(clusters)
          : ward.cluster(points, clusters, random);
    }

    private synchronized Tree tree() {
      Tree grown = tree;
      if (grown == null) {
        grown = new Tree(Scale.of(known).down(known));
        tree = grown;
      }
      return grown;
    }
  }

  /** All mergers of points. Immutable. */
  private static final class Tree {
    private final DistinctPoints distinct;
    private final Merging merging;
    private final int points;

    Tree(Points points) {
      distinct = new DistinctPoints(points);
      merging = new Merging(points, distinct);
      this.points = points.count();
    }

    Partition cut(int clusters) {
      int[] groups = merging.cut(clusters);
      int[] labels = new int[points];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = groups[distinct.group(i)];
      }
      return Partition.of(labels);
    }
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
