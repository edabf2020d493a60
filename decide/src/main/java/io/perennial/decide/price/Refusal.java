// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

/**
 * Why nothing is said of a product's demand.
 *
 * @param words the reason with its numbers, a clause
 */
public record Refusal(Kind kind, String words) {

  /** What is missing. */
  public enum Kind {
    /** Too few periods with sales. */
    TOO_FEW_PERIODS,
    /** The price was always the same. */
    NEVER_VARIED,
    /** The price was another one in too few periods. */
    HARDLY_VARIED,
    /** The price moved only when something else did, which may have moved demand as well. */
    MOVES_WITH_ANOTHER
  }
}
