// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Fitted;
import io.perennial.value.Reference;
import io.perennial.value.forecast.Interval;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Split;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import io.perennial.value.survival.RenewalModel;
import io.perennial.value.survival.RenewalTrainer;
import io.perennial.value.survival.Renewals;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EconomicsTest {

  private static final List<String> CHANNELS = List.of("email", "search", "empty");

  /** 100 futures: 1 to 100 for each of two customers by email, twice that for one by search. */
  private static GroupValues values() {
    return GroupValues.sum(
        CHANNELS,
        new int[] {0, 0, 1, -1},
        100,
        i -> IntStream.rangeClosed(1, 100).mapToDouble(d -> i == 2 ? 2 * d : d).toArray());
  }

  @Nested
  class Acquired {

    @Test
    void customers_cost_and_are_worth_what_can_be_found_by_hand() {
      List<UnitEconomics> rows =
          UnitEconomics.of(values().plus(new double[] {10, 0, 0}), new double[] {40, 0, 0}, 0.9);
      UnitEconomics email = rows.get(0);
      assertThat(email.customers()).isEqualTo(2);
      assertThat(email.cost()).isEqualTo(20);
      assertThat(email.value()).isEqualTo((2 * 50.5 + 10) / 2);
      assertThat(email.ratio().orElseThrow()).isCloseTo(111.0 / 40, within(1e-12));
      assertThat(email.valueInterval().orElseThrow().lower()).isEqualTo((2 * 6 + 10) / 2.0);
      assertThat(email.pays()).isEqualTo(0.86); // 2 d + 10 >= 40 from d = 15
      assertThat(email.toString())
          .isEqualTo(
              "email: a customer cost 20.00 and is worth 55.50 (11.00 to 100.00): 2.78 to 1 (0.55"
                  + " to 5.00); worth the cost in 86 % of futures");
      assertThat(rows.get(1).ratio()).isEmpty();
      assertThat(rows.get(1).toString()).doesNotContain("to 1 (");
      assertThat(rows.get(2).toString()).isEqualTo("empty: no customers");
      assertThat(values().together("all").totals(0)[99]).isEqualTo(400);
      assertThat(values().together("all").customers(0)).isEqualTo(3);
    }

    @Test
    void impossible_costs_and_groups_are_refused() {
      assertThatThrownBy(() -> UnitEconomics.of(values(), new double[] {1, -1, 0}, 0.9))
          .hasMessage("Group search: Invalid cost: -1.0 (must be >= 0 and finite)");
      assertThatThrownBy(() -> GroupValues.sum(CHANNELS, new int[] {3}, 1, i -> new double[1]))
          .hasMessageStartingWith("Row 0: Invalid group: 3");
    }

    @Test
    void payback_lies_where_the_sum_reaches_the_cost() {
      double[][] margin = {{10, 10, 10, 10}, {20, 20, 20, 20}, {5, 5, 5, 5}};
      Payback payback = Payback.of(margin, 25, 0, 0.5);
      assertThat(payback.months()).hasValue(2.5);
      assertThat(payback.lower()).hasValue(1.25);
      assertThat(payback.upper()).isEmpty();
      assertThat(payback.pays()).isCloseTo(2 / 3.0, within(1e-12));
      assertThat(payback.toString())
          .isEqualTo(
              "paid back after 2.5 months (1.3 to more than 4); within 4 months in 67 % of"
                  + " futures");
    }

    @Test
    void payback_is_later_with_interest_and_never_where_nothing_is_earned() {
      double[][] margin = {{10, 10, 10, 10}};
      assertThat(Payback.of(margin, 25, 0.5, 0.9).months().orElseThrow()).isBetween(2.6, 2.8);
      Payback never = Payback.of(new double[][] {{-5, 0, 1}}, 25, 0.1, 0.9);
      assertThat(never.months()).isEmpty();
      assertThat(never.toString()).isEqualTo("not paid back within 3 months in any future");
    }
  }

  @Nested
  class Equity {

    @Test
    void has_the_value_of_a_stream_of_newcomers() {
      int draws = 4_000;
      double[] base = new double[draws];
      double[] newcomer = new double[draws];
      for (int d = 0; d < draws; d++) {
        base[d] = 10_000 + 100 * Normal.standard(RandomSource.seeded(1).stream(d));
        newcomer[d] = 60;
      }
      CustomerEquity equity =
          CustomerEquity.of(
              base,
              newcomer,
              new double[] {100, 90, 110, 100},
              new CustomerEquity.Acquisition(24, 0, 20, 0.9, 7));
      assertThat(equity.newPerMonth()).isEqualTo(100);
      assertThat(equity.future()).isCloseTo(24 * 100 * 40, within(500.0));
      // the rate is known to 1 part in 20: 1.645 / sqrt(400)
      assertThat(equity.futureInterval().upper()).isCloseTo(96_000 * 1.082, within(1_500.0));
      assertThat(equity.total()).isEqualTo(equity.current() + equity.future());
      assertThat(equity.toString()).startsWith("customer equity 10").contains("100.0 a month");
    }

    @Test
    void is_less_sure_where_months_differ_and_nothing_where_nobody_comes() {
      double[] one = new double[200];
      Arrays.fill(one, 1);
      CustomerEquity.Acquisition how = new CustomerEquity.Acquisition(12, 0.1, 0, 0.9, 1);
      CustomerEquity even = CustomerEquity.of(one, one, new double[] {50, 50, 50, 50}, how);
      CustomerEquity uneven = CustomerEquity.of(one, one, new double[] {0, 100, 0, 100}, how);
      assertThat(uneven.futureInterval().upper() - uneven.futureInterval().lower())
          .isGreaterThan(3 * (even.futureInterval().upper() - even.futureInterval().lower()));
      assertThat(CustomerEquity.of(one, one, new double[] {0}, how).future()).isZero();
    }
  }

  @Nested
  class Won {

    private final Split cdnow = Reference.splitOf("cdnow_sample");

    @Test
    void newcomers_bring_what_the_models_expect_of_them() {
      Fitted<ParetoNbdModel> buying = new ParetoNbdTrainer().train(cdnow.histories());
      Fitted<GammaGammaModel> spend =
          new GammaGammaTrainer()
              .train(SpendHistories.of(cdnow.observed().repeats(), cdnow.observed().meanSpend()));
      Newcomers newcomers = Newcomers.of(buying, spend, 30, new Newcomers.Outlook(24, 0.3, 400, 1));
      double expected =
          0.3 * (30 + spend.model().expectedSpend() * buying.model().expectedRepeats(104));
      double mean = Arrays.stream(newcomers.worth(0)).average().orElseThrow();
      assertThat(mean).isCloseTo(expected, within(0.05 * expected));
      Interval interval = newcomers.interval(0, 0.9);
      assertThat(interval.contains(expected)).isTrue();
      assertThat(interval.upper() - interval.lower()).isBetween(0.01 * mean, 0.4 * mean);
      Payback payback = newcomers.payback(12, 0.1, 0.9);
      assertThat(payback.months().orElseThrow()).isBetween(1.0, 12.0);
      assertThat(newcomers.marginByMonth()[0]).hasSize(24);
    }

    @Test
    void newcomers_under_contract_pay_while_they_stay() {
      Fitted<RenewalModel> renewing =
          new RenewalTrainer()
              .shiftedBetaGeometric(
                  Renewals.ofSurvivors(10_000, 6_310, 4_680, 3_820, 3_260, 2_890, 2_620, 2_410));
      Newcomers yearly =
          Newcomers.ofContracts(renewing, 100, 12, new Newcomers.Outlook(36, 1, 100, 1));
      assertThat(Arrays.stream(yearly.worth(0)).average().orElseThrow())
          .isCloseTo(100 * (1 + 0.631 + 0.468), within(2.0));
      assertThat(yearly.payback(150, 0, 0.9).months().orElseThrow()).isBetween(12.5, 13.0);
    }
  }

  @Nested
  class Unequal {

    @Test
    void figures_are_those_found_by_hand() {
      Concentration even = Concentration.of(new double[] {5, 5, 5, 5});
      assertThat(even.gini().orElseThrow()).isCloseTo(0, within(1e-12));
      assertThat(even.top(0.25).orElseThrow()).isCloseTo(0.25, within(1e-12));
      Concentration one = Concentration.of(new double[] {0, 0, 0, 8, -3});
      assertThat(one.gini().orElseThrow()).isCloseTo(0.8, within(1e-12));
      assertThat(one.negative()).isEqualTo(-3);
      assertThat(one.total()).isEqualTo(8);
      Concentration some = Concentration.of(new double[] {1, 2, 3, 4});
      // 2 (1 + 4 + 9 + 16) / (4 x 10) - 5 / 4
      assertThat(some.gini().orElseThrow()).isCloseTo(0.25, within(1e-12));
      assertThat(some.top(0.25).orElseThrow()).isCloseTo(0.4, within(1e-12));
      assertThat(some.lorenz(0.125).orElseThrow()).isCloseTo(0.05, within(1e-12));
      assertThat(some.customersWith(0.7)).hasValue(0.5);
      assertThat(some.customersWith(1)).hasValue(1);
    }

    @Test
    void nothing_and_tails_have_an_answer() {
      assertThat(Concentration.of(new double[0]).gini()).isEmpty();
      assertThat(Concentration.of(new double[] {-1, 0}).top(0.1)).isEmpty();
      Concentration tail = Concentration.of(new double[] {1e300, 1e300, 1e308, 1});
      assertThat(tail.gini().orElseThrow()).isBetween(0.7, 0.75);
      assertThatThrownBy(() -> Concentration.of(new double[] {1, Double.NaN}))
          .hasMessage("Row 1: Invalid value: NaN (must be finite)");
    }
  }

  @Nested
  class Realised {

    private PastForecast forecast(double bias, int n, long seed) {
      double[] expected = new double[n];
      double[] realised = new double[n];
      int[] group = new int[n];
      for (int i = 0; i < n; i++) {
        RandomStream random = RandomSource.seeded(seed).stream(i);
        expected[i] = 5 + 20 * random.nextDouble();
        realised[i] = bias * expected[i] * Gamma.standard(random, 0.5) / 0.5;
        group[i] = i % 2;
      }
      return new PastForecast(
          "March", 13, 26, expected, realised, List.of("gold", "silver", "none"), group);
    }

    @Test
    void the_interval_of_a_right_forecast_holds_1_as_often_as_it_says() {
      int inside = 0;
      for (int seed = 0; seed < 400; seed++) {
        ComeTrue all = ComeTrue.of(List.of(forecast(1, 300, seed)), 0.9).get(0);
        inside += all.verdict() == ComeTrue.Verdict.AS_EXPECTED ? 1 : 0;
      }
      assertThat(inside / 400.0).isBetween(0.86, 0.94);
    }

    @Test
    void a_forecast_that_promised_too_much_is_told_by_group() {
      List<ComeTrue> rows = ComeTrue.of(List.of(forecast(0.7, 2_000, 1)), 0.95);
      assertThat(rows).extracting(ComeTrue::group).containsExactly("all", "gold", "silver");
      assertThat(rows).allMatch(row -> row.verdict() == ComeTrue.Verdict.BELOW);
      assertThat(rows.get(0).share()).isEqualTo(0.5);
      assertThat(rows.get(0).expected())
          .isCloseTo(rows.get(1).expected() + rows.get(2).expected(), within(1e-6));
      assertThat(rows.get(0).toString())
          .startsWith("March, all: ")
          .contains("after 50 % of the horizon")
          .endsWith("less than expected");
    }

    @Test
    void nothing_expected_and_extremes_have_an_answer() {
      PastForecast none =
          new PastForecast(
              "a", 90, 26, new double[2], new double[] {3, -3}, List.of(), new int[] {-1, -1});
      ComeTrue row = ComeTrue.of(List.of(none), 0.9).get(0);
      assertThat(row.ratio()).isEmpty();
      assertThat(row.verdict()).isEqualTo(ComeTrue.Verdict.UNKNOWN);
      assertThat(row.share()).isOne();
      assertThat(row.toString()).doesNotContain("NaN");
      PastForecast vast =
          new PastForecast(
              "b",
              1,
              2,
              new double[] {1e-300, 1},
              new double[] {1e300, 1},
              List.of(),
              new int[] {-1, -1});
      assertThat(ComeTrue.of(List.of(vast), 0.9).get(0).toString())
          .doesNotContain("NaN")
          .doesNotContain("Infinity");
    }

    @Test
    void columns_that_do_not_fit_are_refused() {
      assertThatThrownBy(
              () ->
                  new PastForecast(
                      "a", 0, 26, new double[1], new double[1], List.of(), new int[] {-1}))
          .hasMessageStartingWith("Invalid weeks: 0.0 of 26.0");
      assertThatThrownBy(
              () ->
                  new PastForecast(
                      "a", 1, 26, new double[1], new double[] {Double.NaN}, List.of(), new int[1]))
          .hasMessageStartingWith("Row 0: Invalid values");
    }
  }
}
