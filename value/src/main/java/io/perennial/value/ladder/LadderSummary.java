// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;

/**
 * A forecast of n customers and of their cohorts in short: each draw is made once, in parallel, and
 * not kept. 48 bytes a customer. Immutable.
 */
public final class LadderSummary {

  private static final int PIECES = 64;
  private static final int LEAST_PIECE = 256;

  private final double level;
  private final double[] mean;
  private final double[] lower;
  private final double[] upper;
  private final double[] median;
  private final double[] probability;
  private final double[] atRisk;
  private final double[][] cohorts;
  private final double[] cohortMeans;
  private final double tail;

  private LadderSummary(double level, double tail, int n, int cohorts) {
    this.level = level;
    this.tail = tail;
    this.mean = new double[n];
    this.lower = new double[n];
    this.upper = new double[n];
    this.median = new double[n];
    this.probability = new double[n];
    this.atRisk = new double[n];
    this.cohorts = new double[cohorts][];
    this.cohortMeans = new double[cohorts];
  }

  /**
   * Any distributions in short.
   *
   * @param level of the intervals, as 0.9
   * @param tail the share of worst futures, as 0.05
   * @param cohortOf of each customer, within [0, cohorts)
   */
  public static LadderSummary of(
      Predictive predictive, double level, double tail, int[] cohortOf, int cohorts) {
    int n = predictive.customers();
    if (cohortOf.length != n || cohorts < 1) {
      throw new IllegalArgumentException(
          "Invalid cohorts: "
              + cohorts
              + " of "
              + cohortOf.length
              + " customers (must be >= 1 of "
              + n
              + ")");
    }
    LadderSummary summary = new LadderSummary(level, tail, n, cohorts);
    int draws = predictive.draws();
    double[] sums =
        Chunks.sum(
            n,
            Math.max(LEAST_PIECE, (n - 1) / PIECES + 1),
            cohorts * (draws + 1),
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                double[] drawn = summary.take(predictive, i);
                int at = cohortOf[i] * (draws + 1);
                for (int d = 0; d < draws; d++) {
                  sum[at + d] += drawn[d];
                }
                sum[at + draws] += summary.mean[i];
              }
            });
    for (int c = 0; c < cohorts; c++) {
      int at = c * (draws + 1);
      summary.cohorts[c] = Arrays.copyOfRange(sums, at, at + draws);
      summary.cohortMeans[c] = sums[at + draws];
    }
    return summary;
  }

  private double[] take(Predictive predictive, int i) {
    Rows.Row row = Rows.of(predictive, i);
    double[] drawn = row.draws();
    mean[i] = row.mean();
    probability[i] = row.probability();
    double[] sorted = drawn.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double outside = (1 - level) / 2;
    int below = Math.min((int) Math.floor(outside * n + 1e-9), n - 1 - n / 2);
    lower[i] = sorted[below];
    upper[i] = sorted[n - 1 - below];
    median[i] = sorted[n / 2];
    atRisk[i] = ValueAtRisk.ofSorted(sorted, tail);
    return drawn;
  }

  /** How many customers. */
  public int customers() {
    return mean.length;
  }

  /** The mean of customer {@code i}. */
  public double mean(int i) {
    return mean[i];
  }

  /** The middle of customer {@code i}'s futures: the forecast with the least absolute error. */
  public double median(int i) {
    return median[i];
  }

  /** The central interval of customer {@code i}, of {@link #level()}. */
  public Interval interval(int i) {
    return new Interval(lower[i], upper[i]);
  }

  /** P(above 0) of customer {@code i}. */
  public double probabilityAboveZero(int i) {
    return probability[i];
  }

  /** The mean of customer {@code i}'s worst futures: {@link ValueAtRisk}. */
  public double conditionalValueAtRisk(int i) {
    return atRisk[i];
  }

  /** The share of futures inside the intervals, at least. */
  public double level() {
    return level;
  }

  /** How many cohorts. */
  public int cohorts() {
    return cohorts.length;
  }

  /** The mean of cohort {@code c}'s total. */
  public double cohortMean(int c) {
    return cohortMeans[c];
  }

  /** The central interval of cohort {@code c}'s total. */
  public Interval cohortInterval(int c) {
    return Interval.of(cohorts[c], level);
  }

  /** The mean of cohort {@code c}'s worst totals. */
  public double cohortConditionalValueAtRisk(int c) {
    return ValueAtRisk.of(cohorts[c], tail);
  }

  /** Cohort {@code c}'s total in each future, double[draws]; a copy. */
  public double[] cohortDraws(int c) {
    return cohorts[c].clone();
  }
}
