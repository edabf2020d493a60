// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EconomicsWritingTest {

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

  /** Half of them buy on the web, half in the store; each buys 10 at first, and again. */
  private void shop(int customers) {
    for (int i = 0; i < customers; i++) {
      for (int day = i % 60; day < 240; day += 6 + i % 50 + day % 3) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), 10 + day % 4)
            .channel(i % 2 == 0 ? "web" : "store");
      }
    }
  }

  private StepReport value(LocalDate asOf, AcquisitionConfig acquisition) {
    return lake.run(
        new ValueStep(
            new ValueConfig(
                    new FeatureConfig(
                        PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(AsOf.startOf(asOf))),
                    AnswerConfig.defaults().withHoldoutWeeks(200))
                .withAcquisition(acquisition),
            "EUR"));
  }

  private static AcquisitionConfig each(double cost) {
    return new AcquisitionConfig(
        Optional.of(new AcquisitionCost(cost, false)), Map.of(), Map.of(), Map.of(), List.of());
  }

  private String one(String column, String where) {
    List<String> rows =
        lake.rows(
            Tables.VALUE_ECONOMICS, "SELECT " + column + " FROM value_economics WHERE " + where);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private double number(String column, String where) {
    return Double.parseDouble(one(column, where));
  }

  @Nested
  class Costs {

    @Test
    void without_costs_value_is_told_and_the_rest_is_left_empty() {
      shop(80);
      StepReport report = value(FIRST.plusDays(240), AcquisitionConfig.defaults());

      assertThat(report.message()).doesNotContain("LTV");
      assertThat(number("value_each", "dimension = 'all'")).isPositive();
      assertThat(
              lake.rows(
                  Tables.VALUE_ECONOMICS,
                  "SELECT DISTINCT cost_each, acquisition_cost, ratio, never_pays, payback_weeks,"
                      + " payback_chance FROM value_economics"))
          .containsExactly("-|-|-|-|-|-");
      assertThat(
              lake.rows(
                  Tables.ACQUISITIONS,
                  "SELECT DISTINCT channel, source, campaign, cost FROM acquisitions ORDER BY"
                      + " channel"))
          .containsExactly("store|shop|none|-", "web|shop|none|-");
      assertThat(one("name", "dimension = 'source'")).isEqualTo("shop");
      assertThat(number("customers", "dimension = 'channel' AND name = 'web'")).isEqualTo(40);
      assertThat(number("equity_share", "dimension = 'all'")).isCloseTo(1, within(1e-12));
    }

    @Test
    void parts_are_the_whole_and_a_ratio_is_value_by_cost() {
      shop(80);
      StepReport report = value(FIRST.plusDays(240), each(12));

      assertThat(report.message()).contains("one cost 12.00 EUR", "LTV:CAC");
      assertThat(number("acquisition_cost", "dimension = 'all'")).isCloseTo(960, within(1e-9));
      assertThat(number("ratio - value_each / cost_each", "dimension = 'all'"))
          .isCloseTo(0, within(1e-9));
      assertThat(
              lake.rows(
                  Tables.VALUE_ECONOMICS,
                  "SELECT dimension FROM value_economics WHERE dimension <> 'to be won' GROUP BY"
                      + " dimension HAVING sum(customers) <> 80 OR abs(sum(equity_share) - 1) > 1e-9"
                      + " OR min(value_upper - value_lower) < 0 OR min(gini) < 0"))
          .isEmpty();
      assertThat(
              number("value_each", "dimension = 'all'")
                  - Double.parseDouble(
                      lake.rows(
                              Tables.ACQUISITIONS,
                              "SELECT sum(earned + to_come) / count(*) AS v FROM acquisitions")
                          .get(0)))
          .isCloseTo(0, within(1e-9));
      // 10 at once, the rest by and by
      assertThat(number("payback_weeks", "dimension = 'all'")).isBetween(0.1, 20.0);
      assertThat(number("ratio", "dimension = 'to be won'")).isPositive();
    }

    @Test
    void advertisements_are_shared_by_whom_their_campaign_won_and_else_by_the_quarter() {
      shop(60);
      for (int i = 0; i < 4; i++) {
        lake.event("ad" + i, "ad_click", "2024-02-01", "", Double.NaN).campaign("spring", 20 + i);
        for (int day = 40; day < 240; day += 40) {
          lake.order("ad" + i, FIRST.plusDays(day).toString(), 12).channel("web");
        }
        lake.event("ad" + i, "ad_click", "2024-06-01", "", Double.NaN).campaign("spring", 500);
      }
      lake.event("never", "ad_click", "2024-02-02", "", Double.NaN).campaign("spring", 14);
      lake.event("never", "ad_impression", "2024-02-02", "", Double.NaN).campaign("autumn", 64);
      lake.event("never", "page_view", "2024-02-02", "", Double.NaN).campaign("autumn", 1_000);
      StepReport report = value(FIRST.plusDays(240), AcquisitionConfig.defaults());

      assertThat(report.message()).contains("LTV:CAC");
      // 20 + 21 + 22 + 23 + 14 of four, and 64 of the 64 of the first quarter
      assertThat(number("cost_each", "dimension = 'campaign' AND name = 'spring'"))
          .isCloseTo(26, within(1e-9));
      assertThat(number("cost_each", "dimension = 'campaign' AND name = 'none'"))
          .isCloseTo(1, within(1e-9));
      assertThat(number("acquisition_cost", "dimension = 'all'")).isCloseTo(164, within(1e-9));
      assertThat(
              lake.rows(
                  Tables.EVALUATIONS,
                  "SELECT words FROM evaluations WHERE section = 'note' AND words LIKE '%autumn%'"))
          .singleElement()
          .asString()
          .startsWith("Campaigns that cost money and have won nobody yet: autumn. Who");
    }

    @Test
    void the_nearest_entry_holds_totals_are_shared_and_what_speaks_of_nobody_is_said() {
      shop(80);
      value(
          FIRST.plusDays(240),
          new AcquisitionConfig(
              Optional.empty(),
              Map.of("sprnig", new AcquisitionCost(1, false)),
              Map.of("web", new AcquisitionCost(400, true)),
              Map.of("till", new AcquisitionCost(7, false)),
              List.of()));

      assertThat(number("cost_each", "dimension = 'channel' AND name = 'web'")).isEqualTo(10);
      assertThat(one("cost_each", "dimension = 'channel' AND name = 'store'")).isEqualTo("-");
      assertThat(one("cost_each", "dimension = 'all'")).isEqualTo("-");
      assertThat(
              lake.rows(
                  Tables.EVALUATIONS,
                  "SELECT words FROM evaluations WHERE section = 'note' ORDER BY position"))
          .contains(
              "Nobody was won by what value.acquisition.campaigns.sprnig gives a cost for.",
              "Nobody was won by what value.acquisition.sources.till gives a cost for.",
              "What 40 customers cost is not said: value.acquisition.each would say it.");
    }

    @Test
    void what_is_free_has_no_ratio_and_is_paid_back_at_once() {
      shop(60);
      lake.event("c1", "ad_click", "2024-01-01", "", Double.NaN).campaign("refund", -50);
      value(FIRST.plusDays(240), AcquisitionConfig.defaults());

      assertThat(number("cost_each", "dimension = 'all'")).isZero();
      assertThat(one("ratio", "dimension = 'all'")).isEqualTo("-");
      assertThat(number("payback_weeks", "dimension = 'all'")).isZero();
      assertThat(number("never_pays", "dimension = 'all'")).isZero();
    }

    @Test
    void what_costs_more_than_anybody_will_bring_is_never_paid_back() {
      shop(60);
      value(FIRST.plusDays(240), each(1e12));

      assertThat(number("never_pays", "dimension = 'all'")).isOne();
      assertThat(one("payback_weeks", "dimension = 'all'")).isEqualTo("-");
      assertThat(number("payback_chance", "dimension = 'all'")).isZero();
      assertThat(number("equity", "dimension = 'to be won'")).isNegative();
    }

    @Test
    void without_purchases_the_tables_are_empty() {
      lake.event("ada", "ad_click", "2024-01-01", "", Double.NaN).campaign("spring", 3);
      value(FIRST.plusDays(240), AcquisitionConfig.defaults());

      assertThat(lake.rows(Tables.VALUE_ECONOMICS, "SELECT * FROM value_economics")).isEmpty();
      assertThat(lake.rows(Tables.ACQUISITIONS, "SELECT * FROM acquisitions")).isEmpty();
      assertThat(lake.rows(Tables.VALUE_TIERS, "SELECT * FROM value_tiers")).isEmpty();
    }
  }

  @Nested
  class TiersOverTime {

    private List<String> tiers() {
      return lake.rows(
          Tables.VALUES, "SELECT customer_id, tier FROM customer_values ORDER BY customer_id");
    }

    private List<String> borders(LocalDate asOf) {
      return lake.rows(
          Tables.VALUE_TIERS,
          "SELECT tier, least, share, before, rose + fell AS moved FROM value_tiers WHERE as_of ="
              + " TIMESTAMP '"
              + asOf
              + " 00:00:00' ORDER BY tier");
    }

    @Test
    void borders_hold_on_and_an_instant_never_sees_a_later_one() {
      shop(120);
      LocalDate one = FIRST.plusDays(200);
      LocalDate two = FIRST.plusDays(203);
      LocalDate three = FIRST.plusDays(206);
      value(one, each(1));
      List<String> first = borders(one);
      value(three, each(1));
      List<String> third = borders(three);
      List<String> tiersOfThird = tiers();

      assertThat(first).first().asString().startsWith("A|").endsWith("|-|0");
      assertThat(third.get(0))
          .as("the border of A is that of the first, which is before it")
          .startsWith(first.get(0).substring(0, first.get(0).length() - "-|0".length()));
      assertThat(third.get(0)).contains(one.toString());
      long moved =
          third.stream()
              .mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf('|') + 1)))
              .sum();
      assertThat(moved).isLessThan(20);

      value(two, each(1));
      assertThat(borders(two).get(0)).as("not those of the third").contains(one.toString());
      value(three, each(1));
      assertThat(borders(three)).as("as if the second had not been").isEqualTo(third);
      assertThat(tiers()).isEqualTo(tiersOfThird);
      assertThat(borders(one)).isEqualTo(first);
      assertThat(
              Arrays.asList("A", "B", "C", "D")
                  .containsAll(
                      tiers().stream().map(row -> row.substring(row.length() - 1)).toList()))
          .isTrue();
    }
  }
}
