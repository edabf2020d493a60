// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import java.util.OptionalDouble;

/**
 * How the members of a segment differ from all other customers in one feature. Of those who have
 * the feature.
 *
 * @param feature its name
 * @param family its family
 * @param known share of members who have it, 0 to 1
 * @param members the median of members; of a share the mean
 * @param others the same of all others
 * @param times the larger of both over the smaller, at least 1; empty where one is not above 0
 * @param effect Cliff's delta: how much oftener a member is above another than beneath, -1 to 1
 * @param difference members less others, in robust standard deviations of all; 0 where they have
 *     none
 * @param place the members' value in robust standard deviations from the median of all, -3 to 3
 * @param chance of an effect as great where there is none, adjusted for all features and segments
 *     that were compared
 * @param words the difference for people
 */
public record Contrast(
    String feature,
    String family,
    double known,
    double members,
    double others,
    OptionalDouble times,
    double effect,
    double difference,
    double place,
    double chance,
    String words) {

  /** Below it an effect is negligible (Romano and others 2006). */
  public static final double NEGLIGIBLE = 0.147;

  /** From it on an effect is called medium. */
  public static final double MEDIUM = 0.33;

  private static final double LEVEL = 0.05;

  /** Whether chance does not explain it: one in twenty that are called so are false. */
  public boolean isSignificant() {
    return chance < LEVEL;
  }

  /**
   * Whether it tells something of the segment: significant, not negligible, of half the members.
   */
  public boolean tells() {
    return isSignificant() && Math.abs(effect) >= NEGLIGIBLE && known >= 0.5;
  }
}
