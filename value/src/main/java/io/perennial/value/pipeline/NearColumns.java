// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.math.summary.StableSum;
import io.perennial.value.forecast.Interval;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderForecast;
import io.perennial.value.ladder.LadderSummary;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the near time brings to each known customer, in columns; NaN where nothing is told. */
final class NearColumns {

  final double weeks;
  final double[] purchases;
  final double[] purchasesLower;
  final double[] purchasesUpper;
  final double[] spend;
  final double[] spendLower;
  final double[] spendUpper;
  final double[] spendAtRisk;
  final double[] churn;

  private NearColumns(double weeks, int customers) {
    this.weeks = weeks;
    purchases = unknown(customers);
    purchasesLower = unknown(customers);
    purchasesUpper = unknown(customers);
    spend = unknown(customers);
    spendLower = unknown(customers);
    spendUpper = unknown(customers);
    spendAtRisk = unknown(customers);
    churn = unknown(customers);
  }

  /**
   * Of known customers.
   *
   * @param level of the intervals
   */
  static NearColumns of(KnownCustomers known, NearForecasting.Near near, double level) {
    Optional<LadderForecast> forecast = near.forecast();
    if (forecast.isEmpty()) {
      return new NearColumns(Double.NaN, known.size());
    }
    Cases cases = near.cases().orElseThrow();
    NearColumns columns = new NearColumns(cases.horizonWeeks(), known.size());
    int[] rows = rows(known, cases);
    columns.fill(forecast.get().summarize(Target.PURCHASES, level), rows, Target.PURCHASES);
    columns.fill(forecast.get().summarize(Target.SPEND, level), rows, Target.SPEND);
    return columns;
  }

  /** The row of each known customer among the cases, -1 for none: both are by ascending id. */
  private static int[] rows(KnownCustomers known, Cases cases) {
    int[] rows = new int[known.size()];
    int row = 0;
    for (int i = 0; i < rows.length; i++) {
      while (row < cases.customers() && cases.features().rowId(row) < known.id(i)) {
        row++;
      }
      rows[i] = row < cases.customers() && cases.features().rowId(row) == known.id(i) ? row : -1;
    }
    return rows;
  }

  private void fill(LadderSummary summary, int[] rows, Target target) {
    boolean counts = target == Target.PURCHASES;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0) {
        continue;
      }
      Interval interval = summary.interval(rows[i]);
      (counts ? purchases : spend)[i] = summary.mean(rows[i]);
      (counts ? purchasesLower : spendLower)[i] = interval.lower();
      (counts ? purchasesUpper : spendUpper)[i] = interval.upper();
      if (counts) {
        churn[i] = 1 - summary.probabilityAboveZero(rows[i]);
      } else {
        spendAtRisk[i] = summary.conditionalValueAtRisk(rows[i]);
      }
    }
  }

  /** Purchases to expect of all customers together; empty where nothing is told. */
  OptionalDouble total() {
    return Double.isNaN(weeks)
        ? OptionalDouble.empty()
        : OptionalDouble.of(StableSum.of(Arrays.stream(purchases).filter(x -> x >= 0).toArray()));
  }

  private static double[] unknown(int customers) {
    double[] column = new double[customers];
    Arrays.fill(column, Double.NaN);
    return column;
  }
}
