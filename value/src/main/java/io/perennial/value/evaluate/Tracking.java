// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import io.perennial.value.PurchaseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The repeat purchases of a whole base week by week, expected and actual: the plot by which Fader
 * and Hardie judge a model.
 *
 * @param weeks complete weeks in order of time
 */
public record Tracking(List<Week> weeks) {

  /**
   * One week.
   *
   * @param number from 1
   * @param holdout whether it ends after the calibration
   * @param actual repeat purchases in the week
   * @param expected by the model
   * @param cumulativeActual from the start to the end of the week
   * @param cumulativeExpected by the model
   */
  public record Week(
      int number,
      boolean holdout,
      long actual,
      double expected,
      long cumulativeActual,
      double cumulativeExpected) {}

  public Tracking {
    weeks = List.copyOf(weeks);
  }

  /**
   * Tracks the customers of the calibration.
   *
   * @param newCustomers how many first bought on each day of the calibration, long[days]
   * @param repeats the repeat purchases of these on each day of calibration and hold-out,
   *     long[days]
   */
  public static Tracking of(PurchaseModel model, long[] newCustomers, long[] repeats) {
    if (repeats.length < newCustomers.length) {
      throw new IllegalArgumentException(
          "Invalid days: "
              + repeats.length
              + " of repeats (must be at least the "
              + newCustomers.length
              + " of new customers)");
    }
    double[] expectedAtAge = new double[repeats.length];
    for (int day = 0; day < expectedAtAge.length; day++) {
      expectedAtAge[day] = model.expectedRepeats(day / 7.0);
    }
    List<Week> weeks = new ArrayList<>();
    long came = 0;
    double before = 0;
    for (int week = 1; 7 * week <= repeats.length; week++) {
      int last = 7 * week - 1;
      long actual = 0;
      for (int day = last - 6; day <= last; day++) {
        actual += repeats[day];
      }
      came += actual;
      double expected = 0;
      for (int first = 0; first < Math.min(last, newCustomers.length); first++) {
        expected += newCustomers[first] * expectedAtAge[last - first];
      }
      weeks.add(
          new Week(week, last >= newCustomers.length, actual, expected - before, came, expected));
      before = expected;
    }
    return new Tracking(weeks);
  }

  /** Mean over the hold-out weeks of |expected - actual| / actual of the cumulative curves. */
  public OptionalDouble cumulativeErrorInHoldout() {
    return weeks.stream()
        .filter(week -> week.holdout() && week.cumulativeActual() > 0)
        .mapToDouble(
            week ->
                Math.abs(week.cumulativeExpected() - week.cumulativeActual())
                    / week.cumulativeActual())
        .average();
  }

  /** Sum over the hold-out weeks of |expected - actual|, as a share of all that came in them. */
  public OptionalDouble weeklyErrorInHoldout() {
    double error = 0;
    double actual = 0;
    for (Week week : weeks) {
      if (week.holdout()) {
        error += Math.abs(week.expected() - week.actual());
        actual += week.actual();
      }
    }
    return actual == 0 ? OptionalDouble.empty() : OptionalDouble.of(error / actual);
  }

  /** The error of the total at the end, as a share: -0.02 is 2 % too low. */
  public OptionalDouble deviationAtEnd() {
    if (weeks.isEmpty() || weeks.get(weeks.size() - 1).cumulativeActual() == 0) {
      return OptionalDouble.empty();
    }
    Week last = weeks.get(weeks.size() - 1);
    return OptionalDouble.of(last.cumulativeExpected() / last.cumulativeActual() - 1);
  }
}
