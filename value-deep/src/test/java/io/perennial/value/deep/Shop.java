// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.history.Observed;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.LogFeatures;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Customers with all their purchases, and what is known of them at any week. */
final class Shop {

  /**
   * One purchase.
   *
   * @param week from any moment
   */
  record Purchase(double week, double amount, int kind, int product) {}

  private static final double TICKS = 700;

  private final List<List<Purchase>> lives;

  /** These lives, each in the order of time and at different times. */
  Shop(List<List<Purchase>> lives) {
    this.lives = lives;
  }

  /**
   * Customers of known habits. They come in the first year, buy at gamma intervals of shape k at a
   * rate of their own, and leave at a rate of their own.
   *
   * @param k 1 for Poisson buyers; more is more regular
   * @param season 0 for none; of each customer, who buys more at a time of the year of his own
   */
  static Shop simulated(int customers, double k, double season, double weeks, long seed) {
    List<List<Purchase>> lives = new ArrayList<>();
    RandomSource source = RandomSource.seeded(seed).derive("shop");
    for (int i = 0; i < customers; i++) {
      RandomStream random = source.stream(i);
      double rate = Gamma.standard(random, 0.9) / 9 + 0.005;
      double leaves = -Math.log(random.nextOpenDouble()) / (Gamma.standard(random, 0.8) / 25);
      double phase = random.nextDouble();
      double size = Math.exp(3 + 0.6 * Normal.standard(random));
      double now = 52 * random.nextDouble();
      double end = Math.min(weeks, now + leaves);
      List<Purchase> life = new ArrayList<>();
      while (now < end) {
        boolean kept =
            life.isEmpty()
                || random.chance(
                    (1 + season * Math.cos(2 * Math.PI * (now / 52 - phase))) / (1 + season));
        double amount = size * Math.exp(0.4 * Normal.standard(random));
        if (kept) {
          life.add(new Purchase(now, amount, random.nextInt(2), random.nextInt(5)));
        }
        now += Gamma.standard(random, k) / (k * rate * (1 + season));
      }
      lives.add(life);
    }
    return new Shop(lives);
  }

  /** What is known at week {@code now}, and what came in the {@code horizon} weeks after. */
  Labelled at(double now, double horizon) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < lives.size(); i++) {
      if (!lives.get(i).isEmpty() && lives.get(i).get(0).week() < now) {
        ids.add(i);
      }
    }
    int n = ids.size();
    int[] repeats = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    double[] logs = new double[n];
    double[] spend = new double[n];
    double[] purchases = new double[n];
    double[] money = new double[n];
    double[] noise = new double[n];
    double[] first = new double[n];
    int[] starts = new int[n + 1];
    List<Float> before = new ArrayList<>();
    List<Float> amounts = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    List<Integer> products = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Purchase> life = lives.get(ids.get(i));
      double sum = 0;
      Purchase last = life.get(0);
      for (Purchase each : life) {
        if (each.week() < now) {
          before.add((float) (now - each.week()));
          amounts.add((float) each.amount());
          kinds.add(each.kind());
          products.add(each.product());
          if (each.week() > life.get(0).week()) {
            repeats[i]++;
            logs[i] += Math.log(each.week() - last.week());
            sum += each.amount();
          }
          last = each;
        } else if (each.week() < now + horizon) {
          purchases[i]++;
          money[i] += each.amount();
        }
      }
      starts[i + 1] = before.size();
      recency[i] = repeats[i] == 0 ? 0 : last.week() - life.get(0).week();
      age[i] = now - life.get(0).week();
      spend[i] = repeats[i] == 0 ? 0 : sum / repeats[i];
      first[i] = life.get(0).amount();
      noise[i] = i % 3 == 0 ? Double.NaN : i % 7;
    }
    int m = before.size();
    float[] weeks = new float[m];
    float[] values = new float[m];
    int[] kind = new int[m];
    int[] product = new int[m];
    for (int e = 0; e < m; e++) {
      weeks[e] = before.get(e);
      values[e] = amounts.get(e);
      kind[e] = kinds.get(e);
      product[e] = products.get(e);
    }
    Cases cases =
        new Cases(
            Observed.of(repeats, recency, age, logs, spend),
            new FeatureMatrix(
                ids.stream().mapToLong(Integer::longValue).toArray(),
                List.of("first_amount", "noise", "constant"),
                new double[][] {first, noise, new double[n]}),
            Optional.of(
                new EventSequences(
                    starts, weeks, values, kind, product, List.of("order, web", "order, shop"), 5)),
            horizon);
    return new Labelled(cases, purchases, money);
  }

  /**
   * A comparison that splits customers, not time: those whose lot is below {@code share} are learnt
   * from, the others forecast, at the same instant.
   *
   * @return lessons, and the truth of who is to be forecast
   */
  Map.Entry<Lessons, Labelled> split(double now, double horizon, double share, long seed) {
    Labelled all = withLogFeatures(at(now, horizon), now);
    RandomSource source = RandomSource.seeded(seed).derive("split");
    int[] rows = IntStream.range(0, all.customers()).toArray();
    Labelled learnt =
        all.only(IntStream.of(rows).filter(i -> source.stream(i).nextDouble() < share).toArray());
    Labelled asked =
        all.only(IntStream.of(rows).filter(i -> source.stream(i).nextDouble() >= share).toArray());
    return Map.entry(new Lessons(List.of(learnt), asked.cases()), asked);
  }

  /** The same with the features that are made of purchases alone, instead of the toys. */
  Labelled withLogFeatures(Labelled plain, double now) {
    int m = lives.stream().mapToInt(List::size).sum();
    int[] customer = new int[m];
    long[] tick = new long[m];
    double[] amount = new double[m];
    int at = 0;
    for (int i = 0; i < lives.size(); i++) {
      for (Purchase each : lives.get(i)) {
        customer[at] = i;
        tick[at] = Math.round(each.week() * TICKS);
        amount[at++] = each.amount();
      }
    }
    PurchaseLog log = PurchaseLog.of(lives.size(), customer, tick, amount, TICKS);
    Cases cases = plain.cases();
    FeatureMatrix rich = LogFeatures.of(log, Math.round(now * TICKS) - 1, cases.horizonWeeks());
    Map<Long, Integer> rowOf = new HashMap<>();
    for (int i = 0; i < rich.rows(); i++) {
      rowOf.put(rich.rowId(i), i);
    }
    int[] rows = LongStream.of(cases.features().rowIds()).mapToInt(id -> rowOf.get(id)).toArray();
    return new Labelled(
        new Cases(cases.observed(), rich.subset(rows), cases.events(), cases.horizonWeeks()),
        plain.outcomes(Target.PURCHASES),
        plain.outcomes(Target.SPEND));
  }

  /** To forecast at week {@code now}, learning from one horizon before. */
  Lessons lessons(double now, double horizon) {
    return new Lessons(List.of(at(now - horizon, horizon)), at(now, horizon).cases());
  }
}
