// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.Sample;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.history.Observed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whom a customer's forecast is set against: one typical customer, or some of the base, each
 * counting as much. Immutable.
 */
public final class Background {

  private static final String LABEL = "background";

  private final List<Facts> customers;

  private Background(List<Facts> customers) {
    this.customers = List.copyOf(customers);
  }

  /**
   * At most {@code most} customers of the base, each as likely.
   *
   * @throws TooLittleDataException for a base without a customer
   */
  public static Background sample(Observed base, int most, long seed) {
    requireCustomers(base);
    if (most < 1) {
      throw new IllegalArgumentException("Invalid background: " + most + " (must be >= 1)");
    }
    int[] rows =
        Sample.of(base.customers(), most, RandomSource.seeded(seed).derive(LABEL).stream(0));
    return of(base, rows);
  }

  /**
   * The typical customer: the one whose ranks in repeats, silence, age and mean spend are together
   * nearest to the middle, ranks of equal values being one range; the first of equals.
   *
   * @throws TooLittleDataException for a base without a customer
   */
  public static Background typical(Observed base) {
    requireCustomers(base);
    int n = base.customers();
    double[] away = new double[n];
    double[] spend = base.meanSpend();
    for (int fact = 0; fact < Facts.NAMES.size(); fact++) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        double value = facts(base, i, spend).value(fact);
        values[i] = Double.isNaN(value) ? 0 : value;
      }
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < n; i++) {
        away[i] +=
            Math.max(
                0, Math.max(first(sorted, values[i]) - 0.5 * n, 0.5 * n - last(sorted, values[i])));
      }
    }
    int nearest = IntStream.range(0, n).reduce(0, (best, i) -> away[i] < away[best] ? i : best);
    return of(base, new int[] {nearest});
  }

  private static Background of(Observed base, int[] rows) {
    double[] spend = base.meanSpend();
    List<Facts> facts = new ArrayList<>();
    for (int row : rows) {
      facts.add(facts(base, row, spend));
    }
    return new Background(facts);
  }

  static Facts facts(Observed base, int row, double[] meanSpend) {
    return Facts.of(base.history(row), meanSpend[row], base.sumOfLogIntervals(row));
  }

  List<Facts> customers() {
    return customers;
  }

  /** How many. */
  public int size() {
    return customers.size();
  }

  private static void requireCustomers(Observed base) {
    if (base.customers() == 0) {
      throw new TooLittleDataException("Cannot explain forecasts: the base has no customer");
    }
  }

  /** How many are below. */
  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many are not above. */
  private static int last(double[] sorted, double value) {
    return first(sorted, Math.nextUp(value));
  }
}
