// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import io.perennial.segment.prepare.InputColumn;
import io.perennial.segment.prepare.Missing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Customers of a shop, of whom it is known what group each is of and what it spends next. */
final class Shop {

  static final List<InputColumn> COLUMNS =
      List.of(
          InputColumn.of("days_since_order", "recency", Missing.MEDIAN),
          InputColumn.of("purchases", "frequency", Missing.ZERO),
          InputColumn.of("spend_total", "value", Missing.ZERO),
          InputColumn.of("spend_mean", "value", Missing.MEDIAN),
          InputColumn.of("web_share_365d", "channel", Missing.ZERO));

  static final long MONTH = 30L * 86_400_000_000L;

  /** Logarithms of days, purchases and mean spend, the web's share, log of what is spent next. */
  private static final double[][] GROUPS = {
    {2, 3, 3.5, 0.2, 5.5}, // loyal
    {5.5, 1, 3, 0.5, 0.5}, // gone
    {3, 0.7, 3.2, 0.9, 2.5}, // new, by the web
    {4, 1.5, 6, 0.1, 4.5}, // seldom and much
    {1, 4.5, 1.5, 1, 3.5} // each day a little; comes later
  };

  private static final double[] DRIFT = {0.15, 0.1, 0.1};
  private static final double SPREAD = 0.3;

  private final RandomSource random;
  private final int[] groups;
  private final double drifted;

  private Shop(RandomSource random, int[] groups, double drifted) {
    this.random = random;
    this.groups = groups;
    this.drifted = drifted;
  }

  /** Customers of the first four groups, as many of each. */
  static Shop of(int customers, long seed) {
    int[] groups = new int[customers];
    Arrays.setAll(groups, i -> i % 4);
    return new Shop(RandomSource.seeded(seed), groups, 0);
  }

  /** A month later: all drift, and one of {@code oneOf} customers goes into another group. */
  Shop later(int oneOf) {
    int[] now = groups.clone();
    for (int i = 0; i < now.length; i += oneOf) {
      now[i] = (now[i] + 1) % 4;
    }
    return new Shop(random, now, drifted + 1);
  }

  /** With customers of a group that there was not. */
  Shop joinedBy(int newcomers) {
    int[] now = Arrays.copyOf(groups, groups.length + newcomers);
    Arrays.fill(now, groups.length, now.length, 4);
    return new Shop(random, now, drifted);
  }

  int group(int customer) {
    return groups[customer];
  }

  int customers() {
    return groups.length;
  }

  /** What is known of them; row i has the id i. */
  FeatureMatrix features() {
    double[][] columns = new double[COLUMNS.size()][groups.length];
    for (int i = 0; i < groups.length; i++) {
      double[] mean = GROUPS[groups[i]];
      RandomStream lasting = random.stream(i);
      RandomStream passing = random.derive("month").derive((long) drifted).stream(i);
      double[] logs = new double[3];
      for (int j = 0; j < 3; j++) {
        logs[j] =
            mean[j]
                + drifted * DRIFT[j]
                + SPREAD * (0.9 * Normal.standard(lasting) + 0.4 * Normal.standard(passing));
      }
      columns[0][i] = StrictMath.exp(logs[0]);
      columns[1][i] = 1 + Math.floor(StrictMath.exp(logs[1]));
      columns[3][i] = StrictMath.exp(logs[2]);
      columns[2][i] = columns[1][i] * columns[3][i];
      columns[4][i] = Math.min(1, Math.max(0, mean[3] + 0.05 * Normal.standard(lasting)));
    }
    long[] ids = new long[groups.length];
    Arrays.setAll(ids, i -> i);
    return new FeatureMatrix(ids, COLUMNS.stream().map(InputColumn::name).toList(), columns);
  }

  /** What each spends in the month after. */
  double[] spentAfter() {
    double[] spent = new double[groups.length];
    for (int i = 0; i < spent.length; i++) {
      RandomStream own = random.derive("spend").derive((long) drifted).stream(i);
      spent[i] = StrictMath.exp(GROUPS[groups[i]][4] + 0.4 * Normal.standard(own));
    }
    return spent;
  }

  Look past(long month) {
    return Look.past(features(), spentAfter(), month * MONTH, (month + 1) * MONTH);
  }

  Look now(long month) {
    return Look.now(features(), month * MONTH);
  }

  /** Values, those of whales so many times as large. */
  static double[] times(double[] values, boolean[] whales, double factor) {
    double[] times = values.clone();
    for (int i = 0; i < times.length; i++) {
      times[i] *= whales[i] ? factor : 1;
    }
    return times;
  }

  static DiscoverConfig config(int most) {
    return new DiscoverConfig(
        true, COLUMNS.stream().map(InputColumn::name).toList(), most, 0.01, 0.8, 600, 90, false, 0);
  }

  static Discovery discovery(int most) {
    return new Discovery(config(most), COLUMNS, Shop::named, RandomSource.seeded(7));
  }

  /** By number, the same names in each fit. */
  static List<String> named(FeatureMatrix features, Partition partition) {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < partition.clusters(); c++) {
      names.add("Group " + (c + 1));
    }
    return names;
  }
}
