// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.evaluate.PredictiveAccuracy;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.forecast.SpendFutures;
import io.perennial.value.forecast.Summary;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where the truth is known: intervals have it inside as often as they say. The normal build runs a
 * part, whose bounds are wider by what chance does to fewer cases; the slow one all.
 */
class TruthTest {

  private static final double[] PARETO = {0.6, 10, 0.6, 12};
  private static final double[] BETA_GEOMETRIC = {0.6, 4, 0.8, 2.5};

  @Nested
  class Parameters {

    @Test
    void some_bases_have_the_truth_in_their_intervals() {
      assertThat(coverage(new ParetoNbdTrainer(), PARETO, 8, 4_000)).isBetween(0.84, 1.0);
      assertThat(coverage(BetaGeometricTrainer.mbgNbd(), BETA_GEOMETRIC, 8, 4_000))
          .isBetween(0.84, 1.0);
    }

    @Test
    @Tag("slow")
    void twenty_bases_of_ten_thousand_have_the_truth_in_95_of_100_intervals() {
      assertThat(coverage(new ParetoNbdTrainer(), PARETO, 20, 10_000)).isBetween(0.90, 1.0);
      assertThat(coverage(BetaGeometricTrainer.bgNbd(), BETA_GEOMETRIC, 20, 10_000))
          .isBetween(0.90, 1.0);
      assertThat(coverage(BetaGeometricTrainer.mbgNbd(), BETA_GEOMETRIC, 20, 10_000))
          .isBetween(0.90, 1.0);
    }

    /** The share of the parameters of all bases inside their 95 % interval, in logarithms. */
    private static double coverage(
        PurchaseTrainer<?> trainer, double[] truth, int bases, int customers) {
      int inside = 0;
      for (int base = 0; base < bases; base++) {
        Certificate certificate =
            trainer.train(base(trainer, truth, customers, 100 + base).grouped()).certificate();
        for (int i = 0; i < truth.length; i++) {
          double away = Math.log(certificate.estimates()[i] / truth[i]);
          inside += Math.abs(away) < 1.96 * certificate.logStandardError(i) ? 1 : 0;
        }
      }
      return inside / (double) (bases * truth.length);
    }
  }

  @Nested
  class Purchases {

    @Test
    void intervals_of_customers_and_of_some_cohorts_cover_what_they_say() {
      double[] shares = coverage(new ParetoNbdTrainer(), PARETO, 12, 2_000);
      assertThat(shares[0]).isBetween(0.88, 0.92);
      assertThat(shares[1]).isBetween(0.82, 0.97);
    }

    @Test
    @Tag("slow")
    void intervals_of_customers_and_cohorts_cover_90_of_100() {
      double[] shares = coverage(new ParetoNbdTrainer(), PARETO, 300, 2_000);
      assertThat(shares[0]).isBetween(0.88, 0.92);
      assertThat(shares[1]).isBetween(0.88, 0.92);
      shares = coverage(BetaGeometricTrainer.bgNbd(), BETA_GEOMETRIC, 300, 2_000);
      assertThat(shares[0]).isBetween(0.88, 0.92);
      assertThat(shares[1]).isBetween(0.88, 0.92);
    }

    /** Coverage of 90 % intervals: of customers, and of cohorts of 200 in bases of 2,000. */
    private static double[] coverage(
        PurchaseTrainer<?> trainer, double[] truth, int bases, int customers) {
      double[] sums = new double[2];
      for (int run = 0; run < bases; run++) {
        SimulatedBase base = base(trainer, truth, customers, 900 + run);
        GroupedHistories histories = base.grouped();
        Fitted<? extends PurchaseModel> fitted = trainer.train(histories);
        Futures futures = Futures.of(fitted, histories, new SimulationConfig(52, 199, 199, run));
        PredictiveAccuracy accuracy =
            accuracy(
                i -> Arrays.stream(futures.purchases(i)).asDoubleStream().toArray(),
                base.actual(),
                run);
        sums[0] += accuracy.coverage(0.9) / bases;
        sums[1] += accuracy.cohortCoverage(0.9) / bases;
      }
      return sums;
    }
  }

  @Nested
  class Spend {

    @Test
    void intervals_of_spend_cover_what_they_say() {
      double[] shares = coverage(8);
      assertThat(shares[0]).isBetween(0.88, 0.92);
      assertThat(shares[1]).isBetween(0.8, 0.98);
    }

    @Test
    @Tag("slow")
    void intervals_of_spend_cover_90_of_100_customers_and_cohorts() {
      double[] shares = coverage(200);
      assertThat(shares[0]).isBetween(0.88, 0.92);
      assertThat(shares[1]).isBetween(0.88, 0.92);
    }

    private static double[] coverage(int bases) {
      double[] sums = new double[2];
      for (int run = 0; run < bases; run++) {
        SimulatedBase base = base(new ParetoNbdTrainer(), PARETO, 2_000, 4_000 + run);
        GroupedHistories histories = base.grouped();
        int n = histories.customers();
        int[] repeats = new int[n];
        double[] mean = new double[n];
        double[] later = new double[n];
        for (int i = 0; i < n; i++) {
          RandomStream random = RandomSource.seeded(run).derive("spend of the base").stream(i);
          double nu = Gamma.standard(random, 4) / 60;
          repeats[i] = base.histories().get(i).repeats();
          for (int k = 0; k < repeats[i]; k++) {
            mean[i] += Gamma.standard(random, 3) / nu / repeats[i];
          }
          for (int k = 0; k < base.future().get(i); k++) {
            later[i] += Gamma.standard(random, 3) / nu;
          }
        }
        Fitted<GammaGammaModel> spend =
            new GammaGammaTrainer().train(SpendHistories.of(repeats, mean));
        Futures futures =
            Futures.of(
                new ParetoNbdTrainer().train(histories),
                histories,
                new SimulationConfig(52, 199, 199, run));
        SpendFutures spends = SpendFutures.of(futures, spend, repeats, mean);
        PredictiveAccuracy accuracy = accuracy(spends::spend, later, run);
        sums[0] += accuracy.coverage(0.9) / bases;
        sums[1] += accuracy.cohortCoverage(0.9) / bases;
      }
      return sums;
    }
  }

  @Test
  void a_summary_in_one_pass_is_what_one_by_one_gives() {
    SimulatedBase base = base(new ParetoNbdTrainer(), PARETO, 700, 5);
    GroupedHistories histories = base.grouped();
    Futures futures =
        Futures.of(
            new ParetoNbdTrainer().train(histories),
            histories,
            SimulationConfig.defaults().withDraws(50, 10));
    int[] cohortOf = IntStream.range(0, 700).map(i -> i % 3).toArray();
    Summary summary = futures.summarize(0.8, cohortOf, 3);

    assertThat(summary.customers()).isEqualTo(700);
    assertThat(summary.interval(11)).isEqualTo(futures.interval(11, 0.8));
    assertThat(summary.mean(11))
        .isEqualTo(Arrays.stream(futures.purchases(11)).average().orElseThrow());
    int[] second = IntStream.range(0, 700).filter(i -> i % 3 == 1).toArray();
    assertThat(summary.cohortDraws(1))
        .isEqualTo(Arrays.stream(futures.totals(second)).asDoubleStream().toArray());
    assertThat(summary.cohortInterval(1).contains(summary.cohortMean(1))).isTrue();
    assertThat(summary.cohorts()).isEqualTo(3);
    assertThat(summary.level()).isEqualTo(0.8);
  }

  private static PredictiveAccuracy accuracy(
      IntFunction<double[]> draws, double[] actual, long seed) {
    return PredictiveAccuracy.of(
        draws, IntStream.range(0, actual.length).toArray(), actual, 200, seed);
  }

  private static SimulatedBase base(
      PurchaseTrainer<?> trainer, double[] truth, int customers, long seed) {
    return trainer instanceof ParetoNbdTrainer
        ? SimulatedBase.paretoNbd(customers, truth[0], truth[1], truth[2], truth[3], seed)
        : SimulatedBase.betaGeometric(
            customers,
            1,
            trainer.name().startsWith("MBG"),
            truth[0],
            truth[1],
            truth[2],
            truth[3],
            seed);
  }
}
