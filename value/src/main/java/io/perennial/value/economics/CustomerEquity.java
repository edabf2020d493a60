// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.summary.StableSum;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.Locale;

/**
 * What all customers are worth to the firm: those it has, and those it will win if it goes on
 * winning them as in the last months. Source: Blattberg and Deighton (1996); Gupta, Lehmann and
 * Stuart, "Valuing customers" (Journal of Marketing Research 41, 2004), equation 4.
 *
 * @param current value of today's customers, the mean over futures, in currency
 * @param currentInterval of it
 * @param future value of those to be won, less what winning them costs, at present value
 * @param futureInterval of it
 * @param totalInterval of both together
 * @param newPerMonth customers that are won a month
 */
public record CustomerEquity(
    double current,
    Interval currentInterval,
    double future,
    Interval futureInterval,
    Interval totalInterval,
    double newPerMonth) {

  /**
   * How customers are won, and how far ahead that is looked at.
   *
   * @param months ahead, >= 0
   * @param yearlyRate of interest, as 0.15, > -1
   * @param costEach of winning one, in currency, >= 0
   * @param level of the intervals, within (0, 1)
   * @param seed of what is unsure in the rate of winning
   */
  public record Acquisition(
      int months, double yearlyRate, double costEach, double level, long seed) {

    public Acquisition {
      if (months < 0 || !(yearlyRate > -1 && yearlyRate <= 1e9) || !(level > 0 && level < 1)) {
        throw new IllegalArgumentException(
            "Invalid months, yearly rate or level: "
                + months
                + ", "
                + yearlyRate
                + ", "
                + level
                + " (must be >= 0, > -1, within (0, 1))");
      }
      if (!(costEach >= 0 && costEach <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "Invalid cost: " + costEach + " (must be >= 0 and finite)");
      }
    }
  }

  /**
   * The equity, from draws that share their index.
   *
   * @param base what today's customers are worth together, double[draws], not empty
   * @param newcomer what one new customer is worth over the whole life, as of the day he is won,
   *     double[draws]
   * @param wonByMonth customers won in each of the last months, double[months], >= 0, not empty;
   *     months that vary more than by chance make the rate less sure
   */
  public static CustomerEquity of(
      double[] base, double[] newcomer, double[] wonByMonth, Acquisition acquisition) {
    int draws = base.length;
    if (draws == 0 || newcomer.length != draws || wonByMonth.length == 0) {
      throw new IllegalArgumentException(
          "Cannot find the equity: "
              + draws
              + " draws of the base, "
              + newcomer.length
              + " of a newcomer, "
              + wonByMonth.length
              + " months (must be as many draws of each, at least 1, and at least 1 month)");
    }
    for (double won : wonByMonth) {
      if (!(won >= 0 && won <= 1e15)) {
        throw new IllegalArgumentException(
            "Invalid customers won: " + won + " (must be >= 0 and finite)");
      }
    }
    double sum = StableSum.of(wonByMonth);
    double mean = sum / wonByMonth.length;
    double spread = Arrays.stream(wonByMonth).map(w -> (w - mean) * (w - mean)).sum();
    double dispersion =
        wonByMonth.length < 2 || mean == 0
            ? 1
            : Math.max(1, spread / (wonByMonth.length - 1) / mean);
    double weights = 0;
    for (int m = 0; m < acquisition.months(); m++) {
      weights += Math.pow(1 + acquisition.yearlyRate(), -(m + 0.5) / 12);
    }
    RandomSource source = RandomSource.seeded(acquisition.seed()).derive("acquisition");
    double[] future = new double[draws];
    double[] total = new double[draws];
    for (int d = 0; d < draws; d++) {
      double shape = sum / dispersion;
      double rate =
          shape > 0 ? Gamma.standard(source.stream(d), shape) * dispersion / wonByMonth.length : 0;
      future[d] = rate * weights * (newcomer[d] - acquisition.costEach());
      total[d] = base[d] + future[d];
    }
    double level = acquisition.level();
    return new CustomerEquity(
        StableSum.of(base) / draws,
        Interval.of(base, level),
        StableSum.of(future) / draws,
        Interval.of(future, level),
        Interval.of(total, level),
        mean);
  }

  /** Both together, the mean. */
  public double total() {
    return current + future;
  }

  /** In a sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "customer equity %.0f (%.0f to %.0f): today's customers %.0f (%.0f to %.0f), those to be"
            + " won %.0f (%.0f to %.0f) at %.1f a month",
        total(),
        totalInterval.lower(),
        totalInterval.upper(),
        current,
        currentInterval.lower(),
        currentInterval.upper(),
        future,
        futureInterval.lower(),
        futureInterval.upper(),
        newPerMonth);
  }
}
