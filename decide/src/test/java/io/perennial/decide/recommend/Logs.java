// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/** Logs for tests. */
final class Logs {

  private Logs() {}

  /** 700 rows of 40 customers and 30 items on days 0 to 99, by a generator of one line. */
  static Interactions small() {
    int n = 700;
    long[][] rows = new long[n][];
    long state = 7;
    for (int row = 0; row < n; row++) {
      long[] drawn = new long[4];
      for (int k = 0; k < 4; k++) {
        state = (1103515245L * state + 12345) & 0x7fffffffL;
        drawn[k] = state >> 8;
      }
      rows[row] =
          new long[] {drawn[0] % 40, Math.min(drawn[1] % 30, drawn[2] % 30), drawn[3] % 100};
    }
    return of(40, 30, 99, rows);
  }

  /**
   * @param rows of customer, item, day
   */
  static Interactions of(int customers, int items, long end, long[]... rows) {
    double[] one = new double[rows.length];
    Arrays.fill(one, 1);
    return Interactions.of(
        customers,
        items,
        Arrays.stream(rows).mapToInt(row -> (int) row[0]).toArray(),
        Arrays.stream(rows).mapToInt(row -> (int) row[1]).toArray(),
        Arrays.stream(rows).mapToLong(row -> row[2]).toArray(),
        one,
        one,
        end);
  }

  /**
   * Customers of four tastes, each for a quarter of the items: nine purchases in ten are of their
   * own taste, and half of them of something bought before. Over a year.
   */
  static Interactions tastes(int customers, int items, long seed) {
    int each = 40;
    long[][] rows = new long[customers * each][];
    for (int c = 0; c < customers; c++) {
      RandomStream random = RandomSource.seeded(seed).stream(c);
      int taste = c % 4;
      for (int k = 0; k < each; k++) {
        int item =
            random.chance(0.9)
                ? taste + 4 * Math.min(random.nextInt(items / 4), random.nextInt(items / 4))
                : random.nextInt(items);
        if (k > 0 && random.chance(0.5)) {
          item = (int) rows[c * each + random.nextInt(k)][1];
        }
        rows[c * each + k] = new long[] {c, item, random.nextInt(365)};
      }
    }
    return of(customers, items, 364, rows);
  }
}
