// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.value.ladder.Cases;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The smallest plausible change of a customer that would move his forecast over a threshold: of as
 * few inputs as will do, then of the least cost, in spreads of the base. It says of whom more would
 * be forecast, not what a campaign would do. Source: Wachter, Mittelstadt and Russell (2018).
 *
 * @param forecast as it is
 * @param threshold to be reached
 * @param reached the forecast after the moves; where the threshold cannot be reached, the nearest
 *     that plausible moves come to it
 * @param moves empty where the forecast is there already, or nothing can be done
 */
public record Counterfactual(double forecast, double threshold, double reached, List<Move> moves) {

  /** What the sentence does not say and must not be taken to. */
  public static final String CAUTION =
      "This is what is forecast of such a customer, not what an action would do.";

  /**
   * One input, moved.
   *
   * @param input its name
   * @param from its value
   * @param to its value then
   */
  public record Move(String input, double from, double to) {}

  public Counterfactual {
    moves = List.copyOf(moves);
  }

  /**
   * Searches: one lever at a time, then pairs, then all of them, taken back as far as can be.
   *
   * @param cases that have the customer
   * @param row the customer's
   * @param levers what can be moved; distinct inputs. A lever whose input is not known of the
   *     customer stays
   * @param threshold from below or from above, whichever way the forecast is not yet
   */
  public static Counterfactual of(
      Forecaster forecaster, Cases cases, int row, List<Lever> levers, double threshold) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("Invalid threshold: " + threshold + " (must be finite)");
    }
    if (levers.stream().map(Lever::input).distinct().count() < levers.size()) {
      throw new IllegalArgumentException("Invalid levers: two of one input");
    }
    return new CounterfactualSearch(forecaster, cases, row, levers, threshold).search();
  }

  /** Whether the threshold is reached. */
  public boolean isReached() {
    return threshold >= forecast ? reached >= threshold : reached <= threshold;
  }

  /**
   * In words, as {@code "2 more visits a month (5 visits a month instead of 3) would bring the
   * forecast from 80.00 EUR to 121.00 EUR, that is to 120.00 EUR or more"}.
   */
  public String sentence(Vocabulary words) {
    boolean up = threshold >= forecast;
    String over = words.forecast(threshold) + (up ? " or more" : " or less");
    String change = words.forecast(forecast) + " to " + words.forecast(reached);
    if (moves.isEmpty()) {
      return isReached()
          ? "The forecast, " + words.forecast(forecast) + ", is " + over + " already"
          : "No plausible change brings the forecast, " + words.forecast(forecast) + ", to " + over;
    }
    String what =
        moves.stream().map(move -> text(move, words)).collect(Collectors.joining(" and "));
    return isReached()
        ? what + " would bring the forecast from " + change + ", that is to " + over
        : "No plausible change brings the forecast to "
            + over
            + "; "
            + what
            + " would bring it from "
            + change;
  }

  private static String text(Move move, Vocabulary words) {
    Wording wording = words.of(move.input());
    double by = move.to() - move.from();
    String unit = wording.many().isBlank() ? " of " + wording.label() : "";
    String label =
        unit.isEmpty() && !wording.label().equals(wording.many())
            ? " (" + wording.label() + ": "
            : " (";
    return wording.change(by)
        + unit
        + label
        + wording.value(move.to())
        + " instead of "
        + wording.number(move.from())
        + ")";
  }
}
