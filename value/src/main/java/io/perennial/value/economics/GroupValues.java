// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What groups of customers (channels, segments, cohorts) are worth together, in each of some
 * possible futures: future d of all groups is the same one, so that sums and comparisons have an
 * honest spread. In currency. Immutable.
 */
public final class GroupValues {

  private static final int PIECE = 1024;

  private final List<String> names;
  private final int[] customers;
  private final double[][] totals;

  private GroupValues(List<String> names, int[] customers, double[][] totals) {
    this.names = names;
    this.customers = customers;
    this.totals = totals;
  }

  /**
   * Groups whose totals were drawn elsewhere.
   *
   * @param names of the groups
   * @param customers in each, int[groups], >= 0
   * @param totals of each in each future, double[groups][draws], finite
   */
  public static GroupValues of(List<String> names, int[] customers, double[][] totals) {
    int groups = names.size();
    if (customers.length != groups || totals.length != groups) {
      throw new IllegalArgumentException(
          "Invalid groups: "
              + groups
              + " names, "
              + customers.length
              + " counts, "
              + totals.length
              + " totals (must be as many of each)");
    }
    double[][] copy = new double[groups][];
    for (int g = 0; g < groups; g++) {
      copy[g] = totals[g].clone();
      if (copy[g].length != copy[0].length
          || copy[g].length == 0
          || customers[g] < 0
          || !Arrays.stream(copy[g]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "Group "
                + names.get(g)
                + ": Invalid totals: "
                + copy[g].length
                + " of "
                + customers[g]
                + " customers (must be finite, at least 1 and as many for each group)");
      }
    }
    return new GroupValues(List.copyOf(names), customers.clone(), copy);
  }

  /**
   * The groups of n customers, each of whom has draws that share their index with the others'.
   *
   * @param groupOf the group of each customer, int[n], within [0, groups); -1 for none
   * @param draws how many each has
   * @param source the draws of customer i, double[draws]; asked once, in parallel
   */
  public static GroupValues sum(
      List<String> names, int[] groupOf, int draws, IntFunction<double[]> source) {
    int groups = names.size();
    int[] customers = new int[groups];
    for (int i = 0; i < groupOf.length; i++) {
      if (groupOf[i] < -1 || groupOf[i] >= groups) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid group: "
                + groupOf[i]
                + " (must be within [-1, "
                + groups
                + "))");
      }
      if (groupOf[i] >= 0) {
        customers[groupOf[i]]++;
      }
    }
    double[] sums =
        Chunks.sum(
            groupOf.length,
            PIECE,
            groups * draws,
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                if (groupOf[i] >= 0) {
                  double[] drawn = source.apply(i);
                  int at = groupOf[i] * draws;
                  for (int d = 0; d < draws; d++) {
                    sum[at + d] += drawn[d];
                  }
                }
              }
            });
    double[][] totals = new double[groups][];
    for (int g = 0; g < groups; g++) {
      totals[g] = Arrays.copyOfRange(sums, g * draws, (g + 1) * draws);
    }
    return of(names, customers, totals);
  }

  /** The groups' names. */
  public List<String> names() {
    return names;
  }

  /** How many customers group {@code g} has. */
  public int customers(int g) {
    return customers[g];
  }

  /** What group {@code g} is worth in each future, double[draws]; a copy. */
  public double[] totals(int g) {
    return totals[g].clone();
  }

  /** The same with {@code amounts}[g] added to group g in every future: what is there already. */
  public GroupValues plus(double[] amounts) {
    double[][] raised = new double[totals.length][];
    for (int g = 0; g < totals.length; g++) {
      double amount = amounts[g];
      raised[g] = Arrays.stream(totals[g]).map(total -> total + amount).toArray();
    }
    return of(names, customers, raised);
  }

  /** All groups together, as one that is called {@code name}. */
  public GroupValues together(String name) {
    int draws = totals.length == 0 ? 1 : totals[0].length;
    double[] sum = new double[draws];
    for (double[] total : totals) {
      for (int d = 0; d < draws; d++) {
        sum[d] += total[d];
      }
    }
    return of(List.of(name), new int[] {Arrays.stream(customers).sum()}, new double[][] {sum});
  }
}
