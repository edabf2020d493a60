// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.GroupedHistories;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Histories with scaled covariates, those that agree in all put together. Immutable. */
final class CovariateRows {

  final int[] repeats;
  final double[] recency;
  final double[] age;
  final double[] weight;

  /* Scaled covariates, double[rows][k]. */
  final double[][] z;

  private CovariateRows(int rows) {
    this.repeats = new int[rows];
    this.recency = new double[rows];
    this.age = new double[rows];
    this.weight = new double[rows];
    this.z = new double[rows][];
  }

  /**
   * Rows of customers.
   *
   * @param z of customer i, double[n][k]
   */
  static CovariateRows of(GroupedHistories histories, double[][] z) {
    int n = histories.customers();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer i) -> histories.groupOf(i))
                    .thenComparing((i, j) -> Arrays.compare(z[i], z[j])))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] opens = new boolean[n];
    int rows = 0;
    for (int k = 0; k < n; k++) {
      opens[k] =
          k == 0
              || histories.groupOf(order[k]) != histories.groupOf(order[k - 1])
              || Arrays.compare(z[order[k]], z[order[k - 1]]) != 0;
      rows += opens[k] ? 1 : 0;
    }
    CovariateRows grouped = new CovariateRows(rows);
    int row = -1;
    for (int k = 0; k < n; k++) {
      if (opens[k]) {
        row++;
        int g = histories.groupOf(order[k]);
        grouped.repeats[row] = histories.repeats(g);
        grouped.recency[row] = histories.recencyWeeks(g);
        grouped.age[row] = histories.ageWeeks(g);
        grouped.z[row] = z[order[k]];
      }
      grouped.weight[row]++;
    }
    return grouped;
  }

  int size() {
    return repeats.length;
  }

  /** About so many of the rows, evenly spaced; this itself if there are no more. */
  CovariateRows thinned(int most) {
    if (size() <= most) {
      return this;
    }
    int step = (size() - 1) / most + 1;
    CovariateRows some = new CovariateRows((size() - 1) / step + 1);
    for (int k = 0; k < some.size(); k++) {
      some.repeats[k] = repeats[k * step];
      some.recency[k] = recency[k * step];
      some.age[k] = age[k * step];
      some.weight[k] = weight[k * step];
      some.z[k] = z[k * step];
    }
    return some;
  }

  double customers() {
    double sum = 0;
    for (double each : weight) {
      sum += each;
    }
    return sum;
  }
}
