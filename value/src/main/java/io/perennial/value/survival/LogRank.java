// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.distribution.ChiSquared;
import io.perennial.math.linear.SymmetricEigen;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Do groups stay equally long? The log-rank test of Mantel (1966) and Peto and Peto (1972).
 *
 * @param statistic chi-square, >= 0
 * @param degrees of freedom: groups that can be compared, less one
 * @param pValue the chance of at least this statistic if they do, in [0, 1]
 * @param groups what was seen in each and what would have been expected
 */
public record LogRank(double statistic, int degrees, double pValue, List<Group> groups) {

  public LogRank {
    groups = List.copyOf(groups);
  }

  /**
   * One of the groups.
   *
   * @param size lives in it
   * @param ends how many ended
   * @param expected how many would have, had all groups the same hazard
   */
  public record Group(int size, int ends, double expected) {}

  /**
   * Compares {@code groups} groups. O(n log n + ends x groups^2).
   *
   * @param groupOf the group of each life, int[n], within [0, groups)
   * @throws TooLittleDataException if no two groups are ever at risk together
   */
  public static LogRank test(Durations lives, int[] groupOf, int groups) {
    if (groupOf.length != lives.size() || groups < 2) {
      throw new IllegalArgumentException(
          "Invalid groups: "
              + groups
              + " of "
              + groupOf.length
              + " lives (must be >= 2 of "
              + lives.size()
              + ")");
    }
    EndTimes all = EndTimes.of(lives);
    double[][] atRisk = new double[groups][all.size()];
    double[] expected = new double[groups];
    int[] ends = new int[groups];
    int[] size = new int[groups];
    for (int g = 0; g < groups; g++) {
      int group = g;
      int[] rows = IntStream.range(0, groupOf.length).filter(i -> groupOf[i] == group).toArray();
      size[g] = rows.length;
      Durations own = lives.only(rows);
      ends[g] = own.ends();
      atRisk[g] = riskAt(own, all);
    }
    double[][] covariance = new double[groups][groups];
    for (int j = 0; j < all.size(); j++) {
      double n = all.atRisk(j);
      double d = all.ends(j);
      double spread = n > 1 ? d * (n - d) / (n - 1) : 0;
      for (int g = 0; g < groups; g++) {
        double share = atRisk[g][j] / n;
        expected[g] += d * share;
        for (int h = 0; h < groups; h++) {
          covariance[g][h] += spread * share * ((g == h ? 1 : 0) - atRisk[h][j] / n);
        }
      }
    }
    List<Group> rows = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      rows.add(new Group(size[g], ends[g], expected[g]));
    }
    return of(covariance, rows);
  }

  /** The quadratic form in the directions in which anything could be seen. */
  private static LogRank of(double[][] covariance, List<Group> rows) {
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double[] values = eigen.values();
    double least = 1e-10 * values[values.length - 1];
    double statistic = 0;
    int degrees = 0;
    for (int k = 0; k < values.length; k++) {
      if (values[k] > least && values[k] > 0) {
        double[] vector = eigen.vector(k);
        double along = 0;
        for (int g = 0; g < vector.length; g++) {
          along += vector[g] * (rows.get(g).ends() - rows.get(g).expected());
        }
        statistic += along * along / values[k];
        degrees++;
      }
    }
    if (degrees == 0) {
      throw new TooLittleDataException(
          "Cannot compare groups by log-rank: no two of them were at risk when a life ended");
    }
    return new LogRank(statistic, degrees, new ChiSquared(degrees).upperTail(statistic), rows);
  }

  private static double[] riskAt(Durations own, EndTimes all) {
    double[] time = IntStream.range(0, own.size()).mapToDouble(own::time).sorted().toArray();
    double[] entry = IntStream.range(0, own.size()).mapToDouble(own::entry).sorted().toArray();
    double[] risk = new double[all.size()];
    int over = 0;
    int seen = 0;
    for (int j = 0; j < risk.length; j++) {
      while (over < time.length && time[over] < all.time(j)) {
        over++;
      }
      while (seen < entry.length && entry[seen] < all.time(j)) {
        seen++;
      }
      risk[j] = seen - (double) over;
    }
    return risk;
  }
}
