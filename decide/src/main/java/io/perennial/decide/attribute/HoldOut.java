// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.Locale;

/**
 * What a channel truly brought: conversions of customers that it reached, less those that would
 * have come anyway, as customers say who were held out by lot. Stands beside credit as the truth.
 *
 * @param channel its name
 * @param reached customers that the channel could reach, >= 1
 * @param conversions of these
 * @param heldOut customers that it was kept from by lot, >= 1
 * @param heldOutConversions of these
 */
public record HoldOut(
    String channel, long reached, long conversions, long heldOut, long heldOutConversions) {

  public HoldOut {
    require(reached >= 1, "reached", reached, ">= 1");
    require(heldOut >= 1, "held-out", heldOut, ">= 1");
    require(
        conversions >= 0 && conversions <= reached,
        "conversions",
        conversions,
        "0 to " + reached + ", the customers reached");
    require(
        heldOutConversions >= 0 && heldOutConversions <= heldOut,
        "held-out conversions",
        heldOutConversions,
        "0 to " + heldOut + ", the customers held out");
  }

  private static void require(boolean right, String name, long value, String bound) {
    if (!right) {
      throw new IllegalArgumentException(
          "Invalid %s: %d (must be %s)".formatted(name, value, bound));
    }
  }

  /** The conversions among those reached that would not have come without the channel. */
  public double incremental() {
    return conversions - (double) reached * heldOutConversions / heldOut;
  }

  /**
   * The interval that those are in with probability {@code level}. Source: Agresti and Caffo
   * (2000): one conversion and one without are added to each group.
   */
  public Interval interval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be above 0 and below 1)");
    }
    double p = (conversions + 1.0) / (reached + 2);
    double q = (heldOutConversions + 1.0) / (heldOut + 2);
    double half =
        Normal.standard().quantile((1 + level) / 2)
            * Math.sqrt(p * (1 - p) / (reached + 2) + q * (1 - q) / (heldOut + 2));
    return new Interval((p - q - half) * reached, (p - q + half) * reached);
  }

  /** How credit compares with what was truly brought, in a sentence. */
  public String against(Credit credit, double level) {
    Interval truly = interval(level);
    String verdict =
        truly.contains(credit.conversions())
            ? "the credit may be right"
            : credit.conversions() > truly.upper()
                ? "it is credited with too much"
                : "it is credited with too little";
    return String.format(
        Locale.ROOT,
        "%s brought %,.0f conversions (%,.0f to %,.0f) that would not have come otherwise, and is"
            + " credited with %,.0f: %s",
        channel,
        incremental(),
        truly.lower(),
        truly.upper(),
        credit.conversions(),
        verdict);
  }
}
