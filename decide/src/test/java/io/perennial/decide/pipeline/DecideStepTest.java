// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.decide.action.ActionDeclarations;
import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.StepReport;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.pipeline.ValueConfig;
import io.perennial.value.pipeline.ValueStep;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideStepTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate END = FIRST.plusDays(360);
  private static final SectionSpec FILE =
      SectionSpec.root("", DecideSettings.SECTION, ActionDeclarations.ACTIONS);

  /** One action for everybody, at a cost of 1, that is believed to bring a tenth of a purchase. */
  private static final String MAIL =
      "decide: {playbook: false, SETTINGS}\n"
          + "actions: {mail: {cost: 1, extra-purchases: 0.1, quiet-days: 0}}";

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

  /** Customers who buy every fortnight; every third stopped half a year ago. */
  private void shop(int customers) {
    for (int i = 0; i < customers; i++) {
      int until = i % 3 == 0 ? 180 : 360;
      for (int day = i % 14; day < until; day += 12 + (7 * day + i) % 5) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), 20 + i % 40);
      }
    }
  }

  private static FeatureConfig features(LocalDate asOf) {
    return new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(AsOf.startOf(asOf)));
  }

  private static DecideConfig config(String yaml) {
    Section root = Configuration.parse(yaml, Path.of("perennial.yaml"), FILE, Map.of());
    FeatureConfig features = features(END);
    return DecideSettings.config(
        root.section(DecideSettings.SECTION),
        root.named(ActionDeclarations.ACTIONS),
        features,
        SegmentConfig.defaults(FeatureSet.of(features).dictionary(), Currency.getInstance("EUR")),
        0.5);
  }

  private void look(LocalDate asOf) {
    lake.run(new FeaturesStep(features(asOf)));
  }

  private void value(LocalDate asOf) {
    lake.run(new ValueStep(new ValueConfig(features(asOf), AnswerConfig.defaults()), "EUR"));
  }

  private StepReport decide(String yaml) {
    return lake.run(new DecideStep(config(yaml)));
  }

  private List<String> decisions(String columns) {
    return lake.rows(
        Tables.DECISIONS, "SELECT " + columns + " FROM decisions ORDER BY as_of, customer_id");
  }

  private static String id(String key) {
    return Long.toString(FilledLake.record(key).value());
  }

  @Test
  void addresses_those_who_bring_more_than_they_cost_and_says_why() {
    shop(120);
    look(END);
    value(END);

    StepReport report = decide("{}");

    assertThat(report.message()).contains("of 120 customers are addressed");
    assertThat(decisions("action || ' ' || coalesce(channel, '') || ' ' || reason"))
        .isNotEmpty()
        .anyMatch(row -> row.startsWith("win-back email bought"))
        .anyMatch(row -> row.startsWith("news email bought"));
    assertThat(
            decisions(
                "CASE WHEN propensity > 0 AND propensity <= 1 AND (action = 'nothing' OR gain >= 0)"
                    + " AND candidates LIKE '[{\"action\":%' AND basis IS NULL = (action = 'nothing')"
                    + " THEN 'good' ELSE 'bad' END"))
        .containsOnly("good");
  }

  @Test
  void says_the_probability_with_which_it_decided() {
    shop(400);
    look(END);

    decide(MAIL.replace("SETTINGS", "hold-out: 0.2, explore: 0.4"));

    // mail is worth 0.5 * 0.1 * spend - 1: more than nothing for all who spend more than 20
    assertThat(decisions("action || ' ' || kind || ' ' || round(propensity, 6)"))
        .contains("mail chosen 0.64", "nothing chosen 0.84", "nothing held out 0.36")
        .isSubsetOf(
            "mail chosen 0.64",
            "mail explored 0.64",
            "nothing explored 0.36",
            "nothing held out 0.36",
            "nothing chosen 0.84",
            "mail explored 0.16",
            "nothing explored 0.84",
            "nothing held out 0.84");
    long heldOut = decisions("kind").stream().filter("held out"::equals).count();
    assertThat(heldOut).isBetween(55L, 105L);
    long explored = decisions("kind").stream().filter("explored"::equals).count();
    assertThat(explored).isBetween(95L, 165L);
  }

  @Test
  void keeps_to_the_budget_and_says_whom_it_left_out() {
    shop(200);
    look(END);

    StepReport report = decide(MAIL.replace("SETTINGS", "hold-out: 0, explore: 0, budget: 30"));

    assertThat(report.figures())
        .containsEntry("addressed", 30.0)
        .containsEntry("expected_cost", 30.0);
    assertThat(decisions("CASE WHEN action = 'nothing' THEN bound END"))
        .filteredOn("budget"::equals)
        .hasSizeGreaterThan(100);
    assertThat(decide(MAIL.replace("SETTINGS", "hold-out: 0, explore: 0.3, budget: 0")).figures())
        .as("without a budget nothing is done, not even to learn")
        .containsEntry("addressed", 0.0);
  }

  @Test
  void lets_customers_rest_and_knows_nothing_of_what_comes_later() {
    shop(150);
    look(END.minusDays(20));
    String rare = MAIL.replace("quiet-days: 0", "quiet-days: 30").replace("SETTINGS", "explore: 0");
    decide(rare);
    List<String> first = decisions("customer_id || ' ' || action");

    look(END);
    decide(rare);
    assertThat(
            lake.rows(
                Tables.DECISIONS,
                "SELECT count(*) AS n FROM decisions WHERE as_of = TIMESTAMP '"
                    + END
                    + " 00:00:00' AND action = 'mail'"))
        .as("mailed again within thirty days")
        .containsExactly("0");

    look(END.minusDays(20));
    decide(rare);
    assertThat(
            lake.rows(
                Tables.DECISIONS,
                "SELECT customer_id || ' ' || action AS d FROM decisions WHERE as_of < TIMESTAMP '"
                    + END
                    + " 00:00:00' ORDER BY customer_id"))
        .as("decided once more as of the earlier instant: the same, and no second row")
        .isEqualTo(first);
  }

  @Test
  void addresses_nobody_who_refused() {
    shop(60);
    lake.event("c1", "email_unsubscribe", END.minusDays(9).toString(), "", Double.NaN);
    lake.event("c2", "email_unsubscribe", END.minusDays(9).toString(), "", Double.NaN);
    lake.text(
        "c2",
        "consent_change",
        END.minusDays(8).toString(),
        "",
        "",
        "{\"purpose\":\"marketing\",\"granted\":true}");
    lake.event("c3", "email_unsubscribe", END.minusDays(9).toString(), "", Double.NaN);
    lake.event("c3", "sign_up", END.minusDays(8).toString(), "", Double.NaN);
    lake.text(
        "c4",
        "consent_change",
        END.minusDays(2).toString(),
        "",
        "",
        "{\"purpose\":\"cookies\",\"granted\":true}");
    lake.text(
        "c4",
        "consent_change",
        END.minusDays(3).toString(),
        "",
        "",
        "{\"purpose\":\"marketing\",\"granted\":false}");
    look(END);

    decide(MAIL.replace("SETTINGS", "hold-out: 0, explore: 0"));

    assertThat(decisions("customer_id"))
        .hasSize(57)
        .doesNotContain(id("c1"), id("c3"), id("c4"))
        .contains(id("c2"));
  }

  @Test
  void measures_what_came_of_it_and_believes_that_more_than_the_playbook() {
    shop(600);
    LocalDate then = END.minusDays(60);
    look(then);
    String half = MAIL.replace("SETTINGS", "hold-out: 0.3, explore: 0.5, window-days: 28");
    lake.at(then.plusDays(1).toString());
    decide(half);
    assertThat(
            lake.rows(
                Tables.ACTION_EFFECTS, "SELECT basis, scale FROM action_effects ORDER BY action"))
        .containsExactly("prior|1.0", "prior|1.0");

    lake.at(END.plusDays(1).toString());
    look(END);
    decide(half);

    // the mail changes nothing in this shop
    assertThat(
            lake.rows(
                Tables.ACTION_EFFECTS,
                "SELECT basis, CASE WHEN effect_lower < 0 AND effect_upper > 0 THEN 'none' END AS e"
                    + " FROM action_effects WHERE action = 'mail'"))
        .containsExactly("measured|none");
    assertThat(
            lake.rows(
                Tables.OUTCOMES,
                "SELECT complete, count(*) AS n, min(CASE WHEN spend >= 0 THEN 1 ELSE 0 END) AS s"
                    + " FROM outcomes GROUP BY complete"))
        .hasSize(1)
        .allMatch(row -> row.startsWith("1|") && row.endsWith("|1"));
  }

  @Test
  void says_so_where_there_is_nobody_or_nothing_to_decide() {
    assertThat(decide("{}").message()).isEqualTo("Nothing was decided: no features");
    shop(5);
    look(END);
    assertThat(decide("decide: {playbook: false}").message()).contains("no actions");
    assertThat(decide("decide: {enabled: false}").message()).contains("decide.enabled");
    assertThat(
            decide(
                    "decide: {playbook: false}\nactions: {vip: {cost: 1, lift: 1, when: spend_total > 1e9}}"
                        .replace("1e9", "1000000000"))
                .message())
        .startsWith("0 of 5 customers are addressed");
  }
}
