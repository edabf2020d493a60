// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

/**
 * How segments follow behaviour.
 *
 * @param halfLifeDays after which what was seen counts half
 * @param odds by how much another segment must be more probable than a customer's own before the
 *     customer changes; 1 is the plain rule, the most probable one
 * @param strength how many customers the fitted model counts for at its start
 * @param leastTypical a point less typical than this moves no segment
 */
public record DynamicConfig(
    double halfLifeDays, double odds, double strength, double leastTypical) {

  public DynamicConfig {
    require(halfLifeDays > 0 && halfLifeDays <= 36_525, "half-life-days", halfLifeDays, "> 0");
    require(odds >= 1 && odds <= 1e9, "odds", odds, "within [1, 1e9]");
    require(strength >= 0 && strength <= 1e12, "strength", strength, "within [0, 1e12]");
    require(leastTypical >= 0 && leastTypical <= 1, "least-typical", leastTypical, "within [0, 1]");
  }

  /** A half-life of 30 days, odds of 3 to 1, the model for 1,000 customers, least typical 1e-6. */
  public static DynamicConfig defaults() {
    return new DynamicConfig(30, 3, 1_000, 1e-6);
  }

  /** With another half-life. */
  public DynamicConfig withHalfLifeDays(double days) {
    return new DynamicConfig(days, odds, strength, leastTypical);
  }

  /** With other odds. */
  public DynamicConfig withOdds(double other) {
    return new DynamicConfig(halfLifeDays, other, strength, leastTypical);
  }

  private static void require(boolean right, String name, double value, String bound) {
    if (!right) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be " + bound + ")");
    }
  }
}
