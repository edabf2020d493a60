// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.KolmogorovSmirnov;
import io.perennial.math.summary.Quantiles;
import io.perennial.math.summary.StableSum;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.evaluate.Ranking;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How good a predictive distribution was, once it is known what came.
 *
 * @param customers how many
 * @param crps mean score of a customer, in the unit of the target; less is better
 * @param pitDistance greatest difference between the distribution of the randomised probability
 *     integral transforms and the uniform (Kolmogorov–Smirnov); 0 if calibrated
 * @param coverage share of transforms within the central 90 %
 * @param total what came of all together
 * @param totalMean the forecast of it
 * @param totalInterval its central 90 %
 * @param calibrationError of P(above 0): mean over ten equal bins of |share that came - mean
 *     forecast|, weighted by customers
 * @param brier mean squared error of P(above 0)
 * @param mae of the mean
 * @param medianMae of the median, the forecast that has the least of it
 * @param rmse of the mean
 * @param bias of the total of means, as a share; empty if nothing came
 * @param gini normalised Gini coefficient of the means; empty if all came to the same
 * @param explained R² of the means; empty if all came to the same
 */
public record LadderScore(
    int customers,
    double crps,
    double pitDistance,
    double coverage,
    double total,
    double totalMean,
    Interval totalInterval,
    double calibrationError,
    double brier,
    double mae,
    double medianMae,
    double rmse,
    OptionalDouble bias,
    OptionalDouble gini,
    OptionalDouble explained) {

  private static final int BINS = 10;
  private static final double LEVEL = 0.9;

  /**
   * Scores a forecast; parallel, the same bits on any number of threads.
   *
   * @param actual what came of each, double[n]
   * @param seed of the randomised transforms
   */
  public static LadderScore of(Predictive predictive, double[] actual, long seed) {
    int n = actual.length;
    if (n == 0 || predictive.customers() != n) {
      throw new IllegalArgumentException(
          "Cannot score a forecast: "
              + predictive.customers()
              + " customers, "
              + n
              + " actual values (must be as many, at least 1)");
    }
    double[] crps = new double[n];
    double[] pits = new double[n];
    RandomSource source = RandomSource.seeded(seed).derive("transforms");
    LadderSummary summary =
        LadderSummary.of(
            new Watched(predictive, crps, pits, actual, source), LEVEL, 0.05, new int[n], 1);
    double[] mean = new double[n];
    double[] median = new double[n];
    double[] chance = new double[n];
    for (int i = 0; i < n; i++) {
      mean[i] = summary.mean(i);
      median[i] = summary.median(i);
      chance[i] = summary.probabilityAboveZero(i);
    }
    double total = StableSum.of(actual);
    return new LadderScore(
        n,
        StableSum.of(crps) / n,
        KolmogorovSmirnov.test(pits, x -> x).distance(),
        PredictiveScore.coverage(pits, LEVEL),
        total,
        summary.cohortMean(0),
        summary.cohortInterval(0),
        calibrationError(chance, actual),
        brier(chance, actual),
        absolute(mean, actual),
        absolute(median, actual),
        Math.sqrt(squares(mean, actual) / n),
        total == 0 ? OptionalDouble.empty() : OptionalDouble.of(summary.cohortMean(0) / total - 1),
        Ranking.normalisedGini(mean, actual),
        explained(mean, actual));
  }

  /** Scores each customer while the draws are at hand. */
  private static final class Watched implements Rows {
    private final Predictive predictive;
    private final double[] crps;
    private final double[] pits;
    private final double[] actual;
    private final RandomSource source;

    Watched(
        Predictive predictive, double[] crps, double[] pits, double[] actual, RandomSource source) {
      this.predictive = predictive;
      this.crps = crps;
      this.pits = pits;
      this.actual = actual;
      this.source = source;
    }

    @Override
    public int customers() {
      return predictive.customers();
    }

    @Override
    public int draws() {
      return predictive.draws();
    }

    @Override
    public Row row(int i) {
      Row row = Rows.of(predictive, i);
      crps[i] = PredictiveScore.crps(row.draws(), actual[i]);
      pits[i] = PredictiveScore.randomisedPit(row.draws(), actual[i], source.stream(i));
      return row;
    }
  }

  /** The mean error of chances in ten equal bins. Source: Naeini, Cooper and Hauskrecht (2015). */
  public static double calibrationError(double[] chance, double[] actual) {
    double[] forecast = new double[BINS];
    double[] came = new double[BINS];
    for (int i = 0; i < chance.length; i++) {
      int bin = Math.min(BINS - 1, (int) (chance[i] * BINS));
      forecast[bin] += chance[i];
      came[bin] += actual[i] > 0 ? 1 : 0;
    }
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      sum += Math.abs(forecast[b] - came[b]) / chance.length;
    }
    return sum;
  }

  private static double brier(double[] chance, double[] actual) {
    StableSum sum = new StableSum();
    for (int i = 0; i < chance.length; i++) {
      double away = chance[i] - (actual[i] > 0 ? 1 : 0);
      sum.add(away * away);
    }
    return sum.value() / chance.length;
  }

  private static double absolute(double[] predicted, double[] actual) {
    StableSum sum = new StableSum();
    for (int i = 0; i < predicted.length; i++) {
      sum.add(Math.abs(predicted[i] - actual[i]));
    }
    return sum.value() / predicted.length;
  }

  private static double squares(double[] predicted, double[] actual) {
    StableSum sum = new StableSum();
    for (int i = 0; i < predicted.length; i++) {
      double away = predicted[i] - actual[i];
      sum.add(away * away);
    }
    return sum.value();
  }

  /** R²: 1 - squared errors / squared deviations from the mean; empty for a constant. */
  public static OptionalDouble explained(double[] predicted, double[] actual) {
    double mean = StableSum.of(actual) / actual.length;
    double[] constant = new double[actual.length];
    Arrays.fill(constant, mean);
    double spread = squares(constant, actual);
    return spread > 0
        ? OptionalDouble.of(1 - squares(predicted, actual) / spread)
        : OptionalDouble.empty();
  }

  /**
   * The interval of R² by drawing customers again, percentiles. Source: Efron (1979).
   *
   * @param samples how often, >= 20
   * @param level as 0.9
   */
  public static Interval explainedInterval(
      double[] predicted, double[] actual, int samples, double level, long seed) {
    int n = actual.length;
    double[] values = new double[samples];
    RandomSource source = RandomSource.seeded(seed).derive("bootstrap");
    Chunks.forEach(
        samples,
        8,
        (from, to) -> {
          for (int s = from; s < to; s++) {
            RandomStream random = source.stream(s);
            double[] p = new double[n];
            double[] a = new double[n];
            for (int i = 0; i < n; i++) {
              int row = random.nextInt(n);
              p[i] = predicted[row];
              a[i] = actual[row];
            }
            values[s] = explained(p, a).orElse(0);
          }
        });
    Quantiles quantiles = Quantiles.of(values);
    return new Interval(quantiles.at((1 - level) / 2), quantiles.at((1 + level) / 2));
  }

  /** The names of {@link #row}'s cells, as a row of Markdown. */
  public static String header() {
    return "| CRPS | PIT-KS | 90 % covers | total | forecast | 90 % of it | ECE | Brier | MAE | of"
        + " median | RMSE | bias % | Gini | R² |";
  }

  /** This as a row of Markdown, without a name; «–» where there is no number. */
  public String row() {
    return String.format(
        Locale.ROOT,
        "| %.4g | %.3f | %.3f | %.0f | %.0f | %.0f to %.0f | %.3f | %.4f | %.4g | %.4g | %.4g | %s |"
            + " %s | %s |",
        crps,
        pitDistance,
        coverage,
        total,
        totalMean,
        totalInterval.lower(),
        totalInterval.upper(),
        calibrationError,
        brier,
        mae,
        medianMae,
        rmse,
        number(bias, 100, 1),
        number(gini, 1, 3),
        number(explained, 1, 3));
  }

  private static String number(OptionalDouble value, double unit, int digits) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%." + digits + "f", unit * value.getAsDouble())
        : "–";
  }
}
