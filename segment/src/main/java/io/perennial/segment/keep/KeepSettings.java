// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

/**
 * When a cluster of a new fit is a segment of the former one.
 *
 * @param leastAgreement Jaccard similarity of members, among customers of both fits, from which it
 *     is the same. A segment that falls into three equal parts lives on in one, in four in none
 * @param leastCloseness where few customers are in both fits: closeness of centroids, 0.5 where
 *     they are as far apart as the clusters are wide
 * @param sharedShare of the customers of the smaller fit that must be in both for members alone to
 *     decide; with less, centroids have a say in proportion
 * @param splitShare of a segment's customers that a part of it must have
 * @param mergeShare of a segment's customers that it must have been given
 */
public record KeepSettings(
    double leastAgreement,
    double leastCloseness,
    double sharedShare,
    double splitShare,
    double mergeShare) {

  public KeepSettings {
    require("least agreement", leastAgreement);
    require("least closeness", leastCloseness);
    require("shared share", sharedShare);
    require("split share", splitShare);
    require("merge share", mergeShare);
  }

  /** .3 of members, .5 of closeness, members decide from a fifth on. */
  public static KeepSettings defaults() {
    return new KeepSettings(0.3, 0.5, 0.2, 0.2, 0.1);
  }

  private static void require(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be above 0, to 1)");
    }
  }
}
