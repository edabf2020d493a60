// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many of those of a day have something: a field, an order, a fault. Two views of chance must
 * both find a share strange before it is outside: days differ by more than chance (Student's
 * prediction interval, wider for a smaller day), and days differ by chance alone (binomial, with
 * the chance itself as unlikely as the others allow).
 */
public final class Shares implements Series {

  private final long[] hits;
  private final long[] of;

  /**
   * @param hits by day
   * @param of how many there could be, by day
   */
  public Shares(long[] hits, long[] of) {
    this.hits = hits.clone();
    this.of = of.clone();
  }

  @Override
  public boolean isOn(int day) {
    return of[day] > 0;
  }

  @Override
  public OptionalDouble value(int day) {
    return of[day] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) hits[day] / (double) of[day]);
  }

  @Override
  public Optional<Band> band(
      int day, int[] others, Check.Side side, double level, LeastChange least) {
    double tail = side == Check.Side.BOTH ? level / 2 : level;
    double n = (double) of[day];
    double[] found = new double[others.length];
    double[] total = new double[others.length];
    double[] missing = new double[others.length];
    double hit = 0;
    double all = 0;
    for (int i = 0; i < others.length; i++) {
      found[i] = (double) hits[others[i]];
      total[i] = (double) of[others[i]];
      missing[i] = total[i] - found[i];
      hit += found[i];
      all += total[i];
    }
    double expected = hit / all;
    double high = Math.max(most(found, total, n, tail), expected + least.share());
    double low =
        side == Check.Side.BOTH
            ? Math.min(1 - most(missing, total, n, tail), expected - least.share())
            : 0;
    return Optional.of(new Band((double) hits[day] / n, Math.max(0, low), Math.min(1, high)));
  }

  /** The highest share of {@code n} that is not strange; lowest ones are those of the rest. */
  private static double most(double[] found, double[] total, double n, double tail) {
    double t = Tails.student(tail, found.length - 1.0);
    double byDays = 0;
    for (ShareScale scale : ShareScale.values()) {
      byDays = Math.max(byDays, mostByDays(scale, found, total, n, t));
    }
    return Math.max(byDays, mostByChance(found, total, n, tail));
  }

  private static double mostByDays(
      ShareScale scale, double[] found, double[] total, double n, double t) {
    int days = found.length;
    double[] scaled = new double[days];
    double mean = 0;
    double chance = 0;
    double hit = 0;
    double all = 0;
    for (int i = 0; i < days; i++) {
      scaled[i] = scale.of(found[i], total[i]);
      mean += scaled[i] / days;
      hit += found[i];
      all += total[i];
    }
    double share = (hit + 0.5) / (all + 1);
    double squares = 0;
    for (int i = 0; i < days; i++) {
      squares += (scaled[i] - mean) * (scaled[i] - mean);
      chance += scale.variance(share, total[i]) / days;
    }
    double variance = squares / (days - 1.0);
    double between = Math.max(0, variance - chance);
    double here = Math.max(variance, between + scale.variance(share, n));
    return scale.share(mean + t * Math.sqrt(here + variance / days));
  }

  /** Half of the tail is for the chance itself, half for the day. */
  private static double mostByChance(double[] found, double[] total, double n, double tail) {
    double hit = 0;
    double all = 0;
    for (int i = 0; i < found.length; i++) {
      hit += found[i];
      all += total[i];
    }
    double chance = Tails.chanceAtMost(hit, all, tail / 2);
    return chance >= 1 ? 1 : Tails.largest(k -> Tails.atLeast(k, n, chance), tail / 2, 0, n) / n;
  }
}
