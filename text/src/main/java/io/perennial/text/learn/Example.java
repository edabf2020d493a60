// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import io.perennial.text.embed.TextVector;

/**
 * A text of which a person, or a score that a person gave, said what it is.
 *
 * @param vector the text as numbers
 * @param label the number of the class, from 0
 * @param weight how many usual examples it counts for, above 0
 */
public record Example(TextVector vector, int label, double weight) {

  public Example {
    if (label < 0 || !(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid example: label %d, weight %s (must be >= 0, and above 0)"
              .formatted(label, weight));
    }
  }

  /** One that counts once. */
  public static Example of(TextVector vector, int label) {
    return new Example(vector, label, 1);
  }
}
