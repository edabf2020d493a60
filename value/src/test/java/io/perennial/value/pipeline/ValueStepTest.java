// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.value.answer.AnswerConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueStepTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

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

  /** Customers of all kinds: some leave early, some stay; a year of weeks. */
  private void shop(int customers) {
    for (int i = 0; i < customers; i++) {
      int every = 5 + i * 7 % 60;
      int stays = i % 3 == 0 ? 360 : 20 + i * 13 % 300;
      for (int day = i % 90; day < Math.min(360, i % 90 + stays); day += every + (day + i) % 5) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), 10 + i % 40 + day % 7);
      }
    }
  }

  private static ValueStep step(Optional<AsOf> asOf) {
    return new ValueStep(
        new ValueConfig(
            new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), asOf), AnswerConfig.defaults()),
        "EUR");
  }

  private List<String> values(String columns) {
    return lake.rows(
        Tables.VALUES, "SELECT " + columns + " FROM customer_values ORDER BY customer_id");
  }

  private List<String> evaluations(String where) {
    return lake.rows(
        Tables.EVALUATIONS,
        "SELECT series, label, words FROM evaluations WHERE " + where + " ORDER BY position");
  }

  @Test
  void every_customer_has_a_value_with_its_interval_and_a_reason() {
    shop(300);

    StepReport report = lake.run(step(Optional.empty()));

    assertThat(report.rowsWritten()).isEqualTo(300);
    assertThat(report.message()).contains("300 customers as of 2024-12-2").contains("EUR today");
    assertThat(
            values(
                "CASE WHEN p_alive BETWEEN 0 AND 1 AND value_lower <= value_upper"
                    + " AND lifetime_value >= value AND expected_purchases >= 0"
                    + " AND tier IN ('A', 'B', 'C', 'D') THEN 'good' ELSE reason END"))
        .hasSize(300)
        .containsOnly("good");
    assertThat(values("reason").get(0)).matches("bought .* in \\d+ weeks, last .*EUR a purchase");
    assertThat(evaluations("section = 'choice'"))
        .singleElement()
        .asString()
        .contains("CRPS")
        .contains("baseline");
    assertThat(evaluations("section = 'holdout' AND label = 'RMSE'")).hasSize(5);
    assertThat(evaluations("section = 'tracking' AND series = 'actual'")).hasSizeBetween(45, 52);
  }

  @Test
  void a_purchase_on_the_last_day_is_said_to_be_one() {
    shop(200);
    lake.order("late", FIRST.plusDays(359) + "T00:30:00Z", 10);
    lake.order("before", FIRST.plusDays(358) + "T23:30:00Z", 10);

    lake.run(step(Optional.of(AsOf.startOf(FIRST.plusDays(360)))));

    assertThat(
            lake.rows(
                Tables.VALUES,
                "SELECT reason FROM customer_values WHERE customer_id IN ("
                    + FilledLake.record("late")
                    + ", "
                    + FilledLake.record("before")
                    + ") ORDER BY reason"))
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("bought once in 0 weeks, last 1 day ago"),
            reason ->
                assertThat(reason).startsWith("bought once in 0 weeks, last on the last day"));
  }

  @Test
  void without_amounts_the_message_does_not_say_that_customers_are_worth_nothing() {
    for (int i = 0; i < 60; i++) {
      for (int day = i; day < 360; day += 30 + i % 20) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), Double.NaN);
      }
    }

    StepReport report = lake.run(step(Optional.empty()));

    assertThat(report.message())
        .contains("what they spend cannot be told")
        .doesNotContain("worth 0")
        .doesNotContain("NaN");
    assertThat(report.figures()).doesNotContainKey("value");
    assertThat(evaluations("section = 'cohort' AND series = 'value'")).isEmpty();
    assertThat(values("value").stream().distinct()).containsExactly("-");
  }

  @Test
  void what_happens_from_the_as_of_instant_on_changes_nothing() {
    shop(300);
    Optional<AsOf> asOf = Optional.of(AsOf.startOf(FIRST.plusDays(300)));
    lake.run(step(asOf));
    List<String> before =
        values("customer_id, p_alive, value, value_upper, lifetime_value, reason");
    for (int i = 0; i < 300; i++) {
      lake.order("c" + i, FIRST.plusDays(300 + i % 20).toString(), 1_000);
    }
    lake.order("new", FIRST.plusDays(301).toString(), 5);

    lake.run(step(asOf));

    assertThat(values("customer_id, p_alive, value, value_upper, lifetime_value, reason"))
        .isEqualTo(before);
  }

  @Test
  void running_again_puts_the_same_bits_in_the_place_of_what_was_there() {
    shop(200);
    lake.run(step(Optional.empty()));
    List<String> once = values("customer_id, as_of, p_alive, value_lower, lifetime_value, tier");

    lake.run(step(Optional.empty()));

    assertThat(values("customer_id, as_of, p_alive, value_lower, lifetime_value, tier"))
        .isEqualTo(once);
  }

  @Test
  void of_an_empty_lake_nothing_is_told() {
    StepReport report = lake.run(step(Optional.empty()));

    assertThat(report.message()).contains("No value can be told yet").contains("no customers");
    assertThat(values("customer_id")).isEmpty();
  }

  @Test
  void a_base_that_never_came_back_gets_no_values_and_the_reason() {
    for (int i = 0; i < 40; i++) {
      lake.order("c" + i, FIRST.plusDays(i).toString(), 10);
    }

    StepReport report = lake.run(step(Optional.empty()));

    assertThat(report.message()).contains("no customer has a repeat purchase");
    assertThat(evaluations("section = 'note'")).singleElement().asString().contains("repeat");
  }

  @Test
  void one_customer_and_one_day_are_answered_with_a_reason() {
    lake.order("ada", FIRST.toString(), -5).order("ada", FIRST.toString(), 0);

    assertThat(lake.run(step(Optional.empty())).message()).contains("No value can be told yet");
  }

  @Test
  void the_settings_are_part_of_what_makes_a_step_out_of_date() {
    ValueConfig other =
        new ValueConfig(
            new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()),
            AnswerConfig.defaults().withHoldoutWeeks(13));

    assertThat(new ValueStep(other, "EUR").settings())
        .isNotEqualTo(step(Optional.empty()).settings());
  }
}
