// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.GroupedHistories;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Histories of which the moments of the purchases are known too, each on a path of covariates. Of
 * the moments only the sums of the covariates at them matter, so customers on the same path with
 * equal (x, t_x, T) are one row. Immutable.
 */
public final class TimedHistories {

  private final GroupedHistories histories;
  private final List<CovariatePath> paths;

  /* Rows; sums are those of all customers of a row together, double[rows][k]. */
  final int[] path;
  final int[] group;
  final double[] weight;
  final double[][] sums;

  private TimedHistories(GroupedHistories histories, List<CovariatePath> paths, int rows) {
    this.histories = histories;
    this.paths = paths;
    this.path = new int[rows];
    this.group = new int[rows];
    this.weight = new double[rows];
    this.sums = new double[rows][paths.get(0).names().size()];
  }

  /**
   * Customers who all are on one path, as seasons and promotions for all are.
   *
   * @param starts where each customer's repeats begin, ascending from 0, int[n + 1]
   * @param weeksBefore how long before the end of observation each repeat was, >= 0
   */
  public static TimedHistories of(
      GroupedHistories histories, int[] starts, double[] weeksBefore, CovariatePath path) {
    return of(histories, starts, weeksBefore, List.of(path), new int[histories.customers()]);
  }

  /**
   * Customers on paths of their own.
   *
   * @param paths all with the same names, at least one
   * @param pathOf the path of each customer, int[n]
   * @throws IllegalArgumentException if a customer has not as many moments as repeats
   */
  public static TimedHistories of(
      GroupedHistories histories,
      int[] starts,
      double[] weeksBefore,
      List<CovariatePath> paths,
      int[] pathOf) {
    int n = histories.customers();
    if (starts.length != n + 1 || pathOf.length != n || starts[n] != weeksBefore.length) {
      throw new IllegalArgumentException(
          "Invalid moments: "
              + (starts.length - 1)
              + " customers, "
              + pathOf.length
              + " paths (must be "
              + n
              + ")");
    }
    for (int i = 0; i < n; i++) {
      int repeats = histories.repeats(histories.groupOf(i));
      if (starts[i + 1] - starts[i] != repeats) {
        throw new IllegalArgumentException(
            "Invalid moments of row "
                + i
                + ": "
                + (starts[i + 1] - starts[i])
                + " (must be "
                + repeats
                + ", the repeats)");
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer i) -> pathOf[i])
                    .thenComparingInt(histories::groupOf)
                    .thenComparingInt(i -> i))
            .mapToInt(Integer::intValue)
            .toArray();
    int rows = 0;
    int[] rowOf = new int[n];
    for (int k = 0; k < n; k++) {
      boolean opens =
          k == 0
              || pathOf[order[k]] != pathOf[order[k - 1]]
              || histories.groupOf(order[k]) != histories.groupOf(order[k - 1]);
      rows += opens ? 1 : 0;
      rowOf[order[k]] = rows - 1;
    }
    TimedHistories timed = new TimedHistories(histories, List.copyOf(paths), rows);
    for (int i : order) {
      int row = rowOf[i];
      timed.path[row] = pathOf[i];
      timed.group[row] = histories.groupOf(i);
      timed.weight[row]++;
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        double[] z = paths.get(pathOf[i]).at(-weeksBefore[e]);
        for (int k = 0; k < z.length; k++) {
          timed.sums[row][k] += z[k];
        }
      }
    }
    return timed;
  }

  /** The histories, without moments. */
  public GroupedHistories histories() {
    return histories;
  }

  /** The paths. */
  public List<CovariatePath> paths() {
    return paths;
  }

  /** How many rows. */
  int size() {
    return path.length;
  }

  double customers() {
    return Arrays.stream(weight).sum();
  }

  /** About so many of the rows, evenly spaced; this itself if there are no more. */
  TimedHistories thinned(int most) {
    if (size() <= most) {
      return this;
    }
    int step = (size() - 1) / most + 1;
    TimedHistories some = new TimedHistories(histories, paths, (size() - 1) / step + 1);
    for (int k = 0; k < some.size(); k++) {
      some.path[k] = path[k * step];
      some.group[k] = group[k * step];
      some.weight[k] = weight[k * step];
      some.sums[k] = sums[k * step];
    }
    return some;
  }
}
