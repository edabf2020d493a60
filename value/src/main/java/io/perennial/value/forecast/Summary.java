// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * The predictive distributions of n customers and of their cohorts, in short: means and central
 * intervals. Immutable.
 */
public final class Summary {

  private static final int PIECES = 64;
  private static final int LEAST_PIECE = 256;

  private final double level;
  private final double[] mean;
  private final double[] lower;
  private final double[] upper;
  private final double[][] cohorts;

  private Summary(double level, double[] mean, double[] lower, double[] upper, double[][] cohorts) {
    this.level = level;
    this.mean = mean;
    this.lower = lower;
    this.upper = upper;
    this.cohorts = cohorts;
  }

  /** The draws of one customer, double[draws]; the same for the same i on any thread. */
  @FunctionalInterface
  interface Draws {
    double[] of(int i);
  }

  static Summary of(
      double level, int draws, int[] cohortOf, int cohorts, int customers, Draws source) {
    if (cohortOf.length != customers || cohorts < 1) {
      throw new IllegalArgumentException(
          "Invalid cohorts: "
              + cohorts
              + " of "
              + cohortOf.length
              + " customers (must be >= 1 of "
              + customers
              + ")");
    }
    double[] mean = new double[customers];
    double[] lower = new double[customers];
    double[] upper = new double[customers];
    int piece = piece(customers);
    double[] sums =
        Chunks.sum(
            customers,
            piece,
            cohorts * draws,
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                double[] drawn = source.of(i);
                double total = 0;
                int at = cohortOf[i] * draws;
                for (int d = 0; d < draws; d++) {
                  total += drawn[d];
                  sum[at + d] += drawn[d];
                }
                Interval interval = Interval.of(drawn, level);
                mean[i] = total / draws;
                lower[i] = interval.lower();
                upper[i] = interval.upper();
              }
            });
    double[][] totals = new double[cohorts][];
    for (int c = 0; c < cohorts; c++) {
      totals[c] = Arrays.copyOfRange(sums, c * draws, (c + 1) * draws);
    }
    return new Summary(level, mean, lower, upper, totals);
  }

  /** The sums of {@code customers}' draws, double[draws]. */
  static double[] totals(int draws, int[] customers, Draws source) {
    return Chunks.sum(
        customers.length,
        piece(customers.length),
        draws,
        (sum, from, to) -> {
          for (int c = from; c < to; c++) {
            double[] drawn = source.of(customers[c]);
            for (int d = 0; d < draws; d++) {
              sum[d] += drawn[d];
            }
          }
        });
  }

  private static int piece(int customers) {
    return Math.max(LEAST_PIECE, (customers - 1) / PIECES + 1);
  }

  /** How many customers. */
  public int customers() {
    return mean.length;
  }

  /** The mean of customer {@code i}'s draws. */
  public double mean(int i) {
    return mean[i];
  }

  /** The central interval of customer {@code i}, of {@link #level()}. */
  public Interval interval(int i) {
    return new Interval(lower[i], upper[i]);
  }

  /** The share of draws inside the intervals, at least. */
  public double level() {
    return level;
  }

  /** How many cohorts. */
  public int cohorts() {
    return cohorts.length;
  }

  /** The mean of cohort {@code c}'s total. */
  public double cohortMean(int c) {
    return Arrays.stream(cohorts[c]).average().orElseThrow();
  }

  /** The central interval of cohort {@code c}'s total. */
  public Interval cohortInterval(int c) {
    return Interval.of(cohorts[c], level);
  }

  /** Cohort {@code c}'s total in each future, double[draws]; a copy. */
  public double[] cohortDraws(int c) {
    return cohorts[c].clone();
  }
}
