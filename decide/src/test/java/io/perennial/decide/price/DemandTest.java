// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DemandTest {

  private static DemandModel learn(Sales sales) {
    return DemandTrainer.of(DemandConfig.defaults()).train(sales);
  }

  private static ProductDemand only(Sales sales) {
    DemandModel model = learn(sales);
    assertThat(model.demands()).hasSize(1);
    return model.demands().get(0);
  }

  private static double wave(int t) {
    return Math.floorMod(t * 37, 11) - 5;
  }

  /** Simulated sales: what is true is inside of its interval as often as it should be. */
  @Nested
  class Truth {

    @Test
    void elasticities_are_inside_of_their_intervals() {
      int inside = 0;
      int own = 0;
      int all = 0;
      double square = 0;
      double ownSquare = 0;
      for (int seed = 0; seed < 4; seed++) {
        SimulatedShop shop = SimulatedShop.of(60, 104, Cadence.WEEK, 77 + seed);
        DemandModel model = learn(shop.sales);
        assertThat(model.market()).isTrue();
        for (int p = 0; p < 60; p++) {
          Elasticity found = model.demands().get(p).elasticity().orElseThrow();
          double truth = shop.elasticity[p];
          inside += found.interval().contains(truth) ? 1 : 0;
          own += Math.abs(found.own() - truth) <= 1.645 * found.ownError() ? 1 : 0;
          square += Math.pow(found.value() - truth, 2);
          ownSquare += Math.pow(found.own() - truth, 2);
          all++;
        }
      }

      // of 240 at 90 %: 0.5 % of right programs are below 0.85
      assertThat((double) inside / all).isBetween(0.85, 0.97);
      assertThat((double) own / all).isBetween(0.85, 0.97);
      assertThat(square).as("drawn together they are nearer").isLessThan(0.9 * ownSquare);
    }

    @Test
    void one_product_alone_is_learned_with_the_season_of_the_calendar() {
      int inside = 0;
      int told = 0;
      for (int seed = 0; seed < 60; seed++) {
        SimulatedShop shop = SimulatedShop.of(1, 104, Cadence.WEEK, 500 + seed);
        ProductDemand demand = only(shop.sales);
        if (demand.elasticity().isPresent()) {
          told++;
          inside += demand.elasticity().get().interval().contains(shop.elasticity[0]) ? 1 : 0;
        }
      }

      assertThat(told).isGreaterThan(50);
      assertThat((double) inside / told).isGreaterThan(0.8);
    }

    @Test
    void the_same_sales_give_the_same_bits() {
      SimulatedShop shop = SimulatedShop.of(12, 60, Cadence.WEEK, 5);

      assertThat(elasticities(learn(shop.sales))).isEqualTo(elasticities(learn(shop.sales)));
    }

    private double[] elasticities(DemandModel model) {
      return model.demands().stream()
          .mapToDouble(d -> d.elasticity().map(Elasticity::value).orElse(0.0))
          .toArray();
    }
  }

  /** Next periods, told from those before. */
  @Nested
  class Forecasts {

    @Test
    void they_are_better_than_without_a_model_and_inside_of_their_intervals() {
      SimulatedShop shop = SimulatedShop.of(60, 24, Cadence.MONTH, 2);

      ForecastCheck check = ForecastCheck.of(shop.sales, DemandConfig.defaults(), 4).orElseThrow();

      assertThat(check.periods()).isEqualTo(4);
      assertThat(check.forecasts()).isGreaterThan(200);
      assertThat(check.off()).isLessThan(0.9 * check.recentOff());
      assertThat(check.inside()).isBetween(0.83, 0.97);
    }

    @Test
    void too_few_periods_are_not_checked() {
      Sales few = SimulatedShop.one(4, t -> 2 + t, t -> 5);

      assertThat(ForecastCheck.of(few, DemandConfig.defaults(), 4)).isEmpty();
      assertThatThrownBy(() -> ForecastCheck.of(few, DemandConfig.defaults(), 0))
          .hasMessage("Invalid periods: 0 (must be >= 1)");
    }
  }

  /** Nothing is said where prices say nothing. */
  @Nested
  class Refusals {

    @Test
    void a_price_that_was_never_varied() {
      ProductDemand tea = only(SimulatedShop.one(52, t -> 4.99, t -> 20 + wave(t)));

      assertThat(tea.elasticity()).isEmpty();
      Refusal refusal = tea.refusal().orElseThrow();
      assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NEVER_VARIED);
      assertThat(refusal.words()).isEqualTo("its price was never varied: 4.99 in all of 52 weeks");
      assertThat(tea.units().expected()).isBetween(18.0, 22.0);
      assertThatThrownBy(() -> tea.units(5.5))
          .hasMessageStartingWith("Cannot forecast units of tea at another price: its price was");
      assertThat(PriceSearch.within(PriceLimits.defaults()).best(tea)).isEmpty();
    }

    @Test
    void a_price_that_was_another_one_twice() {
      ProductDemand tea =
          only(SimulatedShop.one(52, t -> t == 9 || t == 30 ? 3.99 : 4.99, t -> 20 + wave(t)));

      assertThat(tea.refusal().orElseThrow().words())
          .isEqualTo("its price was hardly varied: other than 4.99 in 2 of 52 weeks only");
    }

    @Test
    void a_price_that_falls_with_promotions_only() {
      double[] promotion = new double[52];
      Arrays.setAll(promotion, t -> t % 6 == 2 ? 1 : 0);
      IntToDoubleFunction price = t -> promotion[t] > 0 ? 3.99 : 4.99;
      Sales sales =
          SimulatedShop.one(52, price, t -> 20 + wave(t) + 15 * promotion[t])
              .withPromotion(promotion);

      Refusal refusal = only(sales).refusal().orElseThrow();

      assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MOVES_WITH_ANOTHER);
      assertThat(refusal.words()).startsWith("its price moved only with promotions (100 %");
    }

    @Test
    void a_price_that_follows_the_season() {
      Sales sales =
          SimulatedShop.one(
              104,
              t -> 5 + Math.sin(2 * Math.PI * t / Cadence.WEEK.perYear()),
              t -> Math.rint(30 + 10 * Math.sin(2 * Math.PI * t / 52.18) + wave(t)));

      assertThat(only(sales).refusal().orElseThrow().words())
          .startsWith("its price moved only with the season");
    }

    @Test
    void prices_that_all_move_together() {
      int products = 10;
      int n = products * 80;
      String[] names = new String[n];
      int[] period = new int[n];
      double[] price = new double[n];
      double[] units = new double[n];
      for (int i = 0; i < n; i++) {
        int t = i % 80;
        int product = i / 80;
        names[i] = "p" + product;
        period[i] = t;
        price[i] = (2.0 + product) * (1 + 0.02 * wave(t));
        units[i] = 20 + Math.floorMod(i * 13, 7);
      }

      DemandModel model = learn(Sales.of(Cadence.WEEK, names, period, price, units));

      assertThat(model.demands())
          .allSatisfy(
              demand ->
                  assertThat(demand.refusal().orElseThrow().words())
                      .contains("moved only with the prices of the other products"));
    }

    @Test
    void too_few_periods_with_sales() {
      ProductDemand tea = only(SimulatedShop.one(20, t -> 4 + t % 3, t -> t < 3 ? 5 : 0));

      assertThat(tea.refusal().orElseThrow().words())
          .isEqualTo("it was sold in 3 weeks only (must be 8 or more)");
    }
  }

  /** What files bring. */
  @Nested
  class Contract {

    @Test
    void no_sales_and_nothing_sold_give_nothing() {
      assertThat(learn(SimulatedShop.one(0, t -> 1, t -> 1)).demands()).isEmpty();
      assertThat(learn(SimulatedShop.one(9, t -> 1 + t, t -> 0)).demands()).isEmpty();
      assertThat(learn(SimulatedShop.one(1, t -> 1, t -> 1)).demands()).hasSize(1);
      assertThat(learn(SimulatedShop.one(2, t -> 1 + t, t -> 1)).demands()).hasSize(1);
    }

    @Test
    void rows_that_cannot_be_are_named() {
      assertThatThrownBy(() -> SimulatedShop.one(3, t -> t, t -> 1))
          .hasMessage("Row 0: Invalid price: 0.0 (must be > 0)");
      assertThatThrownBy(() -> SimulatedShop.one(3, t -> 1, t -> t - 1))
          .hasMessage("Row 0: Invalid units: -1.0 (must be >= 0)");
      assertThatThrownBy(() -> SimulatedShop.one(2, t -> 1, t -> 1).withCost(new double[] {1, -1}))
          .hasMessageStartingWith("Row 1: Invalid cost: -1.0 (must be >= 0");
    }

    @Test
    void extremes_stay_finite() {
      for (double scale : new double[] {1e-6, 1, 1e9}) {
        ProductDemand demand =
            only(
                SimulatedShop.one(
                    60,
                    t -> scale * (5 + wave(t) / 5),
                    t -> t == 17 ? 1e9 : Math.rint((20 - 2 * wave(t)) * (t % 9 == 0 ? 0 : 1))));

        Elasticity found = demand.elasticity().orElseThrow();
        assertThat(found.value()).isFinite();
        assertThat(found.interval().lower()).isFinite();
        assertThat(demand.extraordinary()).isGreaterThan(0);
        assertThat(demand.units().interval(0.9).upper()).isBetween(1.0, 500.0);
      }
    }

    @Test
    void segments_have_a_demand_of_their_own() {
      SimulatedShop shop = SimulatedShop.of(4, 80, Cadence.WEEK, 9);
      String[] segments = new String[shop.sales.rows()];
      Arrays.setAll(segments, i -> i % 2 == 0 ? "north" : "south");

      DemandModel model = learn(shop.sales.inSegments(segments));

      assertThat(model.demands()).hasSize(8);
      assertThat(model.demands().get(1).segment()).isEqualTo("south");
    }

    @Test
    void what_may_be_concluded_is_said() {
      Sales sales = SimulatedShop.one(30, t -> 5 + wave(t) / 10, t -> 20);

      assertThat(learn(sales).standing()).startsWith("Elasticities are predictive");
      assertThat(DemandTrainer.of(DemandConfig.defaults().ofAnExperiment()).train(sales).standing())
          .contains("causal");
    }
  }
}
