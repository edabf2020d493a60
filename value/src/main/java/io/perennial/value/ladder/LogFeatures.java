// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.history.Observed;
import io.perennial.value.history.PurchaseLog;
import java.util.List;

/**
 * Features of customers out of nothing but their purchases, for whoever has arrays and no
 * dictionary. Only purchases up to the instant are read. No column tells the calendar, which at the
 * time of a forecast has values that no lesson had; the season is told by what the customer bought
 * in the same weeks a year before. Stateless.
 */
public final class LogFeatures {

  private static final double[] WINDOWS = {4, 13, 26, 52};
  private static final double YEAR = 52;

  private static final List<String> NAMES =
      List.of(
          "purchases_4w",
          "purchases_13w",
          "purchases_26w",
          "purchases_52w",
          "spend_4w",
          "spend_13w",
          "spend_26w",
          "spend_52w",
          "repeats",
          "tenure_weeks",
          "silence_weeks",
          "recency_weeks",
          "rate_per_week",
          "interval_mean",
          "interval_deviation",
          "interval_variation",
          "interval_last",
          "interval_shortest",
          "silence_by_rhythm",
          "silence_share",
          "trend_13w",
          "trend_26w",
          "spend_total",
          "spend_mean",
          "spend_deviation",
          "spend_greatest",
          "spend_least",
          "spend_first",
          "spend_last",
          "spend_trend",
          "spend_per_week",
          "returns_share",
          "purchases_same_weeks_last_year",
          "spend_same_weeks_last_year",
          "purchases_4w_last_year",
          "active_quarters");

  private LogFeatures() {}

  /** The columns' names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * One row for each row of {@code log.asOf(end)}, in that order; {@code NaN} where a number cannot
   * be known yet, as the last interval of somebody who bought once.
   *
   * @param end the last tick that is known
   * @param horizonWeeks of the forecast: the same weeks of last year are those
   */
  public static FeatureMatrix of(PurchaseLog log, long end, double horizonWeeks) {
    Observed observed = log.asOf(end);
    int n = observed.customers();
    long[] ids = new long[n];
    double[][] columns = new double[NAMES.size()][n];
    Chunks.forEach(
        n,
        512,
        (from, to) -> {
          double[] row = new double[columns.length];
          for (int i = from; i < to; i++) {
            int c = observed.customer(i);
            ids[i] = c;
            fill(log, c, end, horizonWeeks, row);
            for (int k = 0; k < columns.length; k++) {
              columns[k][i] = row[k];
            }
          }
        });
    return new FeatureMatrix(ids, NAMES, columns);
  }

  private static void fill(PurchaseLog log, int c, long end, double horizonWeeks, double[] row) {
    java.util.Arrays.fill(row, 0);
    int first = log.start(c);
    int last = first;
    while (last + 1 < log.start(c + 1) && log.tick(last + 1) <= end) {
      last++;
    }
    int count = last - first + 1;
    double week = log.ticksPerWeek();
    double tenure = (end - log.tick(first)) / week;
    Money money = new Money();
    int returns = 0;
    int quarters = 0;
    for (int p = first; p <= last; p++) {
      double ago = (end - log.tick(p)) / week;
      double amount = log.amount(p);
      money.add(amount);
      returns += amount < 0 ? 1 : 0;
      for (int w = 0; w < WINDOWS.length; w++) {
        if (ago < WINDOWS[w]) {
          row[w]++;
          row[4 + w] += amount;
        }
      }
      double yearAgo = YEAR - ago; // weeks into the horizon, a year before
      if (yearAgo > 0 && yearAgo <= horizonWeeks) {
        row[32]++;
        row[33] += amount;
      }
      row[34] += yearAgo <= 0 && yearAgo > -4 ? 1 : 0;
      int quarter = (int) (ago / 13);
      quarters |= quarter < 30 ? 1 << quarter : 0;
    }
    Money intervals = new Money();
    for (int p = first + 1; p <= last; p++) {
      intervals.add((log.tick(p) - log.tick(p - 1)) / week);
    }
    double silence = (end - log.tick(last)) / week;
    row[8] = count - 1;
    row[9] = tenure;
    row[10] = silence;
    row[11] = tenure - silence;
    row[12] = (count - 1 + 0.5) / (tenure + 13);
    row[13] = intervals.mean();
    row[14] = intervals.deviation();
    row[15] = intervals.deviation() / intervals.mean();
    row[16] = count > 1 ? (log.tick(last) - log.tick(last - 1)) / week : Double.NaN;
    row[17] = intervals.least();
    row[18] = silence / intervals.mean();
    row[19] = tenure > 0 ? silence / tenure : 1;
    row[20] = Math.log((row[1] + 0.5) / (row[2] - row[1] + 0.5));
    row[21] = Math.log((row[2] + 0.5) / (row[3] - row[2] + 0.5));
    row[22] = money.sum();
    row[23] = money.mean();
    row[24] = money.deviation();
    row[25] = money.greatest();
    row[26] = money.least();
    row[27] = log.amount(first);
    row[28] = log.amount(last);
    row[29] = log.amount(last) - money.mean();
    row[30] = money.sum() / (tenure + 13);
    row[31] = returns / (double) count;
    if (tenure < YEAR - horizonWeeks) {
      row[32] = Double.NaN; // was not a customer then
      row[33] = Double.NaN;
    }
    if (tenure < YEAR) {
      row[34] = Double.NaN;
    }
    row[35] = Integer.bitCount(quarters);
  }

  /** Moments of a few numbers; NaN where there are none. */
  private static final class Money {
    private int count;
    private double mean;
    private double squares;
    private double sum;
    private double least = Double.NaN;
    private double greatest = Double.NaN;

    void add(double value) {
      count++;
      sum += value;
      double away = value - mean;
      mean += away / count;
      squares += away * (value - mean);
      least = count == 1 ? value : Math.min(least, value);
      greatest = count == 1 ? value : Math.max(greatest, value);
    }

    double sum() {
      return sum;
    }

    double mean() {
      return count == 0 ? Double.NaN : mean;
    }

    double deviation() {
      return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }

    double least() {
      return least;
    }

    double greatest() {
      return greatest;
    }
  }
}
