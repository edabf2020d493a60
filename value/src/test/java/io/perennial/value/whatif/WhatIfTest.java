// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.Discounting;
import io.perennial.value.Fitted;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import io.perennial.value.explain.ClosedForm;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Scenarios on the CDNOW sample at the end of its calibration. */
class WhatIfTest {

  private static final Observed CDNOW = Reference.splitOf("cdnow_sample").observed();
  private static final Fitted<ParetoNbdModel> PARETO =
      new ParetoNbdTrainer().train(CDNOW.histories());
  private static final Fitted<GammaGammaModel> SPEND =
      new GammaGammaTrainer().train(SpendHistories.of(CDNOW.repeats(), CDNOW.meanSpend()));
  private static final WhatIfConfig CONFIG =
      WhatIfConfig.defaults().withHorizonWeeks(39).withMargin(0.4).withDraws(40, 10);
  private static final Effect EXPERIMENT = Effect.experiment("spring test", -1.3, 0.2, -0.1, 0.1);

  /** Every eighth customer, with tiers by repeats. */
  private static final Cohort SOME = some();

  private static final WhatIf BASE = WhatIf.of(List.of(SOME), CONFIG);

  private static Cohort some() {
    Observed some =
        CDNOW.only(IntStream.range(0, CDNOW.customers()).filter(i -> i % 8 == 0).toArray());
    return Cohort.of("1997-Q1", PARETO, SPEND, some)
        .withGroups(IntStream.of(some.repeats()).mapToObj(x -> x > 1 ? "loyal" : "new").toList())
        .withNewcomers(40, 60, 5);
  }

  private static Projection project(Change... changes) {
    return BASE.project(Scenario.of("test", changes));
  }

  @Nested
  class Nothing {

    @Test
    void changed_is_no_difference_not_in_the_last_bit() {
      Projection projection =
          project(
              new Change.Price(0, EXPERIMENT),
              new Change.Discount(0, 0.5, Effect.assumed(0.3)),
              new Change.Contacts(1, 2, 3, Effect.assumed(1)),
              new Change.Dropout(Effect.assumed(1)),
              new Change.Buying(Effect.assumed(1)),
              new Change.Margin(0.4),
              new Change.Interest(0.15),
              new Change.Newcomers("1997-Q1", 40, 5),
              new Change.Silence(0));

      assertThat(projection.rows()).hasSize(4);
      for (Projection.Row row : projection.rows()) {
        for (Measure measure : List.of(row.purchases(), row.value())) {
          assertThat(measure.difference()).isZero();
          assertThat(measure.standardError()).isZero();
          assertThat(measure.after()).isEqualTo(measure.before());
          assertThat(measure.afterInterval()).isEqualTo(measure.beforeInterval());
        }
      }
      assertThat(projection.grounds())
          .allSatisfy(ground -> assertThat(ground.label()).isEqualTo(Label.PREDICTIVE));
    }

    @Test
    void changed_has_the_total_that_the_model_expects() {
      Measure purchases =
          WhatIf.of(List.of(SOME.withNewcomers(0, 0, 0)), CONFIG.withDraws(300, 1))
              .project(Scenario.of("as it is"))
              .total()
              .purchases();

      double expected = 0;
      for (double each :
          SOME.customers()
              .histories()
              .spread(PARETO.model().expectedPurchases(SOME.customers().histories(), 39))) {
        expected += each;
      }
      assertThat(purchases.before()).isCloseTo(expected, within(0.02 * expected));
      assertThat(purchases.beforeInterval().contains(expected)).isTrue();
    }
  }

  @Nested
  class Arithmetic {

    @Test
    void twice_the_margin_is_twice_the_value() {
      Projection projection =
          WhatIf.of(List.of(SOME.withNewcomers(0, 0, 0)), CONFIG)
              .project(Scenario.of("twice", new Change.Margin(0.8)));
      Measure value = projection.total().value();
      assertThat(value.after() / value.before()).isCloseTo(2, within(1e-12));
      assertThat(projection.total().purchases().difference()).isZero();
      assertThat(projection.label()).isEqualTo(Label.PREDICTIVE);
    }

    @Test
    void a_price_that_nobody_minds_is_all_profit() {
      Projection projection =
          WhatIf.of(List.of(SOME.withNewcomers(0, 0, 0)), CONFIG)
              .project(Scenario.of("dearer", new Change.Price(0.1, Effect.assumed(0))));
      Measure value = projection.total().value();
      // 0.4 of 1 is left of what cost 0.6; of 1.1 it is 0.5
      assertThat(value.after() / value.before()).isCloseTo(1.25, within(1e-12));
    }

    @Test
    void groups_and_newcomers_add_up_to_all() {
      Projection projection = project(new Change.Dropout(Effect.assumed(0.8)));
      assertThat(projection.rows())
          .extracting(Projection.Row::name)
          .containsExactly("all", "loyal", "new", "new customers");
      double sum = projection.rows().stream().skip(1).mapToDouble(r -> r.value().after()).sum();
      assertThat(sum).isCloseTo(projection.total().value().after(), within(1e-6));
      assertThat(projection.row("loyal").customers() + projection.row("new").customers())
          .isEqualTo(projection.total().customers())
          .isEqualTo(295);
    }

    @Test
    void contacts_cost_what_they_cost() {
      Measure value =
          WhatIf.of(List.of(SOME.withNewcomers(0, 0, 0)), CONFIG.withInterest(0))
              .project(Scenario.of("mails", new Change.Contacts(3, 0.5, 0.1, Effect.assumed(0))))
              .total()
              .value();
      assertThat(value.difference()).isCloseTo(-295 * 2 * 0.5 * 0.1 * 39, within(1e-6));
      assertThat(value.standardError()).isLessThan(1e-9);
    }
  }

  @Nested
  class Retention {

    @Test
    void never_lowers_value_by_being_better() {
      Measure last = project(new Change.Dropout(Effect.assumed(1.5))).total().value();
      assertThat(last.differenceInterval().upper()).isNotPositive();
      for (double factor : new double[] {1.1, 0.9, 0.6, 0.2, 0}) {
        Measure value = project(new Change.Dropout(Effect.assumed(factor))).total().value();
        assertThat(value.after()).isGreaterThan(last.after());
        assertThat(value.differenceInterval().lower())
            .isGreaterThanOrEqualTo(last.differenceInterval().lower());
        last = value;
      }
      assertThat(last.differenceInterval().lower()).isPositive();
    }

    @Test
    void by_a_little_has_the_effect_that_the_closed_form_has() {
      WhatIf certain = WhatIf.of(List.of(SOME.withNewcomers(0, 0, 0)), CONFIG.withDraws(300, 1));
      Measure purchases =
          certain
              .project(Scenario.of("less dropout", new Change.Dropout(Effect.assumed(0.9))))
              .total()
              .purchases();
      double exact = 0;
      for (int i = 0; i < 295; i++) {
        PurchaseHistory history = SOME.customers().history(i);
        exact +=
            PARETO.model().expectedPurchases(history, 0.9 * 39) / 0.9
                - PARETO.model().expectedPurchases(history, 39);
      }
      assertThat(purchases.difference()).isCloseTo(exact, within(4 * purchases.standardError()));
      // the same chance before and after: a small effect is well seen
      assertThat(purchases.standardError()).isLessThan(0.05 * exact);
    }
  }

  @Nested
  class Elasticities {

    private static final WhatIf CERTAIN =
        WhatIf.of(List.of(SOME.withNewcomers(0, 0, 0)), CONFIG.withDraws(200, 1).withInterest(0));

    private static Projection.Row total(Change change) {
      return CERTAIN.project(Scenario.of("a little", change)).total();
    }

    /** The expected value as it is: margin times spend times purchases. */
    private static double expected() {
      ClosedForm form = ClosedForm.ofSpend(PARETO.model(), SPEND.model(), 39);
      double sum = 0;
      for (int i = 0; i < 295; i++) {
        sum += 0.4 * form.at(SOME.customers().history(i), SOME.customers().meanSpend()[i]);
      }
      return sum;
    }

    @Test
    void of_buying_is_one() {
      Projection.Row row = total(new Change.Buying(Effect.assumed(1.05)));
      assertThat(row.purchases().difference())
          .isCloseTo(0.05 * row.purchases().before(), within(4 * row.purchases().standardError()));
      assertThat(row.value().difference())
          .isCloseTo(0.05 * expected(), within(4 * row.value().standardError()));
    }

    @Test
    void of_price_is_that_of_demand_and_what_the_margin_gains() {
      // d log value / d log price = elasticity + 1 / margin
      Projection.Row row = total(new Change.Price(0.01, Effect.assumed(-2)));
      double exact = (0.4 + 0.01) / 0.4 * Math.pow(1.01, -2) - 1;
      assertThat(exact).isCloseTo(0.01 * (-2 + 1 / 0.4), within(0.001));
      assertThat(row.value().difference())
          .isCloseTo(exact * expected(), within(4 * row.value().standardError()));
    }

    @Test
    void of_contacts_is_the_one_given() {
      Projection.Row row = total(new Change.Contacts(1.5, 1, 0, Effect.assumed(0.2)));
      assertThat(row.purchases().difference() / row.purchases().before())
          .isCloseTo(
              Math.pow(1.5, 0.2) - 1,
              within(4 * row.purchases().standardError() / row.purchases().before()));
    }
  }

  @Nested
  class Labels {

    @Test
    void an_experiment_within_its_range_is_causal_and_its_error_is_in_the_interval() {
      Projection sure =
          project(new Change.Price(0.1, Effect.experiment("spring", -1.3, 1e-9, -0.1, 0.1)));
      Projection unsure =
          project(new Change.Price(0.1, Effect.experiment("spring", -1.3, 1.5, -0.1, 0.1)));

      assertThat(unsure.label()).isEqualTo(Label.CAUSAL);
      assertThat(unsure.grounds().get(0).why())
          .isEqualTo(
              "measured by an experiment; a change of price was tried by spring from -0.1 to 0.1");
      assertThat(width(unsure)).isGreaterThan(1.3 * width(sure));
    }

    @Test
    void beyond_its_range_it_is_extrapolated_and_says_how_far() {
      Projection projection = project(new Change.Price(0.25, EXPERIMENT));
      assertThat(projection.label()).isEqualTo(Label.EXTRAPOLATED);
      assertThat(projection.grounds().get(0).why())
          .isEqualTo(
              "a change of price of 0.25 is 0.15 above what was tried by spring test"
                  + " from -0.1 to 0.1");
      assertThat(projection.text()).contains("test (EXTRAPOLATED), horizon 39 weeks");
    }

    @Test
    void of_data_without_an_experiment_are_predictive_and_of_nothing_extrapolated() {
      Effect seen = Effect.observed("three price lists", -1, 0.1, -0.2, 0.2);
      assertThat(project(new Change.Price(0.1, seen)).label()).isEqualTo(Label.PREDICTIVE);
      assertThat(project(new Change.Price(-0.3, seen)).grounds().get(0).why())
          .contains("-0.3 is 0.1 below what was seen in three price lists");
      assertThat(project(new Change.Buying(Effect.assumed(1.1))).grounds().get(0).why())
          .isEqualTo("the effect is assumed: no data have shown it");
      // one known effect does not make up for one that is not
      assertThat(
              project(new Change.Price(0.1, EXPERIMENT), new Change.Buying(Effect.assumed(1.1)))
                  .label())
          .isEqualTo(Label.EXTRAPOLATED);
    }

    @Test
    void more_new_customers_than_ever_came_are_extrapolated() {
      assertThat(project(new Change.Newcomers("1997-Q1", 60, 5)).label())
          .isEqualTo(Label.PREDICTIVE);
      Projection many = project(new Change.Newcomers("1997-Q1", 75, 5));
      assertThat(many.grounds().get(0).why())
          .startsWith("75 new customers are 15 more than ever came in as long");
      assertThat(many.row("loyal").value().difference()).isZero();
    }

    @Test
    void silence_longer_than_anyones_is_extrapolated() {
      Projection silent =
          BASE.project(Scenario.of("away", new Change.Silence(4)).in(Scope.group("new")));
      assertThat(silent.label()).isEqualTo(Label.EXTRAPOLATED);
      assertThat(silent.grounds().get(0).why())
          .contains("are silent for more weeks than anybody was (38.71), by up to 4");
      assertThat(project(new Change.BuyNow()).label()).isEqualTo(Label.PREDICTIVE);
    }

    private static double width(Projection projection) {
      Measure value = projection.total().value();
      return value.differenceInterval().upper() - value.differenceInterval().lower();
    }
  }

  @Nested
  class SomeOnly {

    @Test
    void those_who_are_not_concerned_stay_as_they_are() {
      Projection projection =
          BASE.project(
              Scenario.of("for the loyal", new Change.Dropout(Effect.assumed(0.5)))
                  .in(Scope.group("loyal")));
      assertThat(projection.row("new").value().difference()).isZero();
      assertThat(projection.row("new customers").value().difference()).isZero();
      assertThat(projection.row("loyal").value().difference()).isPositive();
    }

    @Test
    void a_cohort_takes_its_newcomers_with_it() {
      Cohort other = new Cohort("1997-Q2", PARETO, SPEND, SOME.customers(), List.of(), 10, 10, 1);
      Projection projection =
          WhatIf.of(List.of(SOME, other), CONFIG)
              .project(Scenario.of("one", new Change.Margin(0.5)).in(Scope.cohort("1997-Q2")));
      assertThat(projection.row("1997-Q1").value().difference()).isZero();
      assertThat(projection.row("1997-Q2").value().difference()).isPositive();
      assertThat(projection.row("new customers").value().difference()).isPositive();
    }

    @Test
    void one_customer_who_buys_now_is_worth_what_the_closed_form_says() {
      int row =
          IntStream.range(0, 295)
              .filter(i -> SOME.customers().history(i).repeats() == 3)
              .findFirst()
              .orElseThrow();
      WhatIf certain = WhatIf.of(List.of(SOME), CONFIG.withDraws(3000, 1));
      double mean = SOME.customers().meanSpend()[row];
      ClosedForm form =
          ClosedForm.ofValue(
              PARETO.model(),
              SPEND.model(),
              new ValuationConfig(39, Discounting.weeklyRate(0.15), 39, 0.4));
      PurchaseHistory history = SOME.customers().history(row);

      Measure bought =
          certain
              .project(Scenario.of("buys", new Change.BuyNow()).in(Scope.customer(row)))
              .total()
              .value();
      Measure silent =
          certain
              .project(Scenario.of("silent", new Change.Silence(6)).in(Scope.customer(row)))
              .total()
              .value();

      assertThat(bought.difference())
          .isCloseTo(
              form.sensitivities(history, mean).onePurchase(), within(4 * bought.standardError()));
      assertThat(silent.difference())
          .isCloseTo(
              form.at(ClosedForm.silent(history, 6), mean) - form.at(history, mean),
              within(4 * silent.standardError()));
    }
  }

  @Nested
  class Newcomers {

    @Test
    void buy_once_and_then_what_the_model_expects_of_new_ones() {
      Projection projection =
          WhatIf.of(List.of(SOME.withNewcomers(200, 200, 0)), CONFIG.withDraws(200, 1))
              .project(Scenario.of("as it is"));
      Measure purchases = projection.row("new customers").purchases();
      double expected = 0;
      for (int step = 0; step < 390; step++) {
        expected += 200 * (1 + PARETO.model().expectedRepeats((step + 0.5) / 10)) / 390;
      }
      assertThat(purchases.before()).isCloseTo(expected, within(0.01 * expected));
    }

    @Test
    void none_are_worth_nothing_and_more_cost_more() {
      Projection none = project(new Change.Newcomers("1997-Q1", 0, 5));
      assertThat(none.row("new customers").value().after()).isZero();
      Projection dear = project(new Change.Newcomers("1997-Q1", 40, 1e6));
      assertThat(dear.total().value().difference()).isLessThan(-3e7);
    }
  }

  @Nested
  class Always {

    @Test
    void the_same_text_has_the_same_bits_on_one_thread_and_on_many() throws Exception {
      String text =
          """
          scenario reproducible
          for all
          dropout experiment 0.9 se 0.05 from 0.8 to 1 by pilot
          newcomers 50 cost 4 in 1997-Q1
          price 0.05 elasticity assumed -1.2 se 0.3
          """;
      Projection many = BASE.project(Scenario.parse(text));
      ForkJoinPool one = new ForkJoinPool(1);
      try {
        assertThat(one.submit(() -> BASE.project(Scenario.parse(text))).get()).isEqualTo(many);
      } finally {
        one.shutdown();
      }
      assertThat(Projection.table(List.of(many)))
          .startsWith("| scenario | value before | after |")
          .contains("| reproducible | ");
    }

    @Test
    void the_readme_shows_what_comes_out() {
      WhatIf all =
          WhatIf.of(List.of(Cohort.of("1997-Q1", PARETO, SPEND, CDNOW)), WhatIfConfig.defaults());
      Projection projection =
          all.project(
              Scenario.parse(
                  """
                  scenario loyalty pays
                  for all
                  dropout experiment 0.9 se 0.03 from 0.9 to 1 by loyalty pilot
                  """));
      assertThat(projection.text())
          .contains("| all | 2357 | 2097.40 | +43.51 | 71367.41 | +1464.88 | +559.38 | +2627.05 |");
    }

    @Test
    void what_is_not_there_is_refused() {
      assertThatThrownBy(() -> BASE.project(Scenario.of("x").in(Scope.group("best"))))
          .hasMessage("Unknown group: best (there are [loyal, new])");
      assertThatThrownBy(() -> BASE.project(Scenario.of("x").in(Scope.customer(295))))
          .hasMessage("Unknown customer: row 295 (there are 295)");
      assertThatThrownBy(() -> project(new Change.Newcomers("2001", 1, 1)))
          .hasMessage("Unknown cohort: 2001 (there are [1997-Q1])");
      assertThatThrownBy(() -> project(new Change.Input("visits", Change.Input.Operation.SET, 1)))
          .hasMessage(
              "Cannot change visits: purchase models have no such input (ask a model on the"
                  + " ladder)");
      assertThatThrownBy(() -> WhatIf.of(List.of(), CONFIG))
          .hasMessage("Invalid cohorts: none (must be at least one)");
      assertThatThrownBy(() -> WhatIf.of(List.of(SOME, SOME), CONFIG))
          .hasMessage("Invalid cohorts: two are called 1997-Q1");
      assertThatThrownBy(() -> CONFIG.withDraws(5, 9))
          .hasMessageStartingWith("Invalid value.what-if.draws: 5 of 9 sets of parameters");
      assertThatThrownBy(() -> SOME.withGroups(List.of("a")))
          .hasMessage(
              "Invalid groups of 1997-Q1: 1 (must be none, or one for each of 295 customers)");
    }

    @Test
    void a_base_without_customers_is_worth_nothing() {
      Cohort nobody = Cohort.of("none", PARETO, SPEND, CDNOW.only(new int[0]));
      Projection projection =
          WhatIf.of(List.of(nobody), CONFIG)
              .project(Scenario.of("x", new Change.Silence(2), new Change.BuyNow()));
      assertThat(projection.total().value().before()).isZero();
      assertThat(projection.label()).isEqualTo(Label.PREDICTIVE);
    }
  }
}
