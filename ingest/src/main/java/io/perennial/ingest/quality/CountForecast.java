// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.Arrays;

/**
 * The count of a day by those of others. Two views of chance must both find a count strange before
 * it is outside:
 *
 * <ol>
 *   <li>Days differ by more than chance, so that variance = mean + phi mean². Counts are put on the
 *       scale on which that is constant (Anscombe 1948, asinh for negative binomial counts); there
 *       a line over time and a level for each weekday are fitted, and a new day is within Student's
 *       prediction interval.
 *   <li>Days differ by chance alone: given its sum with the others of its weekday, the count is
 *       binomial. Exact however small the counts are.
 * </ol>
 */
final class CountForecast {

  /** Weekdays have levels of their own where each was seen so often. */
  private static final int SEEN = 3;

  private static final double HALF = 0.375;

  private final double spread;
  private final double centre;
  private final double deviation;
  private final double freedom;
  private final double sum;
  private final double days;

  private CountForecast(
      double spread, double centre, double deviation, double freedom, double sum, double days) {
    this.spread = spread;
    this.centre = centre;
    this.deviation = deviation;
    this.freedom = freedom;
    this.sum = sum;
    this.days = days;
  }

  /**
   * @param counts of other days, at least four
   * @param at when they were, in days
   * @param weekdays of them, 0 to 6
   */
  static CountForecast of(double[] counts, int[] at, int[] weekdays, int day, int weekday) {
    int[] levels = levels(weekdays, weekday);
    int count = Arrays.stream(levels).max().orElse(0) + 1;
    int own = count == 1 ? 0 : weekday;
    double spread = spread(counts, levels, count);
    int n = counts.length;
    int columns = count + 1;
    double[][] gram = new double[columns][columns];
    double[] right = new double[columns];
    double[] row = new double[columns];
    double[] scaled = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = scale(counts[i], spread);
      fill(row, levels[i], at[i] - day);
      for (int a = 0; a < columns; a++) {
        right[a] += row[a] * scaled[i];
        for (int b = 0; b < columns; b++) {
          gram[a][b] += row[a] * row[b];
        }
      }
    }
    double[][] inverse = inverse(gram);
    double[] beta = product(inverse, right);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = scaled[i] - beta[levels[i]] - beta[columns - 1] * (at[i] - day);
      squares += off * off;
    }
    double freedom = n - columns;
    // the least that chance alone makes on this scale is 1/2
    double deviation = Math.max(0.5, Math.sqrt(squares / freedom));
    double leverage = inverse[own][own];
    double sum = 0;
    double days = 0;
    for (int i = 0; i < n; i++) {
      if (levels[i] == own) {
        sum += counts[i];
        days++;
      }
    }
    return new CountForecast(
        spread, beta[own], deviation * Math.sqrt(1 + leverage), freedom, sum, days);
  }

  /** Which level each day has: its weekday, or one for all where weekdays are too few. */
  private static int[] levels(int[] weekdays, int weekday) {
    int[] seen = new int[7];
    for (int day : weekdays) {
      seen[day]++;
    }
    boolean enough = seen[weekday] >= SEEN && Arrays.stream(seen).min().orElse(0) >= SEEN;
    return enough ? weekdays : new int[weekdays.length];
  }

  private static void fill(double[] row, int level, double time) {
    Arrays.fill(row, 0);
    row[level] = 1;
    row[row.length - 1] = time;
  }

  /** phi by moments, about the means of the levels. */
  private static double spread(double[] counts, int[] levels, int count) {
    double[] mean = new double[count];
    double[] n = new double[count];
    for (int i = 0; i < counts.length; i++) {
      mean[levels[i]] += counts[i];
      n[levels[i]]++;
    }
    double excess = 0;
    double squares = 0;
    for (int l = 0; l < count; l++) {
      mean[l] /= Math.max(1, n[l]);
    }
    for (int i = 0; i < counts.length; i++) {
      int l = levels[i];
      double off = counts[i] - mean[l];
      excess += off * off * n[l] / Math.max(1, n[l] - 1) - mean[l];
      squares += mean[l] * mean[l];
    }
    return squares == 0 ? 0 : Math.max(0, Math.min(4, excess / squares));
  }

  private static double scale(double count, double spread) {
    double x = count + HALF;
    if (spread < 1e-9) {
      return Math.sqrt(x);
    }
    double root = Math.sqrt(spread * x);
    return Math.log(root + Math.sqrt(root * root + 1)) / Math.sqrt(spread);
  }

  private static double unscale(double y, double spread) {
    if (y <= 0) {
      return 0;
    }
    if (spread < 1e-9) {
      return Math.max(0, y * y - HALF);
    }
    double root = Math.sinh(Math.min(300, Math.sqrt(spread) * y));
    return Math.max(0, root * root / spread - HALF);
  }

  /** The middle of what is expected. */
  double expected() {
    return unscale(centre, spread);
  }

  /** Below it with a chance of at most {@code tail}. */
  double low(double tail) {
    double byDays =
        Math.ceil(unscale(centre - Tails.student(tail, freedom) * deviation, spread) - 1e-9);
    double chance = 1 / (days + 1);
    if (Tails.atMost(0, sum, chance) >= tail) {
      return 0;
    }
    double byChance =
        Tails.largest(x -> 1 - Tails.atMost(x - 1, sum + x - 1, chance), 1 - tail, 0, sum + 1);
    return Math.min(byDays, byChance);
  }

  /** Above it with a chance of at most {@code tail}. */
  double high(double tail) {
    double byDays =
        Math.floor(unscale(centre + Tails.student(tail, freedom) * deviation, spread) + 1e-9);
    double chance = 1 / (days + 1);
    double byChance = Tails.largest(x -> Tails.atLeast(x, sum + x, chance), tail, 0, 1e15);
    return Math.max(byDays, byChance);
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int a = 0; a < vector.length; a++) {
      for (int b = 0; b < vector.length; b++) {
        product[a] += matrix[a][b] * vector[b];
      }
    }
    return product;
  }

  /** By Gauss and Jordan; the matrix is symmetric and positive definite, so no pivot is 0. */
  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] work = new double[n][2 * n];
    for (int a = 0; a < n; a++) {
      System.arraycopy(matrix[a], 0, work[a], 0, n);
      work[a][n + a] = 1;
    }
    for (int p = 0; p < n; p++) {
      double pivot = work[p][p];
      for (int b = 0; b < 2 * n; b++) {
        work[p][b] /= pivot;
      }
      for (int a = 0; a < n; a++) {
        double factor = work[a][p];
        if (a != p && factor != 0) {
          for (int b = 0; b < 2 * n; b++) {
            work[a][b] -= factor * work[p][b];
          }
        }
      }
    }
    double[][] inverse = new double[n][];
    for (int a = 0; a < n; a++) {
      inverse[a] = Arrays.copyOfRange(work[a], n, 2 * n);
    }
    return inverse;
  }
}
