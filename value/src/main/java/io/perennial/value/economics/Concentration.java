// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import io.perennial.math.summary.StableSum;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How unequally value is spread over customers: the curve of Lorenz (1905) and the figures read off
 * it. Customers of negative value count as 0, and are told of apart. Immutable.
 */
public final class Concentration {

  private final double[] cumulative;
  private final double total;
  private final double negative;

  private Concentration(double[] cumulative, double total, double negative) {
    this.cumulative = cumulative;
    this.total = total;
    this.negative = negative;
  }

  /**
   * The concentration of {@code values}, in any order. O(n log n).
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public static Concentration of(double[] values) {
    double[] sorted = values.clone();
    StableSum negative = new StableSum();
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (!Double.isFinite(sorted[i])) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid value: " + sorted[i] + " (must be finite)");
      }
      if (sorted[i] < 0) {
        negative.add(sorted[i]);
        sorted[i] = 0;
      }
      sorted[i] += 0.0; // -0 is 0
      largest = Math.max(largest, sorted[i]);
    }
    Arrays.sort(sorted);
    // of the largest value, so that no sum overflows
    double[] cumulative = new double[sorted.length + 1];
    StableSum sum = new StableSum();
    for (int i = 0; i < sorted.length; i++) {
      sum.add(largest > 0 ? sorted[i] / largest : 0);
      cumulative[i + 1] = sum.value();
    }
    double whole = cumulative[sorted.length];
    for (int i = 0; i < cumulative.length && whole > 0; i++) {
      cumulative[i] /= whole;
    }
    return new Concentration(cumulative, whole * largest, negative.value());
  }

  /** How many customers. */
  public int customers() {
    return cumulative.length - 1;
  }

  /** The sum of the positive values, in currency. */
  public double total() {
    return total;
  }

  /** The sum of the negative values, in currency, <= 0. */
  public double negative() {
    return negative;
  }

  /**
   * The share of value that the poorest {@code share} of customers have, straight between two
   * customers; empty if there is no positive value.
   *
   * @param share within [0, 1]
   */
  public OptionalDouble lorenz(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("Invalid share: " + share + " (must be within [0, 1])");
    }
    if (!(total > 0)) {
      return OptionalDouble.empty();
    }
    double place = share * customers();
    int below = (int) Math.min(customers() - 1L, (long) place);
    double part = place - below;
    return OptionalDouble.of(cumulative[below] * (1 - part) + cumulative[below + 1] * part);
  }

  /** The share of value that the richest {@code share} of customers have, as 0.1 for a tenth. */
  public OptionalDouble top(double share) {
    OptionalDouble rest = lorenz(1 - share);
    return rest.isEmpty() ? rest : OptionalDouble.of(1 - rest.getAsDouble());
  }

  /** The smallest share of customers who have {@code share} of the value, the richest first. */
  public OptionalDouble customersWith(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("Invalid share: " + share + " (must be within (0, 1])");
    }
    if (!(total > 0)) {
      return OptionalDouble.empty();
    }
    int n = customers();
    int taken = 0;
    while (taken < n && 1 - cumulative[n - taken] < share - 1e-12) {
      taken++;
    }
    return OptionalDouble.of(taken / (double) n);
  }

  /** Gini's coefficient: 0 where all have the same, near 1 where one has all. */
  public OptionalDouble gini() {
    if (!(total > 0)) {
      return OptionalDouble.empty();
    }
    int n = customers();
    StableSum area = new StableSum();
    for (int i = 1; i <= n; i++) {
      area.add((cumulative[i - 1] + cumulative[i]) / n);
    }
    return OptionalDouble.of(Math.max(0, 1 - area.value()));
  }
}
