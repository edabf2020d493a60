// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.language;

import io.perennial.text.Language;

/**
 * In which language a text seems to be.
 *
 * @param language the most probable, or {@link Language#UNKNOWN}
 * @param probability how surely, 0..1; 0 if it is unknown
 */
public record LanguageGuess(Language language, double probability) {

  /** Nothing to tell it by. */
  public static final LanguageGuess NONE = new LanguageGuess(Language.UNKNOWN, 0);

  public LanguageGuess {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "Invalid probability: " + probability + " (must be within 0 and 1)");
    }
  }
}
