// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SurvivalPropertiesTest {

  private static Durations lives(int n, long seed, boolean late) {
    double[] entry = new double[n];
    double[] time = new double[n];
    boolean[] ended = new boolean[n];
    for (int i = 0; i < n; i++) {
      RandomStream random = RandomSource.seeded(seed).stream(i);
      time[i] = 1 + random.nextInt(12);
      entry[i] = late ? random.nextInt((int) time[i]) : Double.NEGATIVE_INFINITY;
      ended[i] = random.chance(0.6);
    }
    return Durations.of(entry, time, ended);
  }

  @Property(tries = 150)
  void curves_fall_within_their_intervals(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @LongRange(min = 0, max = 999) long seed) {
    KaplanMeier curve = KaplanMeier.of(lives(n, seed, true));
    NelsonAalen hazard = NelsonAalen.of(lives(n, seed, true));
    double last = 1;
    for (double t = 0; t < 14; t += 0.5) {
      double s = curve.survival(t);
      Interval interval = curve.interval(t, 0.9);
      assertThat(s).isBetween(0.0, last);
      assertThat(interval.lower()).isBetween(0.0, s + 1e-12);
      assertThat(interval.upper()).isBetween(s - 1e-12, 1.0);
      // S <= exp(-H): the product of 1 - h is below that of e^-h
      assertThat(s).isLessThanOrEqualTo(Math.exp(-hazard.hazard(t)) + 1e-12);
      last = s;
    }
  }

  @Property(tries = 60)
  void without_censoring_the_curve_is_the_share_that_is_left(
      @ForAll @IntRange(min = 1, max = 80) int n,
      @ForAll @LongRange(min = 0, max = 999) long seed) {
    double[] time = new double[n];
    boolean[] ended = new boolean[n];
    Arrays.fill(ended, true);
    for (int i = 0; i < n; i++) {
      time[i] = RandomSource.seeded(seed).stream(i).nextInt(9);
    }
    KaplanMeier curve = KaplanMeier.of(Durations.of(time, ended));
    for (int t = 0; t < 10; t++) {
      int now = t;
      double left = Arrays.stream(time).filter(one -> one > now).count() / (double) n;
      assertThat(curve.survival(t)).isCloseTo(left, within(1e-12));
      assertThat(curve.standardError(t))
          .isCloseTo(left > 0 ? Math.sqrt(left * (1 - left) / n) : 0, within(1e-12));
    }
  }

  @Property(tries = 100)
  void renewals_are_their_survival_added_up(
      @ForAll @DoubleRange(min = 0.01, max = 50) double alpha,
      @ForAll @DoubleRange(min = 0.01, max = 50) double beta,
      @ForAll @DoubleRange(min = 0.2, max = 3) double c,
      @ForAll @IntRange(min = 0, max = 30) int made) {
    RenewalModel model = new BetaDiscreteWeibullModel(alpha, beta, c);
    double sum = 0;
    double product = 1;
    for (int k = 1; k <= 25; k++) {
      product *= model.retention(made + k);
      assertThat(model.survival(made, k)).isCloseTo(product, withPercentage(1e-8));
      sum += product;
    }
    assertThat(model.expectedRenewals(made, 25)).isCloseTo(sum, withPercentage(1e-8));
    assertThat(model.discountedRenewals(made, 25, 0.1, 0)).isLessThanOrEqualTo(sum);
    assertThat(model.retention(made + 1)).isBetween(0.0, 1.0);
  }

  @Property(tries = 40)
  void concordance_counts_pairs(
      @ForAll @IntRange(min = 2, max = 40) int n,
      @ForAll @LongRange(min = 0, max = 999) long seed) {
    Durations lives = lives(n, seed, false);
    double[] scores =
        IntStream.range(0, n)
            .mapToDouble(i -> RandomSource.seeded(seed + 1).stream(i).nextInt(6))
            .toArray();
    double better = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n && lives.isEnded(i); j++) {
        boolean later =
            lives.time(j) > lives.time(i) || (lives.time(j) == lives.time(i) && !lives.isEnded(j));
        if (later) {
          pairs++;
          better += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    if (pairs == 0) {
      assertThat(Concordance.of(lives, scores)).isEmpty();
    } else {
      assertThat(Concordance.of(lives, scores).orElseThrow())
          .isCloseTo(better / pairs, within(1e-12));
    }
  }

  @Property(tries = 1)
  void one_thread_and_two_give_the_same_bits() {
    int n = 5_000;
    double[] start = new double[n];
    double[] end = new double[n];
    double[] price = new double[n];
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      RandomStream random = RandomSource.seeded(9).stream(i);
      start[i] = -30.0 * random.nextInt(40);
      end[i] = random.chance(0.5) ? start[i] * random.nextDouble() : Double.NaN;
      price[i] = 5 + random.nextInt(20);
      rows[i] = new double[] {price[i], random.nextDouble()};
    }
    Subscriptions table = Subscriptions.of(start, end, price, 0, 30);
    double[][] found = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      found[threads - 1] =
          pool.submit(
                  () -> {
                    ContractValue value =
                        ContractValue.of(
                            new RenewalTrainer().choose(table.renewals()).fitted(),
                            table,
                            new ContractConfig(24, 0.01, 1, 50, 4));
                    DiscreteHazardModel hazards =
                        new DiscreteHazardTrainer()
                            .train(table.durations(), List.of("price", "noise"), rows);
                    double[] totals = Arrays.copyOf(value.totals(), 52);
                    totals[50] = hazards.coefficient(0);
                    totals[51] = hazards.coefficient(1);
                    return totals;
                  })
              .join();
      pool.shutdown();
    }
    assertThat(found[0]).containsExactly(found[1]);
  }
}
