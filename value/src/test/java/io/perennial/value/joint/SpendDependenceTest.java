// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.Reference;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.Interval;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.history.Observed;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpendDependenceTest {

  /** A base whose rates and spends are tied by a Gaussian copula. */
  private static final class Base {
    final int[] repeats;
    final double[] meanSpend;
    final double[] rate;
    final double[] spend;
    final BuyingRates rates;

    /**
     * @param wild deviation of the logarithm of single purchases, which are lognormal then; 0 for
     *     gamma ones
     */
    Base(int n, double rho, double wild, long seed) {
      repeats = new int[n];
      meanSpend = new double[n];
      rate = new double[n];
      spend = new double[n];
      double[] age = new double[n];
      double[] alive = new double[n];
      Arrays.fill(alive, 1);
      for (int i = 0; i < n; i++) {
        RandomStream random = RandomSource.seeded(seed).stream(i);
        double one = Normal.standard(random);
        double other = rho * one + Math.sqrt(1 - rho * rho) * Normal.standard(random);
        age[i] = 30 + i % 20;
        rate[i] = gammaQuantile(0.8, one) / 10;
        repeats[i] = (int) new Poisson(rate[i] * age[i]).sample(random);
        spend[i] = wild > 0 ? Math.exp(3.5 + 0.5 * other) : 6 * 15 / gammaQuantile(4, -other);
        double total = 0;
        for (int k = 0; k < repeats[i] && wild > 0; k++) {
          total += spend[i] * Math.exp(wild * Normal.standard(random));
        }
        if (repeats[i] > 0 && wild == 0) {
          total = Gamma.standard(random, 6.0 * repeats[i]) * spend[i] / 6;
        }
        meanSpend[i] = repeats[i] > 0 ? total / repeats[i] : 0;
      }
      rates = BuyingRates.of(0.8, 10, repeats, age, age, alive);
    }

    private static double gammaQuantile(double shape, double normal) {
      double p = Normal.standard().cumulative(normal);
      double low = 0;
      double high = shape + 20 * Math.sqrt(shape) + 20;
      for (int turn = 0; turn < 45; turn++) {
        double middle = 0.5 * (low + high);
        if (GammaFunctions.regularizedLower(shape, middle) < p) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return 0.5 * (low + high);
    }

    SpendDependence test() {
      return SpendDependence.test(repeats, meanSpend, rates, 0.05);
    }
  }

  @Nested
  class FalseAlarms {

    /** Gamma spend as the model believes, and lognormal spend that it does not know. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void are_no_oftener_than_stated_whatever_spend_is_distributed_like(double wild) {
      int alarms = 0;
      int byMoments = 0;
      int bases = 80;
      for (int seed = 0; seed < bases; seed++) {
        SpendDependence found = new Base(300, 0, wild, 100 + seed).test();
        alarms += found.isDependent() ? 1 : 0;
        byMoments += found.momentP() < 0.05 ? 1 : 0;
      }
      // 11 of 80 is what a rate of .05 exceeds once in a thousand
      assertThat(byMoments).isLessThanOrEqualTo(11);
      assertThat(alarms).isLessThanOrEqualTo(Math.min(byMoments, 8));
    }
  }

  @Nested
  class Truth {

    @ParameterizedTest
    @CsvSource({"-0.6", "-0.3", "0.3", "0.6"})
    void is_found_and_measured(double rho) {
      SpendDependence found = new Base(3_000, rho, 0, 11).test();
      assertThat(found.isDependent()).as(found.toString()).isTrue();
      assertThat(found.correlation()).isCloseTo(rho, within(0.12));
      assertThat(Math.signum(found.rankCorrelation())).isEqualTo(Math.signum(rho));
      assertThat(found.toString())
          .startsWith(
              "customers who buy more often spend " + (rho > 0 ? "more" : "less") + " each time");
    }

    @Test
    void known_makes_better_forecasts_of_spend() {
      Base base = new Base(4_000, 0.6, 0, 12);
      SpendDependence found = base.test();
      DependentSpendModel model = found.dependent().orElseThrow().model();
      double apart = 0;
      double together = 0;
      double drawn = 0;
      double expected = 0;
      for (int i = 0; i < 4_000; i++) {
        double truth = base.rate[i] * 26 * base.spend[i];
        double purchases = base.rates.mean(i) * 26;
        apart +=
            Math.abs(
                truth
                    - purchases
                        * found
                            .independent()
                            .model()
                            .expectedSpend(base.repeats[i], base.meanSpend[i]));
        double forecast =
            purchases * model.expectedSpend(base.rates, i, base.repeats[i], base.meanSpend[i]);
        together += Math.abs(truth - forecast);
        expected += forecast;
        RandomStream random = RandomSource.seeded(3).stream(i);
        for (int d = 0; d < 10; d++) {
          double rate = Gamma.standard(random, base.rates.shape(i)) / base.rates.weeks(i);
          long count = new Poisson(rate * 26).sample(random);
          drawn +=
              0.1
                  * model.drawTotal(
                      base.rates, i, base.repeats[i], base.meanSpend[i], count, 26, random);
        }
      }
      assertThat(together).isLessThan(0.98 * apart);
      assertThat(drawn).isCloseTo(expected, withPercentage(3));
    }

    @Test
    void without_elasticity_is_the_gamma_gamma_model() {
      Base base = new Base(400, 0, 0, 2);
      SpendDependence found = base.test();
      DependentSpendModel none = new DependentSpendModel(6, 4, 15, 0, -2);
      assertThat(none.expectedSpend(base.rates, 7, 3, 40))
          .isCloseTo(new GammaGammaModel(6, 4, 15).expectedSpend(3, 40), withPercentage(1e-12));
      assertThat(found.dependent().orElseThrow().certificate().logLikelihood())
          .isGreaterThanOrEqualTo(found.independent().certificate().logLikelihood() - 1e-9);
    }
  }

  @Nested
  class Cdnow {

    private final Observed observed = Reference.splitOf("cdnow_sample").observed();

    private BuyingRates rates() {
      GroupedHistories histories = observed.histories();
      ParetoNbdModel model = new ParetoNbdTrainer().train(histories).model();
      return BuyingRates.of(
          model.r(),
          model.alpha(),
          observed.repeats(),
          observed.recencyWeeks(),
          observed.ageWeeks(),
          histories.spread(model.probabilityAlive(histories)));
    }

    /**
     * Fader, Hardie and Lee, "RFM and CLV" (2005): .11 between repeats and mean spend of the 946
     * repeat buyers, which a few outliers make, and independence is kept.
     */
    @Test
    void has_the_published_weak_correlation() {
      SpendDependence found =
          SpendDependence.test(observed.repeats(), observed.meanSpend(), rates(), 0.05);
      assertThat(found.customers()).isEqualTo(946);
      assertThat(found.pearson()).as(found.toString()).isCloseTo(0.11, within(0.006));
      assertThat(found.momentP()).isBetween(0.05, 0.12);
      assertThat(found.isDependent()).isFalse();
      assertThat(found.correlation()).isBetween(0.1, 0.35);
    }

    @Test
    void futures_have_the_expected_spend_whatever_the_order_of_asking() {
      GroupedHistories histories = observed.histories();
      Fitted<ParetoNbdModel> buying = new ParetoNbdTrainer().train(histories);
      SimulationConfig config = new SimulationConfig(39, 400, 20, 5);
      Futures futures = Futures.of(buying, histories, config);
      Fitted<DependentSpendModel> spend =
          new DependentSpendTrainer().train(observed.repeats(), observed.meanSpend(), rates());
      JointSpendFutures joint =
          JointSpendFutures.of(
              futures, config, spend, rates(), observed.repeats(), observed.meanSpend());
      BuyingRates known = rates();
      int[] some = IntStream.range(0, 600).toArray();
      double expected = 0;
      for (int i : some) {
        expected +=
            buying.model().expectedPurchases(observed.history(i), 39)
                * spend
                    .model()
                    .expectedSpend(known, i, observed.repeats()[i], observed.meanSpend()[i]);
      }
      double[] totals = joint.totals(some);
      assertThat(Arrays.stream(totals).average().orElseThrow())
          .isCloseTo(expected, withPercentage(6));
      assertThat(Interval.of(totals, 0.9).contains(expected)).isTrue();
      assertThat(joint.spend(3)).containsExactly(joint.spend(3));
      assertThat(joint.interval(3, 0.9).lower()).isNotNegative();
    }
  }

  @Nested
  class BadInput {

    @Test
    void customers_who_buy_equally_often_cannot_tell() {
      int[] repeats = new int[50];
      double[] age = new double[50];
      double[] alive = new double[50];
      double[] spend = new double[50];
      for (int i = 0; i < 50; i++) {
        repeats[i] = 2;
        age[i] = 30;
        alive[i] = 1;
        spend[i] = 10 + i;
      }
      SpendDependence found =
          SpendDependence.test(
              repeats, spend, BuyingRates.of(1, 10, repeats, age, age, alive), 0.05);
      assertThat(found.isDependent()).isFalse();
      assertThat(found.dependent()).isEmpty();
      assertThat(found.toString())
          .startsWith("all 50 customers with a repeat purchase buy equally");
    }

    @Test
    void tails_and_returns_have_a_finite_answer() {
      Base base = new Base(200, 0, 0, 4);
      base.meanSpend[3] = 1e9;
      base.meanSpend[4] = -20;
      SpendDependence found = base.test();
      assertThat(found.toString()).doesNotContain("NaN").doesNotContain("Infinity");
      DependentSpendModel model = found.dependent().orElseThrow().model();
      for (int i = 0; i < 10; i++) {
        assertThat(model.expectedSpend(base.rates, i, base.repeats[i], base.meanSpend[i]))
            .isPositive()
            .isFinite();
      }
      DependentSpendModel steep = new DependentSpendModel(1, 2, 10, 40, 0);
      assertThat(steep.expectedSpend(base.rates, 0, 0, 0)).isPositive().isFinite();
    }

    @Test
    void too_little_is_refused() {
      BuyingRates none =
          BuyingRates.of(1, 1, new int[1], new double[1], new double[1], new double[1]);
      assertThatThrownBy(() -> SpendDependence.test(new int[1], new double[1], none, 0.05))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessageStartingWith("Cannot fit gamma-gamma: only 0 customers");
      assertThatThrownBy(
              () ->
                  BuyingRates.of(
                      1, 1, new int[] {1}, new double[] {9}, new double[] {5}, new double[1]))
          .hasMessageStartingWith("Row 0: Invalid history: 1 repeats, recency 9.0, age 5.0");
    }
  }

  @Test
  void trigamma_is_the_slope_of_digamma() {
    assertThat(BuyingRates.trigamma(1)).isCloseTo(Math.PI * Math.PI / 6, within(1e-13));
    assertThat(BuyingRates.trigamma(0.5)).isCloseTo(Math.PI * Math.PI / 2, within(1e-13));
    assertThat(BuyingRates.trigamma(40))
        .isCloseTo(
            (GammaRatios.digamma(40.001) - GammaRatios.digamma(39.999)) / 0.002, within(1e-9));
  }
}
