// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Exponential;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.special.BetaFunctions;
import io.perennial.math.special.ErrorFunction;
import io.perennial.math.summary.KolmogorovSmirnov;
import io.perennial.math.summary.Moments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The simulated customers against the closed forms of the models they are drawn from. Seeds are
 * fixed; the levels are such that a right program fails under 1 seed in 100, split over the checks.
 */
class SimulationTruthTest {

  private static final int CUSTOMERS = 100_000;
  private static final int CHECKS = 10;
  private static final double LEVEL = -Math.expm1(Math.log1p(-0.01) / CHECKS);

  private static final SimulationConfig CONFIG =
      SimulationConfig.defaults().withCustomers(CUSTOMERS).withSeed(7);
  private static final BuyingParameters BUYING = CONFIG.buying();
  private static final double OBSERVED =
      SimulationConfig.weeks(Duration.between(CONFIG.start(), CONFIG.end()));
  private static final double WINDOW = SimulationConfig.weeks(CONFIG.acquisitionWindow());
  private static final List<CustomerTruth> TRUTHS = new ArrayList<>();

  @BeforeAll
  static void simulate() throws IOException {
    Simulation.of(CONFIG).forEachTruth(2, TRUTHS::add);
  }

  @Test
  void buying_rates_are_gamma() {
    assertFollows(CustomerTruth::buyingRate, new Gamma(BUYING.r(), BUYING.alpha())::cumulative);
  }

  @Test
  void leaving_rates_are_gamma() {
    assertFollows(CustomerTruth::leavingRate, new Gamma(BUYING.s(), BUYING.beta())::cumulative);
  }

  @Test
  void lifetimes_are_exponential_at_the_customers_own_rate() {
    assertFollows(
        truth -> truth.lifetimeWeeks() * truth.leavingRate(), new Exponential(1)::cumulative);
  }

  /** Over customers a lifetime is Pareto of the second kind. */
  @Test
  void lifetimes_are_pareto() {
    assertFollows(
        CustomerTruth::lifetimeWeeks,
        t -> 1 - Math.pow(BUYING.beta() / (BUYING.beta() + t), BUYING.s()));
  }

  /** p / nu with nu ~ Gamma(q, gamma). */
  @Test
  void mean_spends_are_inverse_gamma() {
    Gamma nu = new Gamma(BUYING.q(), BUYING.gamma());
    assertFollows(CustomerTruth::meanSpend, z -> 1 - nu.cumulative(BUYING.p() / z));
  }

  /** Who bought once has spent z with z / (z + gamma) ~ Beta(p, q): Fader and Hardie (2013). */
  @Test
  void single_purchases_are_beta_prime() {
    double[] sample =
        TRUTHS.stream()
            .filter(truth -> truth.repeats() == 0)
            .mapToDouble(CustomerTruth::spend)
            .toArray();
    KolmogorovSmirnov test =
        KolmogorovSmirnov.test(
            sample,
            z -> BetaFunctions.regularized(BUYING.p(), BUYING.q(), z / (z + BUYING.gamma())));
    assertThat(test.pValue()).isGreaterThan(LEVEL);
  }

  @Test
  void repeat_purchases_are_as_many_as_the_closed_form_says() {
    double expected = CONFIG.expectedOrders() / CUSTOMERS - 1;
    assertMean(CustomerTruth::repeats, expected);
  }

  /** E[X(T, T + t)] is the difference of two closed forms, over the instants of acquisition. */
  @Test
  void purchases_beyond_observation_are_as_many_as_the_closed_form_says() {
    double horizon = SimulationConfig.weeks(CONFIG.horizon());
    double expected =
        overAges(age -> BUYING.expectedRepeats(age + horizon) - BUYING.expectedRepeats(age));
    assertMean(CustomerTruth::horizonPurchases, expected);
  }

  @Test
  void customers_without_a_repeat_are_as_many_as_pareto_nbd_says() {
    double expected = overAges(SimulationTruthTest::noRepeat);
    assertMean(truth -> truth.repeats() == 0 ? 1 : 0, expected);
  }

  @Test
  void customers_alive_at_the_end_are_as_many_as_pareto_says() {
    double expected = overAges(age -> Math.pow(BUYING.beta() / (BUYING.beta() + age), BUYING.s()));
    assertMean(truth -> truth.aliveAtEnd() ? 1 : 0, expected);
  }

  /**
   * P(X(T) = 0): no purchase in T weeks of life, or none before leaving at t. Schmittlein et al.
   * (1987) have it by a hypergeometric function; here the integral over t is taken as it stands.
   */
  private static double noRepeat(double weeks) {
    double alive = Math.pow(BUYING.beta() / (BUYING.beta() + weeks), BUYING.s());
    DoubleUnaryOperator leaving =
        t ->
            silent(t)
                * (BUYING.s() / (BUYING.beta() + t))
                * Math.pow(BUYING.beta() / (BUYING.beta() + t), BUYING.s());
    return silent(weeks) * alive + integral(leaving, 0, weeks);
  }

  private static double silent(double weeks) {
    return Math.pow(BUYING.alpha() / (BUYING.alpha() + weeks), BUYING.r());
  }

  private static double overAges(DoubleUnaryOperator atAge) {
    return integral(atAge, OBSERVED - WINDOW, OBSERVED) / WINDOW;
  }

  /** Simpson's rule. */
  private static double integral(DoubleUnaryOperator f, double from, double to) {
    int intervals = 400;
    double sum = 0;
    for (int i = 0; i <= intervals; i++) {
      double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * f.applyAsDouble(from + (to - from) * i / intervals);
    }
    return sum * (to - from) / (3 * intervals);
  }

  private static void assertFollows(
      ToDoubleFunction<CustomerTruth> value, DoubleUnaryOperator cumulative) {
    double[] sample = TRUTHS.stream().mapToDouble(value).toArray();
    assertThat(KolmogorovSmirnov.test(sample, cumulative).pValue()).isGreaterThan(LEVEL);
  }

  /** A two-sided test of the mean by the normal law. */
  private static void assertMean(ToDoubleFunction<CustomerTruth> value, double expected) {
    Moments moments = new Moments();
    TRUTHS.forEach(truth -> moments.add(value.applyAsDouble(truth)));
    double error = moments.deviation().orElseThrow() / Math.sqrt(CUSTOMERS);
    double z = (moments.mean().orElseThrow() - expected) / error;
    assertThat(ErrorFunction.erfc(Math.abs(z) / Math.sqrt(2)))
        .as("p-value of mean %s, expected %s", moments.mean(), expected)
        .isGreaterThan(LEVEL);
  }

  @Test
  void the_expected_repeats_have_their_limits() {
    assertThat(BUYING.expectedRepeats(0)).isZero();
    // close to acquisition nobody has left: r / alpha a week
    assertThat(BUYING.expectedRepeats(1e-6))
        .isCloseTo(1e-6 * BUYING.r() / BUYING.alpha(), within(1e-12));
    BuyingParameters one = new BuyingParameters(1, 2, 1, 3, 6, 4, 15);
    BuyingParameters near = new BuyingParameters(1, 2, 1 + 1e-9, 3, 6, 4, 15);
    assertThat(one.expectedRepeats(10)).isCloseTo(1.5 * Math.log1p(10 / 3.0), within(1e-12));
    assertThat(near.expectedRepeats(10)).isCloseTo(one.expectedRepeats(10), within(1e-7));
    assertThat(BUYING.expectedSpend()).isCloseTo(35.2, within(0.05));
  }
}
