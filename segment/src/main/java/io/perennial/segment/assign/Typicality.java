// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.special.GammaFunctions;
import java.util.Arrays;

/**
 * Which share of a segment's customers is at least as far from its mean: a table of squared
 * distances up to the 95 % quantile, an exponential tail beyond it (peaks over a threshold, of
 * shape 0, as squared distances of normal populations have). Immutable.
 */
final class Typicality {

  private static final int STEPS = 32;
  private static final double TABLED = 0.95;
  static final int ENOUGH = 200;

  /** Squared distances at 0, TABLED / STEPS, … TABLED, then the mean excess beyond. */
  private final double[] table;

  /**
   * @param table shape [STEPS + 2], ascending but for the last; kept, not copied
   */
  Typicality(double[] table) {
    if (table.length != STEPS + 2) {
      throw new IllegalArgumentException(
          "Invalid typicality: " + table.length + " numbers (must be " + (STEPS + 2) + ")");
    }
    this.table = table;
  }

  double[] table() {
    return table;
  }

  /**
   * Of the squared distances of members that the mean did not learn from; of a normal population
   * where there are fewer than 200.
   *
   * @param squared in any order; is sorted
   */
  static Typicality of(double[] squared, int dimensions) {
    if (squared.length < ENOUGH) {
      return normal(dimensions);
    }
    Arrays.sort(squared);
    double[] table = new double[STEPS + 2];
    for (int i = 0; i <= STEPS; i++) {
      double place = TABLED * i / STEPS * (squared.length - 1);
      int below = (int) place;
      double above = squared[Math.min(below + 1, squared.length - 1)];
      table[i] = squared[below] + (place - below) * (above - squared[below]);
    }
    double excess = 0;
    int beyond = 0;
    for (int i = squared.length - 1; i >= 0 && squared[i] > table[STEPS]; i--) {
      excess += squared[i] - table[STEPS];
      beyond++;
    }
    table[STEPS + 1] = Math.max(beyond == 0 ? 0 : excess / beyond, 1e-9);
    return new Typicality(table);
  }

  /** Chi-square of so many degrees of freedom. */
  static Typicality normal(int dimensions) {
    double[] table = new double[STEPS + 2];
    for (int i = 1; i <= STEPS; i++) {
      table[i] = chiSquare(dimensions, TABLED * i / STEPS);
    }
    table[STEPS + 1] = (chiSquare(dimensions, 0.999) - table[STEPS]) / StrictMath.log(50);
    return new Typicality(table);
  }

  private static double chiSquare(int degrees, double p) {
    double low = 0;
    double high = 10 + 4.0 * degrees;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (GammaFunctions.regularizedLower(degrees / 2.0, middle / 2) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The share of customers at least as far, within (0, 1]. */
  double at(double squared) {
    double last = table[STEPS];
    if (squared > last) {
      double p = (1 - TABLED) * StrictMath.exp(-(squared - last) / table[STEPS + 1]);
      return Math.max(p, Double.MIN_NORMAL);
    }
    if (squared <= table[0]) {
      return 1;
    }
    int low = 0;
    int high = STEPS;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (table[middle] < squared) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double part = (squared - table[low]) / (table[high] - table[low]);
    return 1 - TABLED * (low + part) / STEPS;
  }
}
