// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.StableSum;
import java.util.function.IntFunction;

/**
 * How well predictive distributions knew what came: for customers one by one, and for the totals of
 * cohorts, where a bias that is small beside one customer's chance shows. Immutable.
 */
public final class PredictiveAccuracy {

  private static final int CHUNK = 256;

  private final double[] crps;
  private final double[] pits;
  private final double[] cohortPits;

  private PredictiveAccuracy(double[] crps, double[] pits, double[] cohortPits) {
    this.crps = crps;
    this.pits = pits;
    this.cohortPits = cohortPits;
  }

  /**
   * Measures the draws of some customers against what came; parallel, the same bits on any number
   * of threads.
   *
   * @param draws the draws of a customer, double[d], the same d for all
   * @param customers whose, int[m]
   * @param actual what came to each of them, double[m]
   * @param cohortSize the customers are dealt at random to cohorts of about this size, >= 1
   * @param seed of the dealing, and of the randomised transforms
   */
  public static PredictiveAccuracy of(
      IntFunction<double[]> draws, int[] customers, double[] actual, int cohortSize, long seed) {
    int m = customers.length;
    if (m == 0 || actual.length != m || cohortSize < 1) {
      throw new IllegalArgumentException(
          "Cannot score a forecast: "
              + m
              + " customers, "
              + actual.length
              + " actual values, cohorts of "
              + cohortSize
              + " (must be >= 1, as many, >= 1)");
    }
    RandomSource source = RandomSource.seeded(seed).derive("transforms");
    double[] crps = new double[m];
    double[] pits = new double[m];
    int[] cohortOf = dealt(m, cohortSize, source.derive("cohorts").stream(0));
    int cohorts = Math.max(1, m / cohortSize);
    int width = draws.apply(customers[0]).length;
    double[] sums =
        Chunks.sum(
            m,
            Math.max(CHUNK, m / 64 + 1),
            cohorts * width,
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                double[] drawn = draws.apply(customers[i]);
                crps[i] = PredictiveScore.crps(drawn, actual[i]);
                pits[i] = PredictiveScore.randomisedPit(drawn, actual[i], source.stream(i));
                for (int d = 0; d < width; d++) {
                  sum[cohortOf[i] * width + d] += drawn[d];
                }
              }
            });
    double[] came = new double[cohorts];
    for (int i = 0; i < m; i++) {
      came[cohortOf[i]] += actual[i];
    }
    double[] cohortPits = new double[cohorts];
    for (int c = 0; c < cohorts; c++) {
      double[] totals = new double[width];
      System.arraycopy(sums, c * width, totals, 0, width);
      cohortPits[c] =
          PredictiveScore.randomisedPit(
              totals, came[c], source.derive("cohort transforms").stream(c));
    }
    return new PredictiveAccuracy(crps, pits, cohortPits);
  }

  /** Mean {@link PredictiveScore#crps} of a customer. */
  public double meanCrps() {
    return StableSum.of(crps) / crps.length;
  }

  /** The score of each customer, double[m]; a copy. */
  public double[] crps() {
    return crps.clone();
  }

  /** The share of customers inside the central interval; see {@link PredictiveScore#coverage}. */
  public double coverage(double level) {
    return PredictiveScore.coverage(pits, level);
  }

  /** How many cohorts. */
  public int cohorts() {
    return cohortPits.length;
  }

  /** The share of cohorts whose total is inside its central interval. */
  public double cohortCoverage(double level) {
    return PredictiveScore.coverage(cohortPits, level);
  }

  /** The transforms of the customers, counted in {@code bins} equal parts of [0, 1], int[bins]. */
  public int[] pitHistogram(int bins) {
    int[] counts = new int[bins];
    for (double pit : pits) {
      counts[Math.min(bins - 1, (int) (pit * bins))]++;
    }
    return counts;
  }

  private static int[] dealt(int m, int size, RandomStream random) {
    int cohorts = Math.max(1, m / size);
    int[] cohortOf = new int[m];
    for (int i = 0; i < m; i++) {
      cohortOf[i] = i % cohorts;
    }
    for (int i = m - 1; i > 0; i--) {
      int k = random.nextInt(i + 1);
      int held = cohortOf[i];
      cohortOf[i] = cohortOf[k];
      cohortOf[k] = held;
    }
    return cohortOf;
  }
}
