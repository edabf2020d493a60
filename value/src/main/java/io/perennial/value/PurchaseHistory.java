// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

/**
 * A customer's repeat buying, as the buy-till-you-die models read it: (x, t_x, T). The unit of time
 * is the week by name; any other unit does as well, if all histories, horizons and rates use it.
 *
 * @param repeats x, purchases after the first; counts days with a purchase, not receipts
 * @param recencyWeeks t_x, weeks from first to last purchase; 0 when {@code repeats} is 0
 * @param ageWeeks T, weeks from first purchase to the end of observation; 0 for who came on the
 *     last day
 */
public record PurchaseHistory(int repeats, double recencyWeeks, double ageWeeks) {

  /**
   * @throws IllegalArgumentException if a value is negative or not finite, recency exceeds age, or
   *     recency is not 0 without a repeat
   */
  public PurchaseHistory {
    check(repeats, recencyWeeks, ageWeeks);
  }

  /** A customer who has bought once. */
  public static PurchaseHistory boughtOnce(double ageWeeks) {
    return new PurchaseHistory(0, 0, ageWeeks);
  }

  /** Weeks from the last purchase to the end of observation, T - t_x. */
  public double silenceWeeks() {
    return ageWeeks - recencyWeeks;
  }

  /** Whether {@link #check} would pass. */
  static boolean isOne(int repeats, double recencyWeeks, double ageWeeks) {
    return repeats >= 0
        && ageWeeks <= Double.MAX_VALUE
        && recencyWeeks >= 0
        && recencyWeeks <= ageWeeks
        && (repeats > 0 || recencyWeeks == 0);
  }

  static void check(int repeats, double recencyWeeks, double ageWeeks) {
    if (repeats < 0) {
      throw new IllegalArgumentException("Invalid repeats: " + repeats + " (must be >= 0)");
    }
    if (!(ageWeeks >= 0 && ageWeeks <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid age: " + ageWeeks + " weeks (must be >= 0 and finite)");
    }
    if (!(recencyWeeks >= 0 && recencyWeeks <= ageWeeks)) {
      throw new IllegalArgumentException(
          "Invalid recency: "
              + recencyWeeks
              + " weeks (must be within age, "
              + ageWeeks
              + " weeks)");
    }
    if (repeats == 0 && recencyWeeks != 0) {
      throw new IllegalArgumentException(
          "Invalid recency: " + recencyWeeks + " weeks (must be 0 without a repeat)");
    }
  }
}
