// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import java.util.List;

/**
 * A way that customers took, channel after channel, and what came of it.
 *
 * @param channels in order, one or more; the same may come again
 * @param conversions how many of those who took it converted, >= 0
 * @param value of their conversions, in money
 * @param without how many of those who took it did not convert, >= 0
 */
public record Journey(List<String> channels, double conversions, double value, double without) {

  public Journey {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("Invalid journey: no channels (must be one or more)");
    }
    require(conversions >= 0, "conversions", conversions);
    require(without >= 0, "journeys without a conversion", without);
    require(conversions > 0 || value == 0, "value without conversions", value);
  }

  private static void require(boolean right, String name, double number) {
    if (!right || !Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be >= 0 and finite)".formatted(name, number));
    }
  }
}
