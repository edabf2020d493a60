// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.history.Observed;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.history.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an answer is made from: customers as they are known now, and as they were known at earlier
 * times with what came then. Immutable; arrays that are given are the base's own from then on.
 */
public final class Base {

  private static final int DAYS = 7;

  private final List<String> cohorts;
  private final Observed now;
  private final int[] cohortOf;
  private final List<Split> origins;
  private final List<int[]> cohortsOfOrigins;
  private final long[] newCustomersByDay;
  private final long[] repeatsByDay;

  /**
   * @param cohorts their names
   * @param now what is known of n customers
   * @param cohortOf the cohort of each, within [0, cohorts), int[n]
   * @param origins calibration and hold-out at earlier times, the latest first; may be empty
   * @param cohortsOfOrigins the cohorts of the rows of each
   * @param newCustomersByDay of the first origin: how many first bought on each day of calibration
   * @param repeatsByDay of the first origin: repeat purchases on each day of calibration and
   *     hold-out
   */
  public Base(
      List<String> cohorts,
      Observed now,
      int[] cohortOf,
      List<Split> origins,
      List<int[]> cohortsOfOrigins,
      long[] newCustomersByDay,
      long[] repeatsByDay) {
    if (cohortOf.length != now.customers() || cohortsOfOrigins.size() != origins.size()) {
      throw new IllegalArgumentException(
          "Invalid cohorts: of "
              + cohortOf.length
              + " customers and "
              + cohortsOfOrigins.size()
              + " origins (must be "
              + now.customers()
              + " and "
              + origins.size()
              + ")");
    }
    this.cohorts = List.copyOf(cohorts);
    this.now = now;
    this.cohortOf = cohortOf;
    this.origins = List.copyOf(origins);
    this.cohortsOfOrigins = List.copyOf(cohortsOfOrigins);
    this.newCustomersByDay = newCustomersByDay;
    this.repeatsByDay = repeatsByDay;
  }

  /**
   * Of a log of purchases by whole days.
   *
   * @param start the first day that is observed
   * @param end the last day that is observed
   * @param cohortOf the cohort of each customer of the log, within [0, cohorts)
   */
  public static Base of(
      PurchaseLog log,
      long start,
      long end,
      List<String> cohorts,
      int[] cohortOf,
      AnswerConfig config) {
    int holdout = config.holdoutOf((end - start + 1) / (double) DAYS);
    List<Split> origins =
        holdout == 0 ? List.of() : log.rollingOrigins(end, (long) holdout * DAYS, config.origins());
    List<int[]> ofOrigins = new ArrayList<>();
    origins.forEach(split -> ofOrigins.add(cohorts(split.observed(), cohortOf)));
    Observed now = log.asOf(end);
    long origin = end - (long) holdout * DAYS;
    return new Base(
        cohorts,
        now,
        cohorts(now, cohortOf),
        origins,
        ofOrigins,
        origins.isEmpty() ? new long[0] : log.newCustomersByDay(start, origin),
        origins.isEmpty() ? new long[0] : log.repeatsByDay(start, origin, end));
  }

  private static int[] cohorts(Observed observed, int[] cohortOf) {
    return IntStream.range(0, observed.customers())
        .map(i -> cohortOf[observed.customer(i)])
        .toArray();
  }

  List<String> cohorts() {
    return cohorts;
  }

  Observed now() {
    return now;
  }

  List<Split> origins() {
    return origins;
  }

  List<int[]> cohortsOfOrigins() {
    return cohortsOfOrigins;
  }

  /** The rows of a cohort now. */
  int[] rows(int cohort) {
    return rows(cohortOf, cohort);
  }

  /** The rows of a cohort at an origin. */
  int[] rows(int origin, int cohort) {
    return rows(cohortsOfOrigins.get(origin), cohort);
  }

  private static int[] rows(int[] of, int cohort) {
    return IntStream.range(0, of.length).filter(i -> of[i] == cohort).toArray();
  }

  long[] newCustomersByDay() {
    return newCustomersByDay;
  }

  long[] repeatsByDay() {
    return repeatsByDay;
  }
}
