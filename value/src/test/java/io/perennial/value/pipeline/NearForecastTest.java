// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.features.pipeline.TrainingStep;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.boost.BoostEffort;
import io.perennial.value.churn.Plays;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderTrainer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearForecastTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate END = FIRST.plusDays(360);

  @TempDir Path folder;
  private Lake tables;
  private Engine engine;
  private FilledLake lake;

  @BeforeEach
  void open() {
    tables = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    lake = new FilledLake(tables, engine);
  }

  @AfterEach
  void close() {
    engine.close();
    tables.close();
  }

  /** Half buy every other week and most go on, half bought in their first month and are gone. */
  private void shop(int customers) {
    for (int i = 0; i < customers; i++) {
      int from = i % 120;
      int until = i % 10 == 0 ? 330 : i % 2 == 0 ? 360 : Math.min(360, from + 30);
      for (int day = from; day < until; day += 12 + (7 * day + i) % 5) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), 10 + i % 40 + day % 7);
      }
    }
  }

  private static FeatureConfig config(LocalDate asOf) {
    return new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(AsOf.startOf(asOf)));
  }

  private StepReport run(boolean features) {
    return run(features, END);
  }

  private StepReport run(boolean features, LocalDate asOf) {
    FeatureConfig config = config(asOf);
    if (features) {
      lake.run(new FeaturesStep(config));
      lake.run(new TrainingStep(config, new Rolling(3, 60, 60)));
    }
    return lake.run(new ValueStep(new ValueConfig(config, AnswerConfig.defaults()), "EUR"));
  }

  private List<String> values(String columns, String where) {
    return lake.rows(
        Tables.VALUES,
        "SELECT " + columns + " FROM customer_values WHERE " + where + " ORDER BY customer_id");
  }

  @Tag("slow")
  @Test
  void tells_who_goes_on_from_who_is_gone() {
    shop(300);

    StepReport report = run(true);

    assertThat(report.message()).contains("purchases in the next 9 weeks");
    assertThat(
            values(
                "CASE WHEN near_purchases_lower <= near_purchases_upper AND near_spend_lower <="
                    + " near_spend_upper AND near_spend_at_risk <= near_spend + 1e-9 AND p_churn"
                    + " BETWEEN 0 AND 1 THEN 'good' ELSE 'bad' END",
                "1 = 1"))
        .hasSize(300)
        .containsOnly("good");
    List<String> going =
        values("CASE WHEN p_churn < .2 THEN 'stays' ELSE 'leaves' END", "p_alive > .9");
    assertThat(going).hasSizeGreaterThan(100);
    assertThat(going.stream().filter("stays"::equals).count())
        .as("who buy every other week, said to go on")
        .isGreaterThan(going.size() * 9 / 10);
    assertThat(
            values(
                "p_silence",
                "p_silence NOT BETWEEN 0 AND 1 OR (p_alive > .99 AND next_purchase_weeks > 4)"))
        .as("silences that are no probability, and who buys every other week and is not due soon")
        .isEmpty();
    assertThat(
            lake.rows(
                Tables.CHURN_ALERTS,
                "SELECT place, value_at_risk, play, reason FROM churn_alerts ORDER BY place"))
        .as("alerts")
        .isNotEmpty()
        .allMatch(row -> row.contains("Silent for"));
    assertThat(
            lake.rows(
                Tables.VALUE_MODELS,
                "SELECT target, CAST(round(1000 * sum(weight)) AS BIGINT) AS w FROM value_models"
                    + " GROUP BY target, cohort ORDER BY target"))
        .as("weights of all models, in thousandths")
        .containsExactly("purchases|1000", "spend|1000");
    explains();
    tellsWhetherItHolds();
  }

  /** The reasons add up to what the table says, with the weights of the run. */
  private void explains() {
    long customer = FilledLake.record("c2").value();
    ValueConfig config = new ValueConfig(config(END), AnswerConfig.defaults());
    NearReasons reasons = NearReasons.of(lake.context(), config, customer);

    assertThat(reasons.note()).isEmpty();
    assertThat(reasons.parts()).hasSize(2);
    List<String> told = values("near_purchases, near_spend", "customer_id = " + customer);
    for (NearReasons.Part part : reasons.parts()) {
      Explanation why = part.because();
      double sum =
          why.base()
              + why.contributions().stream().mapToDouble(Explanation.Contribution::amount).sum();
      assertThat(sum).isCloseTo(why.total(), within(1e-9 * why.total()));
      assertThat(part.weights().values().stream().mapToDouble(w -> w).sum())
          .isCloseTo(1, within(1e-9));
      assertThat(why.contributions())
          .filteredOn(each -> each.feature().equals(Explanation.CALIBRATION))
          .singleElement()
          .satisfies(each -> assertThat(Math.abs(each.amount())).isLessThan(why.total()));
    }
    assertThat(told)
        .containsExactly(
            reasons.parts().get(0).because().total()
                + "|"
                + reasons.parts().get(1).because().total());
    assertThat(NearReasons.of(lake.context(), config, 1).note()).contains("Nothing of the near");
  }

  @Test
  void the_channel_of_the_first_order_is_a_column_where_models_are_to_know_it() {
    for (int i = 0; i < 60; i++) {
      for (int day = i; day < 340; day += 30) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), 10)
            .channel(i % 3 == 0 && day == i ? "store" : "web");
      }
    }
    FeatureConfig config = config(END);
    lake.run(new FeaturesStep(config));
    lake.run(new TrainingStep(config, new Rolling(2, 60, 60)));

    try (LakeLessons lessons =
        LakeLessons.open(lake.context(), config, NearConfig.defaults(), 0, true)) {
      assertThat(lessons.origins()).containsExactly("first_order_by_store");
      assertThat(lessons.past()).hasSize(1);
      for (Cases cases : List.of(lessons.current(), lessons.past().get(0).cases().cases())) {
        assertThat(Arrays.stream(cases.features().column("first_order_by_store")).sum())
            .isEqualTo(20);
        assertThat(cases.events()).as("nobody asked for events").isEmpty();
      }
    }
    try (LakeLessons lessons =
        LakeLessons.open(lake.context(), config, NearConfig.defaults(), 1, false)) {
      assertThat(lessons.origins()).isEmpty();
      assertThat(lessons.current().events().orElseThrow().customers()).isEqualTo(60);
    }
  }

  @Tag("slow")
  @Test
  void effort_brings_more_models() {
    assertThat(rungs(BoostEffort.QUICK)).contains("Pareto/NBD", "boosted hurdle").hasSize(5);
    assertThat(rungs(BoostEffort.USUAL)).contains("Pareto/NBD with a season", "boosted quantiles");
    assertThat(rungs(BoostEffort.THOROUGH))
        .containsAll(rungs(BoostEffort.USUAL))
        .contains("Pareto/NBD, hierarchical Bayes", "Pareto/NBD by quarter");
  }

  private List<String> rungs(BoostEffort effort) {
    NearConfig usual = NearConfig.defaults();
    NearConfig near =
        new NearConfig(true, usual.features(), usual.sample(), effort, usual.alerts());
    return new NearForecasting(
            lake.context(),
            new ValueConfig(
                config(END),
                AnswerConfig.defaults(),
                near,
                DriftConfig.defaults(),
                Plays.builtIn(),
                AcquisitionConfig.defaults()),
            "EUR")
        .rungs()
        .map(LadderTrainer::name)
        .toList();
  }

  /** A fresh model is tried against the one in use, features are looked at, models have cards. */
  private void tellsWhetherItHolds() {
    assertThat(
            lake.rows(
                Tables.VALUE_DRIFT,
                "SELECT kind, alarm, words FROM value_drift WHERE kind <> 'feature' ORDER BY"
                    + " place"))
        .satisfiesExactly(
            trial ->
                assertThat(trial)
                    .startsWith("challenge|")
                    .contains(" as fitted 2024-08-2", " as fitted 2024-10-2"),
            pays -> assertThat(pays).startsWith("retrain|").contains("a fresh model is expected"));
    assertThat(
            lake.rows(
                Tables.VALUE_DRIFT,
                "SELECT name FROM value_drift WHERE kind = 'feature' AND figure >= 0 AND threshold"
                    + " >= .1"))
        .hasSizeGreaterThan(20);
    assertThat(
            lake.rows(
                Tables.VALUE_MODELS, "SELECT target, card FROM value_models WHERE weight > 0"))
        .isNotEmpty()
        .allSatisfy(
            card ->
                assertThat(card)
                    .contains("customers, as of 2024-12-26")
                    .contains(
                        "as it would have been fitted as of 2024-10-2",
                        "by what came till 2024-12-2")
                    .contains("## Limits", "## Scores on ", "seed "));
    assertThat(
            lake.rows(
                Tables.VALUE_MODELS,
                "SELECT card FROM value_models WHERE target = 'spend' AND weight > 0"))
        .allMatch(card -> card.contains("forecasting spend in EUR"));
  }

  @Tag("slow")
  @Test
  void is_kept_and_compared_with_what_came() {
    shop(200);
    run(true, END.minusDays(60));
    assertThat(lake.rows(Tables.VALUE_TRACKING, "SELECT * FROM value_tracking")).isEmpty();

    run(false, END.minusDays(30));
    run(false, END.minusDays(30)); // once more is no other forecast
    run(false, END.minusDays(90)); // a look back takes nothing away
    run(false, END.minusDays(30));

    assertThat(
            lake.rows(
                Tables.FORECASTS,
                "SELECT as_of, count(*) AS n FROM forecasts GROUP BY as_of ORDER BY as_of"))
        .hasSize(3)
        .filteredOn(row -> row.endsWith("|200"))
        .hasSizeGreaterThan(1);
    List<String> came =
        lake.rows(
            Tables.VALUE_TRACKING,
            "SELECT kind, CAST(sum(customers) AS BIGINT) AS n, CAST(sum(actual_purchases) AS"
                + " BIGINT) AS came FROM value_tracking WHERE as_of > TIMESTAMP '2024-10-15"
                + " 00:00:00' GROUP BY kind ORDER BY kind");
    assertThat(came).as("all customers, and by tier").hasSize(2);
    assertThat(came.stream().map(row -> row.substring(row.indexOf('|'))).distinct())
        .as("customers and purchases of both")
        .hasSize(1);
    assertThat(
            lake.rows(
                Tables.VALUE_TRACKING,
                "SELECT CASE WHEN ratio BETWEEN .6 AND 1.6 THEN 'near' ELSE 'far' END AS r FROM"
                    + " value_tracking WHERE kind = 'all' AND as_of > TIMESTAMP '2024-10-15"
                    + " 00:00:00'"))
        .containsExactly("near");
  }

  @Tag("slow")
  @Test
  void has_nothing_to_say_without_features_but_says_so() {
    shop(120);

    run(false);

    assertThat(values("near_purchases", "near_purchases IS NOT NULL")).isEmpty();
    assertThat(
            lake.rows(Tables.EVALUATIONS, "SELECT words FROM evaluations WHERE section = 'note'"))
        .anyMatch(note -> note.contains("no features are known"));
  }
}
