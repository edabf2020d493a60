// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import io.perennial.math.summary.StableSum;
import java.util.OptionalDouble;

/**
 * How well a forecast puts customers in order. Equal forecasts share the mean of what came to them,
 * so that no measure depends on the order of the rows. Stateless; O(n log n) each.
 */
public final class Ranking {

  private Ranking() {}

  /** Spearman's correlation, ties having the mean rank; empty if a column is constant. */
  public static OptionalDouble spearman(double[] predicted, double[] actual) {
    Columns.check(predicted, actual);
    return pearson(Columns.ranks(predicted), Columns.ranks(actual));
  }

  /** Pearson's correlation; empty if a column is constant. */
  public static OptionalDouble pearson(double[] predicted, double[] actual) {
    Columns.check(predicted, actual);
    double meanPredicted = StableSum.of(predicted) / predicted.length;
    double meanActual = StableSum.of(actual) / actual.length;
    StableSum both = new StableSum();
    StableSum one = new StableSum();
    StableSum other = new StableSum();
    for (int i = 0; i < predicted.length; i++) {
      double p = predicted[i] - meanPredicted;
      double a = actual[i] - meanActual;
      both.add(p * a);
      one.add(p * p);
      other.add(a * a);
    }
    double scale = Math.sqrt(one.value()) * Math.sqrt(other.value());
    boolean constant =
        one.value() <= 1e-28 * meanPredicted * meanPredicted * predicted.length
            || other.value() <= 1e-28 * meanActual * meanActual * actual.length;
    return constant || scale == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(both.value() / scale);
  }

  /**
   * The normalised Gini coefficient: 2 mean(share of the total in the best i) - 1, customers being
   * taken in descending order of the forecast, divided by its value for the perfect order. About 0
   * for a constant forecast, 1 for a perfect one. Source: Wang, Liu and Miao (2019), with ties
   * averaged. Empty if the total is not positive or all actual values are equal.
   */
  public static OptionalDouble normalisedGini(double[] predicted, double[] actual) {
    Columns.check(predicted, actual);
    double total = StableSum.of(actual);
    double best = gini(actual, actual, total);
    return !(total > 0) || !(best > 1.0 / actual.length + 1e-12)
        ? OptionalDouble.empty()
        : OptionalDouble.of(gini(predicted, actual, total) / best);
  }

  /**
   * The share of the total that came from the {@code share} of customers with the highest
   * forecasts, rounded down to whole customers. Empty if the total is not positive.
   */
  public static OptionalDouble capture(double[] predicted, double[] actual, double share) {
    Columns.check(predicted, actual);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Invalid share: " + share + " (must be above 0 and at most 1)");
    }
    double total = StableSum.of(actual);
    if (!(total > 0)) {
      return OptionalDouble.empty();
    }
    double[] sorted = actualByForecast(predicted, actual);
    int taken = (int) Math.floor(share * predicted.length);
    StableSum sum = new StableSum();
    for (int i = 0; i < taken; i++) {
      sum.add(sorted[i]);
    }
    return OptionalDouble.of(sum.value() / total);
  }

  /** {@link #capture} of the best tenth. */
  public static OptionalDouble topDecileCapture(double[] predicted, double[] actual) {
    return capture(predicted, actual, 0.1);
  }

  /**
   * The chance that a customer with a positive actual value has a higher forecast than one without:
   * the area under the ROC curve, ties counting half. Empty if there are no such pairs.
   */
  public static OptionalDouble aucActive(double[] predicted, double[] actual) {
    Columns.check(predicted, actual);
    double[] ranks = Columns.ranks(predicted);
    double sum = 0;
    double active = 0;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] > 0) {
        sum += ranks[i];
        active++;
      }
    }
    double idle = actual.length - active;
    return active == 0 || idle == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sum - active * (active + 1) / 2) / (active * idle));
  }

  private static double gini(double[] order, double[] actual, double total) {
    double[] sorted = actualByForecast(order, actual);
    double running = 0;
    StableSum shares = new StableSum();
    for (double value : sorted) {
      running += value / total;
      shares.add(running);
    }
    return 2 * shares.value() / actual.length - 1;
  }

  /** What came, in descending order of the forecast, averaged within equal forecasts. */
  private static double[] actualByForecast(double[] predicted, double[] actual) {
    int n = predicted.length;
    int[] order = Columns.ascending(predicted);
    double[] sorted = new double[n];
    int from = n - 1;
    while (from >= 0) {
      int to = from;
      double sum = 0;
      while (to >= 0 && predicted[order[to]] == predicted[order[from]]) {
        sum += actual[order[to]];
        to--;
      }
      for (int k = from; k > to; k--) {
        sorted[n - 1 - k] = sum / (from - to);
      }
      from = to;
    }
    return sorted;
  }
}
