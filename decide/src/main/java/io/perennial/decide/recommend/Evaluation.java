// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Quantiles;
import io.perennial.math.summary.StableSum;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A shelf judged on what customers bought after it was made: customer by customer, so that two
 * shelves can be compared on the same ones. Intervals are percentiles of means over customers drawn
 * again with replacement: Efron (1979). Immutable.
 */
public final class Evaluation {

  private static final int MOST_DRAWS = 1_000;
  private static final int LEAST_DRAWS = 200;
  private static final long ENOUGH = 100_000_000;
  private static final int TILE = 20;

  private final double[] ndcg;
  private final double[] recall;
  private final double[] precision;
  private final double[] hit;
  private final double[] novelty;
  private final double coverage;

  private Evaluation(int n, double coverage) {
    ndcg = new double[n];
    recall = new double[n];
    precision = new double[n];
    hit = new double[n];
    novelty = new double[n];
    this.coverage = coverage;
  }

  /**
   * Judges what {@code shelf} says of the customers of {@code split} who have anything that counts.
   *
   * @param shelf made from the training part alone
   * @param bought the variant: all items of the test, or those new to the customer; the shelf is
   *     asked for the same
   * @param k length of a list
   */
  public static Evaluation of(Shelf shelf, TimeSplit split, Bought bought, int k) {
    return of(shelf, split, bought, k, Integer.MAX_VALUE);
  }

  /**
   * The same of some of them.
   *
   * @param most customers, spread evenly over all
   */
  public static Evaluation of(Shelf shelf, TimeSplit split, Bought bought, int k, int most) {
    int[] all = split.judged(bought);
    int n = Math.min(most, all.length);
    int[] customers =
        IntStream.range(0, n).map(i -> all[(int) ((long) i * all.length / n)]).toArray();
    Shelf asked = shelf.with(shelf.config().withSize(k).withBought(bought));
    return of(asked.recommendAll(split.train(), customers), customers, split, bought, k);
  }

  /** Judges lists that were made in any way: those of {@code customers}, in their order. */
  static Evaluation of(Slates slates, int[] customers, TimeSplit split, Bought bought, int k) {
    int[] buyers = buyers(split.train());
    int sold = (int) Arrays.stream(buyers).filter(count -> count > 0).count();
    long known = activeCustomers(split.train());
    BitSet shown = new BitSet();
    for (int row = 0; row < customers.length; row++) {
      for (int place = 0; place < slates.size(row); place++) {
        shown.set(slates.item(row, place));
      }
    }
    Evaluation all =
        new Evaluation(customers.length, sold == 0 ? 0 : (double) shown.cardinality() / sold);
    for (int row = 0; row < customers.length; row++) {
      int[] list = new int[slates.size(row)];
      double bits = 0;
      for (int place = 0; place < list.length; place++) {
        list[place] = slates.item(row, place);
        bits += RankingScore.log2((double) known / Math.max(1, buyers[list[place]]));
      }
      RankingScore score = RankingScore.of(list, split.relevant(customers[row], bought), k);
      all.ndcg[row] = score.ndcg();
      all.recall[row] = score.recall();
      all.precision[row] = score.averagePrecision();
      all.hit[row] = score.hit();
      all.novelty[row] = list.length == 0 ? 0 : bits / list.length;
    }
    return all;
  }

  /** How many customers were judged. */
  public int customers() {
    return ndcg.length;
  }

  /** All measures with their intervals; zero where nobody was judged. */
  public Quality quality(RandomSource random) {
    return new Quality(
        customers(),
        measured(ndcg, random),
        measured(recall, random),
        measured(precision, random),
        measured(hit, random),
        coverage,
        measured(novelty, random));
  }

  /** The mean nDCG alone, without its interval. */
  public double ndcg() {
    return mean(ndcg);
  }

  /**
   * By how much the nDCG here is above that of {@code other}, customer by customer: drawn in pairs,
   * which makes the interval narrower than those of both.
   *
   * @param other of the same customers
   */
  public Measured ndcgAbove(Evaluation other, RandomSource random) {
    if (other.customers() != customers()) {
      throw new IllegalArgumentException(
          "Invalid comparison: "
              + other.customers()
              + " customers (must be the same "
              + customers()
              + ")");
    }
    double[] difference = new double[customers()];
    for (int row = 0; row < difference.length; row++) {
      difference[row] = ndcg[row] - other.ndcg[row];
    }
    return measured(difference, random);
  }

  private static Measured measured(double[] values, RandomSource random) {
    int n = values.length;
    if (n == 0) {
      return new Measured(0, new Interval(0, 0));
    }
    int draws = (int) Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, ENOUGH / n));
    double[] means = new double[draws];
    RandomSource source = random.derive("customers drawn again");
    Chunks.forEach(
        draws,
        TILE,
        (from, to) -> {
          for (int draw = from; draw < to; draw++) {
            RandomStream lots = source.stream(draw);
            double sum = 0;
            for (int i = 0; i < n; i++) {
              sum += values[lots.nextInt(n)];
            }
            means[draw] = sum / n;
          }
        });
    Quantiles quantiles = Quantiles.of(means);
    return new Measured(mean(values), new Interval(quantiles.at(0.025), quantiles.at(0.975)));
  }

  private static double mean(double[] values) {
    return values.length == 0 ? 0 : StableSum.of(values) / values.length;
  }

  /** Customers who bought each item. */
  private static int[] buyers(Interactions log) {
    int[] buyers = new int[log.items()];
    int[] latest = new int[log.items()];
    for (int c = 0; c < log.customers(); c++) {
      for (int row = log.start(c); row < log.start(c + 1); row++) {
        if (latest[log.item(row)] != c + 1) {
          latest[log.item(row)] = c + 1;
          buyers[log.item(row)]++;
        }
      }
    }
    return buyers;
  }

  private static long activeCustomers(Interactions log) {
    long active = 0;
    for (int c = 0; c < log.customers(); c++) {
      active += log.start(c) < log.start(c + 1) ? 1 : 0;
    }
    return active;
  }
}
