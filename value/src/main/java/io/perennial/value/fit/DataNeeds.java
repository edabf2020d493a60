// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.fit;

import io.perennial.value.GroupedHistories;
import io.perennial.value.TooLittleDataException;

/** What a base of customers must have before a purchase model is fitted to it. */
public final class DataNeeds {

  /** Customers with a repeat purchase, at least. */
  public static final int REPEATERS = 10;

  private DataNeeds() {}

  /**
   * Refuses a base that is too small.
   *
   * @throws TooLittleDataException naming {@code model} and what is missing
   */
  public static void check(String model, GroupedHistories histories) {
    if (histories.size() == 0) {
      throw new TooLittleDataException("Cannot fit " + model + ": there are no customers");
    }
    if (!(histories.totalAgeWeeks() > 0)) {
      throw new TooLittleDataException(
          "Cannot fit " + model + ": no customer was observed after the day of the first purchase");
    }
    if (histories.totalRepeats() == 0) {
      throw new TooLittleDataException(
          "Cannot fit " + model + ": no customer has a repeat purchase");
    }
    int repeaters = histories.repeaters();
    if (repeaters < REPEATERS) {
      throw new TooLittleDataException(
          "Cannot fit "
              + model
              + ": only "
              + repeaters
              + " of "
              + histories.customers()
              + " customers have a repeat purchase (at least "
              + REPEATERS
              + " are needed; take a larger cohort or a baseline)");
    }
  }

  /** Whether {@link #check} would pass. */
  public static boolean suffices(GroupedHistories histories) {
    return histories.size() > 0
        && histories.totalAgeWeeks() > 0
        && histories.repeaters() >= REPEATERS;
  }
}
