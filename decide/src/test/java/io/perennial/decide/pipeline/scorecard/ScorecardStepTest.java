// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.decide.action.ActionDeclarations;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.decide.pipeline.DecideSettings;
import io.perennial.decide.pipeline.DecideStep;
import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop whose mails bring an order of 40 each: what the scorecard makes of that. In the fast build
 * the step runs in the shop of the value commands, and the comparison in ByChanceTest.
 */
@Tag("slow")
class ScorecardStepTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate END = FIRST.plusDays(150);
  private static final int INSTANTS = 2;
  private static final int WINDOW = 28;
  private static final SectionSpec FILE =
      SectionSpec.root("", DecideSettings.SECTION, ActionDeclarations.ACTIONS);
  private static final String MAIL =
      "decide: {playbook: false, hold-out: 0.2, explore: 0.5, window-days: 28}\n"
          + "actions: {mail: {cost: 1, extra-purchases: 0.5, keeps: 0, quiet-days: 0}}";

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

  private static FeatureConfig features(LocalDate asOf) {
    return new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(AsOf.startOf(asOf)));
  }

  private static DecideConfig config() {
    Section root = Configuration.parse(MAIL, Path.of("perennial.yaml"), FILE, Map.of());
    FeatureConfig features = features(END);
    return DecideSettings.config(
        root.section(DecideSettings.SECTION),
        root.named(ActionDeclarations.ACTIONS),
        features,
        SegmentConfig.defaults(FeatureSet.of(features).dictionary(), Currency.getInstance("EUR")),
        0.5);
  }

  private void shop(int customers) {
    for (int i = 0; i < customers; i++) {
      for (int day = i % 14; day < 150; day += 12 + (7 * day + i) % 5) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), 20 + i % 40);
      }
    }
  }

  private List<String> rows(TableSpec table, String columns, String where) {
    return lake.rows(table, "SELECT " + columns + " FROM " + table.name() + " WHERE " + where);
  }

  @Test
  void what_mails_truly_bring_is_found_for_each_instant_and_so_far_and_credit_is_told_beside_it() {
    int customers = 360;
    shop(customers);
    for (int t = INSTANTS; t > 0; t--) {
      LocalDate then = END.minusDays((long) t * WINDOW);
      lake.at(then.plusDays(1).toString());
      lake.run(new FeaturesStep(features(then)));
      lake.run(new DecideStep(config()));
      List<String> mailed =
          rows(
              Tables.DECISIONS,
              "customer_id",
              "action = 'mail' AND as_of = TIMESTAMP '" + then + " 00:00:00'");
      for (int i = 0; i < customers; i++) {
        if (mailed.contains(Long.toString(FilledLake.record("c" + i).value()))) {
          lake.order("c" + i, then.plusDays(3).toString(), 40);
        }
      }
    }
    lake.at(END.plusDays(1).toString());
    lake.run(new FeaturesStep(features(END)));
    lake.run(new DecideStep(config()));

    lake.run(new ScorecardStep(config()));

    // half of 40 is margin; 2.5 times half of an interval of 90 % is four standard errors
    assertThat(
            rows(
                Tables.DECISION_RESULTS,
                "CASE WHEN abs(20 * addressed - brought) < 1.25 * (brought_upper - brought_lower)"
                    + " AND brought_upper - brought_lower < 20 * addressed AND so_far_lower > 0 AND expected > 0 AND"
                    + " reason IS NULL THEN 'found' ELSE brought || ' of ' || addressed END AS w",
                "1 = 1"))
        .containsExactly("found", "found");
    assertThat(
            rows(
                Tables.ATTRIBUTIONS,
                "name, CASE WHEN abs(touches - purchases) < 1.25 * (purchases_upper - purchases_lower)"
                    + " AND purchases_lower > touches / 2 THEN 'an order each' END AS w",
                "method = 'by chance'"))
        .containsExactlyInAnyOrder("email|an order each", "mail|an order each");
    assertThat(
            rows(
                Tables.ATTRIBUTIONS,
                "name, share",
                "method = 'last touch' AND dimension = 'campaign'"))
        .containsExactlyInAnyOrder("mail|1.0", "none|-");
    assertThat(figure("revenue because of decisions, against the hold-out", "lower > 0"))
        .containsExactly("-");
    assertThat(figure("save rate: addressed to be kept, and bought", "figure IS NULL"))
        .containsExactly("0 addressed and 0 left alone by chance (50 of each are needed)");
    assertThat(figure("customer equity", "figure IS NULL")).containsExactly("no values yet");
    assertThat(figure("NPS", "figure IS NULL")).containsExactly("nobody of them answered a survey");
    assertThat(
            rows(Tables.SCORECARDS, "name, measure", "scope = 'action' AND measure LIKE 'scale%'"))
        .containsExactly("mail|scale of what is believed");
  }

  private List<String> figure(String measure, String condition) {
    return rows(
        Tables.SCORECARDS,
        "reason",
        "scope = 'company' AND measure = '" + measure + "' AND " + condition);
  }

  @Test
  void without_decisions_or_touches_figures_are_empty_with_the_reason() {
    shop(20);
    lake.run(new FeaturesStep(features(END)));

    lake.run(new ScorecardStep(config()));

    assertThat(figure("margin because of decisions so far", "figure IS NULL"))
        .containsExactly("no decision's window is over yet");
    assertThat(rows(Tables.ATTRIBUTIONS, "name", "1 = 1"))
        .as("purchases without a touch")
        .containsOnly("none");
    assertThat(rows(Tables.DECISION_RESULTS, "cost", "1 = 1")).isEmpty();
  }
}
