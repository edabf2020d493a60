// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.distribution.Normal;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Who buys an item again, and when. After the n-th purchase a share of customers comes back to the
 * item, after a gap whose logarithm is normal; the others never do. Both are learned from the gaps
 * seen and those that are still open (a cure model with right censoring, by expectation and
 * maximisation: Boag 1949, Farewell 1982), then by item, mixed with those of all items. O(rows).
 */
public final class ReplenishmentTrainer implements RecommenderTrainer {

  static final int COUNTS = 6;
  private static final int ROUNDS = 30;
  private static final int ITEM_ROUNDS = 3;
  private static final int DAYS = 4_096;
  private static final double LEAST_DEVIATION = 0.1;
  private static final double[] LOG_AGES =
      IntStream.range(0, DAYS).mapToDouble(days -> StrictMath.log(days + 0.5)).toArray();

  private final ReplenishmentConfig config;

  public ReplenishmentTrainer(ReplenishmentConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "replenishment";
  }

  @Override
  public Replenishment train(Interactions log) {
    Gaps gaps = new Gaps(log);
    double[] share = new double[COUNTS];
    Arrays.fill(share, 0.5);
    double mean = StrictMath.log(30);
    double deviation = 1;
    for (int round = 0; round < ROUNDS; round++) {
      double sum = 0;
      double squares = 0;
      double all = 0;
      for (int n = 0; n < COUNTS; n++) {
        double back = 1; // one of two who came back, as it were: shares stay within (0, 1)
        double of = 2;
        for (int days = 0; days < DAYS; days++) {
          long closed = gaps.closed[n][days];
          long open = gaps.open[n][days];
          if (closed > 0) {
            double x = StrictMath.log(Math.max(1, days));
            back += closed;
            of += closed;
            all += closed;
            sum += closed * x;
            squares += closed * (x - mean) * (x - mean);
          }
          if (open > 0) {
            Open still = Open.of(days, share[n], mean, deviation);
            back += open * still.back;
            of += open;
            all += open * still.back;
            sum += open * still.back * still.logGap;
            squares += open * still.back * still.square;
          }
        }
        share[n] = back / of;
      }
      if (all > 0) {
        double next = sum / all;
        deviation =
            Math.max(
                LEAST_DEVIATION,
                Math.sqrt(Math.max(0, squares / all - (next - mean) * (next - mean))));
        mean = next;
      }
    }
    return byItem(log, share, mean, deviation);
  }

  /** From what all items have in common to each item's own share and mean, the deviation within. */
  private Replenishment byItem(Interactions log, double[] share, double mean, double deviation) {
    ItemGaps gaps = new ItemGaps(log, share);
    int items = log.items();
    double usual = Arrays.stream(share).average().orElse(0);
    double prior = config.itemPrior();
    float[] ratio = new float[items];
    float[] means = new float[items];
    Arrays.fill(ratio, 1);
    Arrays.fill(means, (float) mean);
    for (int round = 0; round < ITEM_ROUNDS; round++) {
      double[] back = gaps.closed.clone();
      double[] logs = gaps.logs.clone();
      double all = 0;
      double squares = 0;
      for (int item = 0; item < items; item++) {
        all += back[item];
        squares +=
            gaps.squares[item]
                - 2 * means[item] * gaps.logs[item]
                + back[item] * means[item] * means[item];
      }
      for (int k = 0; k < gaps.openItem.length; k++) {
        int item = gaps.openItem[k];
        double chance = Replenishment.back(share[gaps.openCount[k]], ratio[item]);
        Open still = Open.of(gaps.openDays[k], chance, means[item], deviation);
        back[item] += still.back;
        logs[item] += still.back * still.logGap;
        all += still.back;
        squares += still.back * still.square;
      }
      for (int item = 0; item < items; item++) {
        ratio[item] =
            (float) ((back[item] + prior * usual) / (gaps.expected[item] + prior * usual));
        means[item] = (float) ((logs[item] + prior * mean) / (back[item] + prior));
      }
      deviation = all > 0 ? Math.max(LEAST_DEVIATION, Math.sqrt(squares / all)) : deviation;
    }
    return new Replenishment(config, share, ratio, means, deviation);
  }

  /** The bucket of those who have bought so many times. */
  static int count(int purchases) {
    return Math.min(purchases, COUNTS) - 1;
  }

  /** A gap that is still open: is the customer coming back, and if so after how long in all. */
  private static final class Open {

    private final double back;
    private final double logGap;
    private final double square;

    private Open(double back, double logGap, double square) {
      this.back = back;
      this.logGap = logGap;
      this.square = square;
    }

    static Open of(long days, double share, double mean, double deviation) {
      double log = days < DAYS ? LOG_AGES[(int) days] : StrictMath.log(days + 0.5);
      double z = (log - mean) / deviation;
      double later = Normal.standard().cumulative(-z);
      double back = share * later / (1 - share + share * later);
      // the mean of a normal above z, which is z itself in the far tail
      double hazard =
          later < 1e-12
              ? Math.max(z, 0)
              : StrictMath.exp(-0.5 * z * z) / 2.5066282746310002 / later;
      return new Open(back, mean + deviation * hazard, deviation * deviation * (1 + z * hazard));
    }
  }

  /** The sums of closed gaps by item, and the open ones. */
  private static final class ItemGaps {

    private final double[] closed;
    private final double[] logs;
    private final double[] squares;
    private final double[] expected;
    private final int[] openItem;
    private final byte[] openCount;
    private final int[] openDays;

    ItemGaps(Interactions log, double[] share) {
      closed = new double[log.items()];
      logs = new double[log.items()];
      squares = new double[log.items()];
      expected = new double[log.items()];
      int[] item = new int[log.rows()];
      byte[] count = new byte[log.rows()];
      int[] days = new int[log.rows()];
      int[] open = new int[1];
      each(
          log,
          (what, before, gap) -> {
            double x = StrictMath.log(Math.max(1, gap));
            closed[what]++;
            logs[what] += x;
            squares[what] += x * x;
            expected[what] += share[before];
          },
          (what, before, age) -> {
            expected[what] += share[before];
            item[open[0]] = what;
            count[open[0]] = (byte) before;
            days[open[0]++] = age;
          });
      openItem = Arrays.copyOf(item, open[0]);
      openCount = Arrays.copyOf(count, open[0]);
      openDays = Arrays.copyOf(days, open[0]);
    }
  }

  /** What is told of one gap: the item, the bucket of purchases before it, its days. */
  private interface Gap {
    void seen(int item, int before, int days);
  }

  /** Tells of every gap from one purchase of an item to the next, and of those still open. */
  private static void each(Interactions log, Gap closed, Gap open) {
    int[] previous = new int[log.items()];
    int[] times = new int[log.items()];
    int[] owner = new int[log.items()];
    for (int c = 0; c < log.customers(); c++) {
      int from = log.start(c);
      int to = log.start(c + 1);
      for (int row = from; row < to; row++) {
        int item = log.item(row);
        int day = (int) log.day(row);
        if (owner[item] == c + 1) {
          closed.seen(item, count(times[item]), day - previous[item]);
          times[item]++;
        } else {
          owner[item] = c + 1;
          times[item] = 1;
        }
        previous[item] = day;
      }
      for (int row = from; row < to; row++) {
        int item = log.item(row);
        if (previous[item] == log.day(row)) {
          open.seen(item, count(times[item]), (int) log.end() - previous[item]);
        }
      }
    }
  }

  /** Gaps of all items, counted by purchases before and days. */
  private static final class Gaps {

    private final long[][] closed = new long[COUNTS][DAYS];
    private final long[][] open = new long[COUNTS][DAYS];

    Gaps(Interactions log) {
      each(
          log,
          (item, before, days) -> closed[before][Math.min(DAYS - 1, days)]++,
          (item, before, days) -> open[before][Math.min(DAYS - 1, days)]++);
    }
  }
}
