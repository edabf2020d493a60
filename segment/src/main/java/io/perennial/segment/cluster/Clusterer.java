// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;

/** A way of putting points into a given number of clusters. Pure. */
public interface Clusterer {

  /** What it is called in reports and tables: k-means. */
  String name();

  /**
   * Puts every point into one of {@code clusters} clusters, or of fewer where there are fewer
   * distinct points. Equal points are in one cluster. The same bits on any number of threads.
   *
   * @param points at least one
   * @param clusters at least 1
   * @param random decides all chance
   */
  Partition cluster(Points points, int clusters, RandomSource random);

  /**
   * What does the same and remembers what it found of these points for other numbers of clusters,
   * where that saves work. Safe for use by many threads.
   */
  default Clusterer remembering(Points points) {
    return this;
  }
}
