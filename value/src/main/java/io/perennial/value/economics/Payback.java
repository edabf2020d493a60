// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * When acquired customers have earned what they cost: months until the discounted margin, added up,
 * reaches the cost, straight within a month.
 *
 * @param months in the middle future; empty if fewer than half of the futures pay back in the
 *     window
 * @param lower the early end of the interval; empty if even that is later than the window
 * @param upper the late end; empty if it is later than the window
 * @param pays the share of futures that pay back within the window, in [0, 1]
 * @param window months that were looked at
 */
public record Payback(
    OptionalDouble months, OptionalDouble lower, OptionalDouble upper, double pays, int window) {

  /**
   * The payback of customers whose margin was drawn month by month.
   *
   * @param margin what they earn in each month after acquisition, in each future,
   *     double[draws][months], not discounted, finite; negative where returns exceed sales
   * @param cost of acquiring them, > 0 and finite; the same customers', all or for one
   * @param yearlyRate of interest, as 0.15; margin of a month counts as of its middle
   * @param level of the interval, within (0, 1)
   */
  public static Payback of(double[][] margin, double cost, double yearlyRate, double level) {
    if (margin.length == 0 || margin[0].length == 0 || !(cost > 0 && cost <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Cannot find the payback: "
              + margin.length
              + " futures, cost "
              + cost
              + " (must be at least 1 of at least 1 month, > 0)");
    }
    if (!(yearlyRate > -1 && yearlyRate <= 1e9) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid yearly rate or level: "
              + yearlyRate
              + ", "
              + level
              + " (must be > -1, within (0, 1))");
    }
    int window = margin[0].length;
    double[] month = new double[margin.length];
    for (int d = 0; d < margin.length; d++) {
      if (margin[d].length != window) {
        throw new IllegalArgumentException(
            "Future " + d + ": Invalid months: " + margin[d].length + " (must be " + window + ")");
      }
      month[d] = month(margin[d], cost, yearlyRate);
    }
    Arrays.sort(month);
    double pays = Arrays.stream(month).filter(m -> m <= window).count() / (double) month.length;
    double tail = (1 - level) / 2;
    return new Payback(
        at(month, 0.5, window), at(month, tail, window), at(month, 1 - tail, window), pays, window);
  }

  private static double month(double[] margin, double cost, double yearlyRate) {
    double sum = 0;
    for (int m = 0; m < margin.length; m++) {
      double earned = margin[m] * Math.pow(1 + yearlyRate, -(m + 0.5) / 12);
      if (sum + earned >= cost) {
        return earned > 0 ? m + (cost - sum) / earned : m;
      }
      sum += earned;
    }
    return Double.POSITIVE_INFINITY;
  }

  private static OptionalDouble at(double[] sorted, double p, int window) {
    double value = sorted[(int) Math.min(sorted.length - 1L, (long) (p * sorted.length))];
    return value <= window ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** In a sentence. */
  @Override
  public String toString() {
    if (pays == 0) {
      return "not paid back within " + window + " months in any future";
    }
    return String.format(
        Locale.ROOT,
        "paid back after %s months (%s to %s); within %d months in %.0f %% of futures",
        text(months),
        text(lower),
        text(upper),
        window,
        100 * pays);
  }

  private String text(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.1f", value.getAsDouble())
        : "more than " + window;
  }
}
