// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The histories of many customers with equal ones put together: what models are fitted to and
 * scored on. A base of ten million customers whose times are whole days has about a million
 * different histories, so the work grows more slowly than the base. The groups are in ascending
 * order of (x, t_x, T), whatever the order of the customers. Immutable.
 */
public final class GroupedHistories {

  private final double[] times;
  private final int[] repeats;
  private final int[] recencyRanks;
  private final int[] ageRanks;
  private final int[] weights;
  private final int[] groupOfCustomer;
  private final double sumOfLogIntervals;

  private GroupedHistories(
      double[] times,
      int[] repeats,
      int[] recencyRanks,
      int[] ageRanks,
      int[] weights,
      int[] groupOfCustomer,
      double sumOfLogIntervals) {
    this.times = times;
    this.repeats = repeats;
    this.recencyRanks = recencyRanks;
    this.ageRanks = ageRanks;
    this.weights = weights;
    this.groupOfCustomer = groupOfCustomer;
    this.sumOfLogIntervals = sumOfLogIntervals;
  }

  /** Groups {@code histories}; customer i is the i-th of the list. */
  public static GroupedHistories of(List<PurchaseHistory> histories) {
    int n = histories.size();
    int[] repeats = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    int i = 0;
    for (PurchaseHistory history : histories) {
      repeats[i] = history.repeats();
      recency[i] = history.recencyWeeks();
      age[i] = history.ageWeeks();
      i++;
    }
    return of(repeats, recency, age);
  }

  /**
   * Groups histories given as columns of n values; see {@link PurchaseHistory} for their meaning.
   * About 0.1 microseconds a customer, in parallel.
   *
   * @throws IllegalArgumentException if the columns differ in length, or a row is no history; the
   *     message names the row
   */
  public static GroupedHistories of(int[] repeats, double[] recencyWeeks, double[] ageWeeks) {
    int n = repeats.length;
    if (recencyWeeks.length != n || ageWeeks.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " repeats, "
              + recencyWeeks.length
              + " recencies, "
              + ageWeeks.length
              + " ages (must be as many of each)");
    }
    return new Grouping(repeats, recencyWeeks, ageWeeks).group();
  }

  /**
   * Groups by their keys, which are (place of x * times + place of t_x) * times + place of T.
   *
   * @param sortedKeys ascending
   * @param timeBits of all times, ascending
   * @param sortedCounts all x, ascending
   */
  static GroupedHistories ofKeys(
      long[] sortedKeys, long[] timeBits, long[] sortedCounts, int[] weights, int[] groupOfRow) {
    long timesBase = Math.max(1, timeBits.length);
    int m = sortedKeys.length;
    int[] x = new int[m];
    int[] recencyRanks = new int[m];
    int[] ageRanks = new int[m];
    for (int g = 0; g < m; g++) {
      ageRanks[g] = (int) (sortedKeys[g] % timesBase);
      long rest = sortedKeys[g] / timesBase;
      recencyRanks[g] = (int) (rest % timesBase);
      x[g] = (int) sortedCounts[(int) (rest / timesBase)];
    }
    double[] times = Arrays.stream(timeBits).mapToDouble(Double::longBitsToDouble).toArray();
    return new GroupedHistories(times, x, recencyRanks, ageRanks, weights, groupOfRow, Double.NaN);
  }

  /**
   * The same histories, and how regular the buying was: what the choice of k needs.
   *
   * @param sum over all customers and all their repeat purchases, of the logarithm of the weeks
   *     since the purchase before; finite
   */
  public GroupedHistories withSumOfLogIntervals(double sum) {
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException(
          "Invalid sum of log intervals: " + sum + " (must be finite)");
    }
    return new GroupedHistories(
        times, repeats, recencyRanks, ageRanks, weights, groupOfCustomer, sum);
  }

  /** See {@link #withSumOfLogIntervals}; empty where it was not given. */
  public OptionalDouble sumOfLogIntervals() {
    return Double.isNaN(sumOfLogIntervals)
        ? OptionalDouble.empty()
        : OptionalDouble.of(sumOfLogIntervals);
  }

  /** How many customers. */
  public int customers() {
    return groupOfCustomer.length;
  }

  /** How many groups, that is different histories. */
  public int size() {
    return repeats.length;
  }

  /** The group of customer {@code i}. */
  public int groupOf(int i) {
    return groupOfCustomer[i];
  }

  /** x of group {@code g}. */
  public int repeats(int g) {
    return repeats[g];
  }

  /** t_x of group {@code g}, in weeks. */
  public double recencyWeeks(int g) {
    return times[recencyRanks[g]];
  }

  /** T of group {@code g}, in weeks. */
  public double ageWeeks(int g) {
    return times[ageRanks[g]];
  }

  /** How many customers group {@code g} has. */
  public int weight(int g) {
    return weights[g];
  }

  /** The history that group {@code g} shares. */
  public PurchaseHistory history(int g) {
    return new PurchaseHistory(repeats[g], recencyWeeks(g), ageWeeks(g));
  }

  /** All times that occur, as recency or age, ascending without repetition, in weeks; a copy. */
  public double[] times() {
    return times.clone();
  }

  /** The place of group {@code g}'s recency in {@link #times()}. */
  public int recencyRank(int g) {
    return recencyRanks[g];
  }

  /** The place of group {@code g}'s age in {@link #times()}. */
  public int ageRank(int g) {
    return ageRanks[g];
  }

  /** All repeat purchases of all customers. */
  public long totalRepeats() {
    long sum = 0;
    for (int g = 0; g < repeats.length; g++) {
      sum += (long) repeats[g] * weights[g];
    }
    return sum;
  }

  /** How many customers have a repeat purchase. */
  public int repeaters() {
    int sum = 0;
    for (int g = 0; g < repeats.length; g++) {
      sum += repeats[g] > 0 ? weights[g] : 0;
    }
    return sum;
  }

  /** The sum of all customers' ages, in weeks. */
  public double totalAgeWeeks() {
    double sum = 0;
    for (int g = 0; g < repeats.length; g++) {
      sum += ageWeeks(g) * weights[g];
    }
    return sum;
  }

  /** A value per group, spread to a value per customer. */
  public double[] spread(double[] perGroup) {
    double[] values = new double[groupOfCustomer.length];
    Chunks.forEach(
        values.length,
        1 << 16,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            values[i] = perGroup[groupOfCustomer[i]];
          }
        });
    return values;
  }

  /**
   * About {@code groups} of the groups, evenly spaced, with their weights: enough to come near the
   * maximum of a likelihood. This object itself if it is not larger. Its customers are not those of
   * this object.
   */
  public GroupedHistories thinned(int groups) {
    if (size() <= groups) {
      return this;
    }
    int step = (size() - 1) / groups + 1;
    int m = (size() - 1) / step + 1;
    int[] x = new int[m];
    int[] recency = new int[m];
    int[] age = new int[m];
    int[] weight = new int[m];
    for (int k = 0; k < m; k++) {
      int g = k * step;
      x[k] = repeats[g];
      recency[k] = recencyRanks[g];
      age[k] = ageRanks[g];
      weight[k] = weights[g];
    }
    return new GroupedHistories(times, x, recency, age, weight, new int[0], Double.NaN);
  }
}
