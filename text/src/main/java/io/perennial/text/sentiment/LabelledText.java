// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import io.perennial.text.Polarity;
import io.perennial.text.embed.ReadText;

/**
 * A text of which somebody said how it feels.
 *
 * @param text what was written
 * @param polarity how it feels
 * @param weight how many labels it counts for: 1 for a person's word, less for what is only likely,
 *     such as the stars beside a review
 */
public record LabelledText(ReadText text, Polarity polarity, double weight) {

  public LabelledText {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "Invalid weight: " + weight + " (must be above 0 and at most 1)");
    }
  }

  /** What a person said. */
  public static LabelledText of(ReadText text, Polarity polarity) {
    return new LabelledText(text, polarity, 1);
  }
}
