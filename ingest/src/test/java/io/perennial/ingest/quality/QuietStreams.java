// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import io.perennial.math.distribution.Categorical;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A company on whose days nothing happens but chance: sources of many sizes with the pattern of the
 * week, days that differ by more than chance, orders of several lines, fields that are half empty.
 */
final class QuietStreams {

  static final int DAYS = 90;

  /** What the newest day has that the others have not. */
  enum Accident {
    NONE,
    HALF_THE_EVENTS,
    A_TENTH_OF_THE_EVENTS,
    FIELD_LOST,
    AMOUNTS_IN_CENTS,
    PRICES_UP,
    CHANNEL_GONE,
    DOUBLED_ROWS
  }

  private QuietStreams() {}

  private static final double[] SIZES = {0.7, 4, 40, 300, 3_000, 20_000};
  private static final double[] SPREADS = {0.3, 0.05, 0.2, 0.1, 0.03, 0.02};

  /** Six sources on quiet days, each with what the step counts of one. */
  static List<Monitored> company(long seed) {
    List<Monitored> all = new ArrayList<>();
    for (int s = 0; s < SIZES.length; s++) {
      all.addAll(one(seed, "s" + s, Accident.NONE));
    }
    return all;
  }

  /** One of the six, with an accident on the newest day. */
  static List<Monitored> one(long seed, String name, Accident accident) {
    int s = Integer.parseInt(name.substring(1));
    return source(name, RandomSource.seeded(seed).stream(s), SIZES[s], SPREADS[s], accident);
  }

  private static List<Monitored> source(
      String name, RandomStream random, double size, double spread, Accident accident) {
    long[] counts = new long[DAYS];
    long[][] filled = new long[3][DAYS];
    double[] shares = {0.995, 0.6, 0.03};
    long[] twice = new long[DAYS];
    long[][] amounts = new long[60][DAYS];
    long[][] channels = new long[4][DAYS];
    Categorical channel = Categorical.weighted(60, 25, 14, 1);
    double[] week = {1, 1.1, 1, 0.9, 1.3, 0.6, 0.3};
    for (int day = 0; day < DAYS; day++) {
      boolean bad = day == DAYS - 1;
      double mean = size * week[day % 7] * Math.exp(0.002 * day);
      double half = bad && accident == Accident.HALF_THE_EVENTS ? 0.5 : 1;
      half = bad && accident == Accident.A_TENTH_OF_THE_EVENTS ? 0.1 : half;
      double shape = 1 / spread;
      double level = mean * half * Gamma.standard(random, shape) / shape;
      counts[day] = draw(random, level);
      for (int f = 0; f < shares.length; f++) {
        double share = between(random, shares[f], 400);
        double lost = bad && f == 1 && accident == Accident.FIELD_LOST ? 0.7 : 1;
        filled[f][day] = hits(random, counts[day], share * lost);
      }
      double again = bad && accident == Accident.DOUBLED_ROWS ? 0.1 : 0.01;
      twice[day] = hits(random, counts[day], between(random, again, 400));
      double dear = Math.exp(0.05 * Normal.standard(random));
      dear *= bad && accident == Accident.PRICES_UP ? 1.5 : 1;
      dear *= bad && accident == Accident.AMOUNTS_IN_CENTS ? 100 : 1;
      long sampled = Math.min(counts[day], 1_000);
      long basket = 0;
      double price = 1;
      for (long i = 0; i < sampled; i++) {
        if (basket-- <= 0) {
          basket = Math.min(8, draw(random, 1.5));
          price = Math.exp(3 + 0.8 * Normal.standard(random));
        }
        double amount = price * Math.exp(0.4 * Normal.standard(random)) * dear;
        amounts[Math.max(0, Math.min(59, (int) (4 * Math.log(amount) / Math.log(2)) + 10))][day]++;
        int by = channel.draw(random);
        channels[bad && accident == Accident.CHANNEL_GONE && by == 1 ? 0 : by][day]++;
      }
    }
    List<Monitored> of = new ArrayList<>();
    of.add(new Monitored(name, Check.VOLUME, "", new Counts(counts, 0, DAYS, 1)));
    for (int f = 0; f < shares.length; f++) {
      of.add(new Monitored(name, Check.COMPLETENESS, "f" + f, new Shares(filled[f], counts)));
    }
    of.add(new Monitored(name, Check.UNIQUENESS, "", new Shares(twice, counts)));
    of.add(new Monitored(name, Check.DRIFT, "amount", new Mix(amounts, true)));
    of.add(new Monitored(name, Check.DRIFT, "channel", new Mix(channels, false)));
    return of;
  }

  private static long draw(RandomStream random, double mean) {
    return mean <= 0 ? 0 : new Poisson(mean).sample(random);
  }

  /** A share that differs from day to day about {@code share}. */
  private static double between(RandomStream random, double share, double weight) {
    double one = Gamma.standard(random, share * weight);
    return one / (one + Gamma.standard(random, (1 - share) * weight));
  }

  private static long hits(RandomStream random, long of, double share) {
    if (of > 2_000) {
      double mean = share * (double) of;
      double deviation = Math.sqrt(mean * (1 - share));
      return Math.max(0, Math.min(of, Math.round(mean + deviation * Normal.standard(random))));
    }
    long hits = 0;
    for (long i = 0; i < of; i++) {
      hits += random.chance(share) ? 1 : 0;
    }
    return hits;
  }
}
