// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.math.neighbour.KdTree;
import java.util.Arrays;

/** A radius for {@link Dbscan}, from the points alone. */
public final class RadiusProposal {

  /** Of the distances, sorted, the greatest of this share are not looked at: whales. */
  private static final double LEFT_OUT = .005;

  private RadiusProposal() {}

  /**
   * The radius at the knee of the sorted distances of the points to their k-th nearest, k being
   * {@code enough} less the point itself: where the curve is farthest below the line between its
   * ends. In clusters distances grow slowly, beyond them fast. The distance of the most distant
   * half per cent is not looked at. O(n log n). Source: Ester and others (KDD 1996), section 4.2;
   * the knee is that of Satopää, Albrecht, Irwin and Raghavan (2011).
   *
   * @param enough as of {@link Dbscan}
   * @return above 0 unless all points have that many equal ones
   */
  public static double of(KdTree tree, int enough) {
    if (enough < 1) {
      throw new IllegalArgumentException("Invalid enough points: " + enough + " (must be >= 1)");
    }
    double[] reach = tree.nearestOfAll(Math.max(1, enough - 1)).reach();
    Arrays.sort(reach);
    int zeros = 0;
    while (zeros < reach.length && reach[zeros] == 0) {
      zeros++;
    }
    int last = reach.length - 1 - (int) (LEFT_OUT * reach.length);
    if (last <= zeros) {
      return zeros < reach.length ? reach[zeros] : 0;
    }
    double rise = reach[last] - reach[zeros];
    int knee = zeros;
    double farthest = 0;
    for (int i = zeros; i <= last; i++) {
      double along = (double) (i - zeros) / (last - zeros);
      double below = rise > 0 ? along - (reach[i] - reach[zeros]) / rise : 0;
      if (below > farthest) {
        farthest = below;
        knee = i;
      }
    }
    return reach[knee];
  }
}
