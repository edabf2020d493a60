// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;

/**
 * A power of two by which points are divided whose squares would overflow; 1 for all others, which
 * stay as they are.
 *
 * @param factor a power of two, at least 1
 */
record Scale(double factor) {

  private static final double SAFE = 0x1p400;

  static Scale of(Points points) {
    double largest = 0;
    for (double value : points.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return new Scale(largest <= SAFE ? 1 : Math.scalb(1.0, Math.getExponent(largest) - 300));
  }

  Points down(Points points) {
    return factor == 1 ? points : times(points, 1 / factor);
  }

  Points up(Points points) {
    return factor == 1 ? points : times(points, factor);
  }

  /** An inertia beyond all numbers is the largest number. */
  KMeansFit up(KMeansFit fit) {
    double inertia = Math.min(fit.inertia() * factor * factor, Double.MAX_VALUE);
    return new KMeansFit(fit.partition(), up(fit.centroids()), inertia, fit.iterations());
  }

  /** The points, with coordinates drawn in to where squares do not overflow. */
  static Points drawnIn(Points points) {
    if (of(points).factor == 1) {
      return points;
    }
    double[] values = points.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(Math.max(values[i], -SAFE), SAFE);
    }
    return new Points(values, points.dimensions());
  }

  private static Points times(Points points, double by) {
    double[] values = points.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= by;
    }
    return new Points(values, points.dimensions());
  }
}
