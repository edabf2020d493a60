// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

/**
 * What an experiment told of an action: spend that comes because of it in the window, the same for
 * each customer addressed. Takes the place of what was guessed of the window.
 *
 * @param spend base currency, before the discount; below 0 where it does harm
 * @param error its standard error, the same, above 0
 */
public record Tried(double spend, double error) {

  public Tried {
    if (!Double.isFinite(spend)) {
      throw new IllegalArgumentException("Invalid spend-effect: " + spend + " (must be finite)");
    }
    if (!(error > 0 && error < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid spend-effect-error: " + error + " (must be above 0)");
    }
  }
}
