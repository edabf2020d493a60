// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

/**
 * How credit is worked out.
 *
 * @param halfLife of time decay, in touches, > 0
 * @param level of intervals, within (0, 1)
 * @param resamples that intervals are taken from, >= 20
 * @param exactChannels up to which Shapley values are exact, 1 to 16: 2^channels sets are looked at
 * @param orders of channels that are sampled beyond, >= 2
 * @param seed of what is sampled
 */
public record AttributionConfig(
    double halfLife, double level, int resamples, int exactChannels, int orders, long seed) {

  public AttributionConfig {
    require(halfLife > 0 && halfLife < 1e9, "half-life", halfLife, "> 0");
    require(level > 0 && level < 1, "level", level, "within (0, 1)");
    require(resamples >= 20, "resamples", resamples, ">= 20");
    require(exactChannels >= 1 && exactChannels <= 16, "exact-channels", exactChannels, "1 to 16");
    require(orders >= 2, "orders", orders, ">= 2");
  }

  private static void require(boolean right, String name, double value, String bound) {
    if (!right) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be %s)".formatted(name, value, bound));
    }
  }

  /** A half-life of 2 touches, 90 % intervals of 200 resamples, exact up to 8 channels. */
  public static AttributionConfig defaults() {
    return new AttributionConfig(2, 0.9, 200, 8, 200, 1);
  }
}
