// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PriceSearchTest {

  /** Sells 2000 (price / 5)^elasticity, nearly without chance, prices from 4 to 6, now 5. */
  private static ProductDemand tea(double elasticity, double cost, double list) {
    Sales sales =
        SimulatedShop.one(
            40,
            t -> t == 39 ? 5 : 4 + 0.2 * Math.floorMod(t * 7, 11),
            t ->
                Math.rint(
                    2000
                        * Math.pow(
                            t == 39 ? 1 : (4 + 0.2 * Math.floorMod(t * 7, 11)) / 5, elasticity)));
    if (cost > 0) {
      sales = sales.withCost(all(cost));
    }
    if (list > 0) {
      sales = sales.withListPrice(all(list));
    }
    return DemandTrainer.of(DemandConfig.defaults()).train(sales).demands().get(0);
  }

  private static double[] all(double value) {
    double[] values = new double[40];
    Arrays.fill(values, value);
    return values;
  }

  private static PriceAdvice best(ProductDemand demand, PriceLimits limits) {
    return PriceSearch.within(limits).best(demand).orElseThrow();
  }

  private static final PriceLimits WIDE = PriceLimits.defaults().withLargestChange(0.5);

  /** A constant elasticity e < -1 has its best price at cost e / (1 + e): Lerner's rule. */
  @Test
  void the_best_price_is_that_of_the_textbook() {
    PriceAdvice advice = best(tea(-3, 3, 0), WIDE);

    assertThat(advice.price()).isCloseTo(4.5, within(0.05));
    assertThat(advice.move()).isEqualTo(PriceAdvice.Move.LOWER);
    assertThat(advice.gain()).isGreaterThan(0);
    assertThat(advice.gainInterval().contains(advice.gain())).isTrue();
    assertThat(advice.chance()).isGreaterThan(0.95);
    assertThat(advice.earned())
        .isCloseTo((advice.price() - 3) * advice.units().expected(), within(1e-6));
  }

  @Test
  void it_keeps_to_the_limits_and_says_which_held_it() {
    PriceAdvice change = best(tea(-3, 3, 0), PriceLimits.defaults().withLargestChange(0.05));
    assertThat(change.price()).isEqualTo(4.75);
    assertThat(change.reason()).endsWith("held by the largest change");

    PriceAdvice floor = best(tea(-3, 3, 0), WIDE.withMarginFloor(0.36));
    assertThat(floor.price()).isEqualTo(4.69);
    assertThat(floor.reason()).endsWith("held by the margin floor");

    PriceAdvice list = best(tea(-0.5, 0, 5.4), WIDE);
    assertThat(list.price()).isEqualTo(5.4);
    assertThat(list.reason()).contains("more revenue").endsWith("held by the list price");

    PriceAdvice seen = best(tea(-0.5, 0, 0), WIDE);
    assertThat(seen.price()).isEqualTo(6.3);
    assertThat(seen.reason()).endsWith("held by the highest price seen");
  }

  @Test
  void prices_end_as_they_are_told_to() {
    assertThat(best(tea(-0.5, 0, 0), WIDE.withEnding(0.99)).price()).isEqualTo(5.99);
    assertThat(best(tea(-0.5, 0, 0), WIDE.withStep(0.25)).price()).isEqualTo(6.25);
  }

  @Test
  void what_is_not_likely_enough_to_be_better_is_left() {
    Sales noisy =
        SimulatedShop.one(
            40, t -> 5 + 0.1 * Math.floorMod(t * 7, 3), t -> Math.floorMod(t * t * 31, 40));
    ProductDemand demand = DemandTrainer.of(DemandConfig.defaults()).train(noisy).demands().get(0);

    assertThat(demand.elasticity().orElseThrow().verdict()).isEqualTo(Verdict.UNCLEAR);
    PriceAdvice advice = best(demand, PriceLimits.defaults().withConfidence(0.999));
    assertThat(advice.move()).isEqualTo(PriceAdvice.Move.KEEP);
    assertThat(advice.price()).isEqualTo(demand.price());
    assertThat(advice.reason()).contains("with a chance of");
  }

  @Test
  void limits_that_contradict_each_other_are_named() {
    ProductDemand tea = tea(-3, 4.9, 4.5);

    assertThatThrownBy(() -> best(tea, WIDE))
        .hasMessage(
            "Cannot find a price for tea: it must be 4.90 or more (the margin floor) and 4.50 or"
                + " less (the list price)");
    assertThatThrownBy(() -> best(tea(-3, 4.9, 4.95), WIDE.withEnding(0.5)))
        .hasMessageContaining("none from 4.90 (the margin floor) to 4.95 (the list price)");
    assertThatThrownBy(() -> WIDE.withMarginFloor(1))
        .hasMessage("Invalid margin-floor: 1.0 (must be below 1)");
  }

  @Test
  void a_price_outside_of_the_limits_is_brought_back() {
    PriceAdvice advice = best(tea(-1.5, 2, 4.8), WIDE);

    assertThat(advice.price()).isLessThanOrEqualTo(4.8);
    assertThat(advice.reason()).startsWith("the price of now is outside of the limits");
  }

  @Test
  void forecast_intervals_hold_counts() {
    UnitsForecast few = new UnitsForecast(3, 0, 1, true);

    // qpois(c(0.05, 0.95), 3) of R
    assertThat(few.interval(0.9).lower()).isEqualTo(1);
    assertThat(few.interval(0.9).upper()).isEqualTo(6);
    // qnbinom(c(0.05, 0.95), size = 5, mu = 10)
    assertThat(new UnitsForecast(10, 0, 3, true).interval(0.9).toString()).isEqualTo("3 to 20");
  }
}
