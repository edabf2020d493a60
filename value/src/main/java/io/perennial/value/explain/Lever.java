// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.value.ladder.Cases;

/**
 * An input that can be moved, and how far: an input without a lever stays as it is. Moves stay
 * within what customers of the base do.
 *
 * @param input its name, as {@code "history.repeats"} or that of a feature
 * @param way in which it can be moved
 * @param lowest value that is plausible
 * @param highest value that is plausible
 * @param spread of the base's values, > 0: a move costs its size in it
 * @param whole whether only whole values are
 */
public record Lever(
    String input, Way way, double lowest, double highest, double spread, boolean whole) {

  private static final double TAIL = 0.01;
  private static final double QUARTILES_OF_NORMAL = 1.349;

  /** Ways in which something can be moved. */
  public enum Way {
    UP,
    DOWN,
    EITHER
  }

  public Lever {
    if (!(lowest <= highest && Double.isFinite(lowest) && Double.isFinite(highest))) {
      throw new IllegalArgumentException(
          "Invalid range of "
              + input
              + ": "
              + lowest
              + " to "
              + highest
              + " (must be finite and ascending)");
    }
    if (!(spread > 0 && spread <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid spread of " + input + ": " + spread + " (must be > 0 and finite)");
    }
  }

  /**
   * A lever whose range is all but the outermost 1 % on either side of what customers of {@code
   * base} have, and whose spread is theirs.
   *
   * @throws io.perennial.value.TooLittleDataException if no customer has a value
   */
  public static Lever within(String input, Way way, Cases base) {
    double[] known = PartialDependence.known(Inputs.of(base), input);
    double lowest = PartialDependence.quantile(known, TAIL);
    double highest = PartialDependence.quantile(known, 1 - TAIL);
    double spread =
        (PartialDependence.quantile(known, 0.75) - PartialDependence.quantile(known, 0.25))
            / QUARTILES_OF_NORMAL;
    if (!(spread > 0)) {
      spread = highest > lowest ? (highest - lowest) / 4 : 1;
    }
    return new Lever(input, way, lowest, highest, spread, PartialDependence.isWhole(known));
  }

  /** What a move by so much costs. */
  double cost(double by) {
    return Math.abs(by) / spread;
  }
}
