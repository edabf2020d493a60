// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

/**
 * How {@link PreparationTrainer} treats features.
 *
 * @param winsor the share at each end that is drawn in to the value at that share; in [0, .25]
 * @param skewness above which, in size, a feature is transformed; above 0
 * @param reach in robust deviations, how far the ends may lie from the median before a feature is
 *     transformed; the normal's lie 2.6 away; above 0
 * @param floor the least weight that usefulness leaves to a feature, as a share of the most useful
 *     one's; in (0, 1]
 * @param kept the share of variance that principal components keep; in (0, 1], where 1 leaves the
 *     features as they are
 */
public record PreparationConfig(
    double winsor, double skewness, double reach, double floor, double kept) {

  public PreparationConfig {
    require(winsor >= 0 && winsor <= 0.25, "winsor", winsor, "within [0, 0.25]");
    require(skewness > 0, "skewness", skewness, "> 0");
    require(reach > 0, "reach", reach, "> 0");
    require(floor > 0 && floor <= 1, "floor", floor, "within (0, 1]");
    require(kept > 0 && kept <= 1, "kept", kept, "within (0, 1]");
  }

  /**
   * .5 % drawn in at each end, a skewness of 1, a reach of 8, a floor of .1, components that keep
   * 95 %.
   */
  public static PreparationConfig defaults() {
    return new PreparationConfig(0.005, 1, 8, 0.1, 0.95);
  }

  public PreparationConfig withWinsor(double share) {
    return new PreparationConfig(share, skewness, reach, floor, kept);
  }

  public PreparationConfig withSkewness(double most) {
    return new PreparationConfig(winsor, most, reach, floor, kept);
  }

  public PreparationConfig withReach(double deviations) {
    return new PreparationConfig(winsor, skewness, deviations, floor, kept);
  }

  public PreparationConfig withFloor(double share) {
    return new PreparationConfig(winsor, skewness, reach, share, kept);
  }

  public PreparationConfig withKept(double share) {
    return new PreparationConfig(winsor, skewness, reach, floor, share);
  }

  private static void require(boolean holds, String name, double value, String bound) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid segment.prepare." + name + ": " + value + " (must be " + bound + ")");
    }
  }
}
