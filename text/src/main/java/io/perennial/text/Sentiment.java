// SPDX-License-Identifier: Apache-2.0
package io.perennial.text;

/**
 * How a text feels.
 *
 * @param negative probability, 0..1
 * @param neutral probability, 0..1; the three sum to 1
 * @param positive probability, 0..1
 * @param intensity how strongly, from -1 (as bad as can be) over 0 to 1
 */
public record Sentiment(double negative, double neutral, double positive, double intensity) {

  public Sentiment {
    double sum = negative + neutral + positive;
    if (!(negative >= 0 && neutral >= 0 && positive >= 0 && Math.abs(sum - 1) < 1e-6)) {
      throw new IllegalArgumentException(
          "Invalid sentiment: %s, %s, %s (must be >= 0 and sum to 1)"
              .formatted(negative, neutral, positive));
    }
    if (!(intensity >= -1 && intensity <= 1)) {
      throw new IllegalArgumentException(
          "Invalid intensity: " + intensity + " (must be within -1 and 1)");
    }
  }

  /** The most probable; of equal ones neutral, then negative. */
  public Polarity polarity() {
    if (neutral >= negative && neutral >= positive) {
      return Polarity.NEUTRAL;
    }
    return negative >= positive ? Polarity.NEGATIVE : Polarity.POSITIVE;
  }

  /** That of {@link #polarity()}, 1/3..1. */
  public double probability() {
    return Math.max(neutral, Math.max(negative, positive));
  }
}
