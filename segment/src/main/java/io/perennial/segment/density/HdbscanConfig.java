// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

/**
 * How {@link Hdbscan} looks for clusters.
 *
 * @param leastSize points that a cluster has at least, 2 or more; scikit-learn's and hdbscan's
 *     {@code min_cluster_size}
 * @param samples points whose distance is the density around a point, itself counted, 1 or more:
 *     scikit-learn's {@code min_samples}; that of the package hdbscan does not count the point, and
 *     is one less
 * @param selection which of the clusters within clusters are told
 * @param resolution distances below it count as it, at least 0. Values that are rounded, such as
 *     days and counts, have groups of equal points whose density is without limit, each a cluster
 *     if it is large enough; a resolution about as wide as the rounding prevents that. 0 is what
 *     the peers do.
 */
public record HdbscanConfig(int leastSize, int samples, Selection selection, double resolution) {

  /** Which of the clusters within clusters are told. */
  public enum Selection {
    /** Those that last longest for their size: {@code eom}. */
    EXCESS_OF_MASS,
    /** Those that have none within: {@code leaf}; more, smaller, and more alike in size. */
    LEAVES
  }

  public HdbscanConfig {
    if (leastSize < 2) {
      throw new IllegalArgumentException(
          "Invalid least size of a cluster: " + leastSize + " (must be >= 2)");
    }
    if (samples < 1) {
      throw new IllegalArgumentException("Invalid samples: " + samples + " (must be >= 1)");
    }
    if (!(resolution >= 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid resolution: " + resolution + " (must be >= 0 and finite)");
    }
  }

  /**
   * As many samples as the least size, by excess of mass, of any resolution: the peers' defaults.
   */
  public static HdbscanConfig of(int leastSize) {
    return new HdbscanConfig(leastSize, leastSize, Selection.EXCESS_OF_MASS, 0);
  }

  public HdbscanConfig withSamples(int points) {
    return new HdbscanConfig(leastSize, points, selection, resolution);
  }

  public HdbscanConfig withSelection(Selection other) {
    return new HdbscanConfig(leastSize, samples, other, resolution);
  }

  public HdbscanConfig withResolution(double distance) {
    return new HdbscanConfig(leastSize, samples, selection, distance);
  }
}
