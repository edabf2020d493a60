// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.math.neighbour.Points;

/**
 * Customers as they were at an earlier instant, and what they did in the period after it.
 * Immutable.
 */
public final class Window {

  private final Points points;
  private final double[] target;

  /**
   * @param points as prepared from what was known at the instant
   * @param target what each customer spent in the period after it; finite; kept, not copied
   */
  public Window(Points points, double[] target) {
    Rows.requireFinite("target", target, points.count());
    this.points = points;
    this.target = target;
  }

  Points points() {
    return points;
  }

  double[] target() {
    return target;
  }
}
