// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import java.util.Locale;

/** What a feature's number is a number of. */
public enum Unit {
  COUNT("how many"),
  /** Base currency. */
  MONEY("money in base currency"),
  DAYS("days"),
  WEEKS("weeks"),
  HOURS("hours"),
  /** A part of a whole. */
  SHARE("a share, 0 to 1"),
  /** One number over another, not bounded. */
  RATIO("a ratio"),
  /** Money per unit, or any other price. */
  PRICE("money per piece"),
  /** Entropy: 0 when all is one, 1 for two that are equally likely. */
  BITS("bits"),
  /** Points of a scale that the source has: stars, NPS, −1 to 1. */
  SCORE("points"),
  /** Change of the measure in 30 days, per 30 days. */
  SLOPE("change per 30 days"),
  /** Place among others, 0 the lowest and 1 the highest. */
  RANK("rank, 0 to 1"),
  INSTANT("an instant, UTC"),
  /** A word or code. */
  WORD("a word");

  private final String words;

  Unit(String words) {
    this.words = words;
  }

  /** The word in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String words() {
    return words;
  }
}
