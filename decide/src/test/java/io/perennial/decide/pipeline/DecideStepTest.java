// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.decide.action.ActionDeclarations;
import io.perennial.decide.allocate.BudgetPoint;
import io.perennial.decide.offpolicy.Estimate;
import io.perennial.decide.offpolicy.Method;
import io.perennial.decide.offpolicy.OffPolicyConfig;
import io.perennial.decide.offpolicy.OffPolicyValue;
import io.perennial.domain.AsOf;
import io.perennial.domain.Channel;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.lake.Batch;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
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
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
    assertThat(decisions("hold_out")).containsOnly("0.2");
    assertThat(decisions("CASE WHEN action = 'mail' THEN contact_cost END || ' ' || belief"))
        .contains("1.0 0.1 0.0 0.0");
    assertThat(decisions("abs(gain - window_gain) < 1e-6")).containsOnly("1");
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

  @Tag("slow")
  @Test
  void keeps_to_floors_minimums_and_capacities_of_channels_and_actions() {
    shop(120);
    look(END);
    String all = MAIL.replace("SETTINGS", "hold-out: 0, explore: 0, SETTINGS");

    // a mail brings 0.05 of a purchase of 20 to 59, and costs 1
    decide(all.replace("SETTINGS", "floor: 0.5"));
    assertThat(decisions("CASE WHEN action = 'mail' AND gain - cost < 0.5 THEN 'bad' END"))
        .containsOnly("-");
    assertThat(decisions("bound")).contains("floor");
    assertThat(
            decide(
                    all.replace("SETTINGS", "channels: {email: {minimum: 118}}")
                        .replace("quiet-days: 0", "quiet-days: 0, capacity: 119"))
                .figures()
                .get("addressed"))
        .as("more than what pays")
        .isBetween(118.0, 119.0);
    assertThat(decide(all.replace("SETTINGS", "return: 1.2")).figures())
        .satisfies(
            figures ->
                assertThat(figures.get("expected_gain"))
                    .isGreaterThanOrEqualTo(1.2 * figures.get("expected_cost")))
        .satisfies(figures -> assertThat(figures.get("addressed")).isPositive());
    assertThatThrownBy(() -> decide(all.replace("SETTINGS", "minimum: 50, budget: 10")))
        .hasMessageContaining("Cannot keep to all limits at once")
        .hasMessageContaining("minimum: at least ");
    assertThatThrownBy(() -> decide(all.replace("SETTINGS", "minimum: 5, at-most: 0")))
        .hasMessageContaining("Cannot keep to minimum, 5 contacts: no action is possible");
    assertThatThrownBy(() -> config(all.replace("SETTINGS", "minimum: 50, capacity: 10")))
        .hasMessageContaining("Invalid decide.minimum: 50 (must be at most the capacity, 10)");
  }

  @Test
  void addresses_like_shares_of_groups_that_are_protected() {
    shop(200);
    look(END);
    String all =
        MAIL.replace(
            "SETTINGS", "hold-out: 0, explore: 0, budget: 40, fairness: {spenders: {SETTINGS}}");
    String share =
        "SELECT f.spend_mean >= 40 AS rich, avg(CASE WHEN d.action = 'mail' THEN 1.0 ELSE 0 END)";
    engine.view("shares", tables.table(Tables.FEATURES).scan());

    decide(MAIL.replace("SETTINGS", "hold-out: 0, explore: 0, budget: 40"));
    assertThat(gap(share)).as("money goes to those who spend most").isGreaterThan(0.3);
    StepReport report = decide(all.replace("SETTINGS", "when: spend_mean >= 40, within: 0.05"));

    assertThat(gap(share)).isLessThanOrEqualTo(0.05 + 1e-9);
    assertThat(report.figures()).containsEntry("addressed", 40.0);
    assertThat(report.message()).contains("budget keeps ");
    assertThatThrownBy(() -> config(all.replace("SETTINGS", "by: spend_mean")))
        .hasMessageContaining("Invalid decide.fairness.spenders.by: \"spend_mean\" (")
        .hasMessageContaining("numbers are made groups by a condition");
    assertThatThrownBy(() -> config(all.replace("SETTINGS", "within: 0.1")))
        .hasMessageContaining("say by, a word, or when, a condition: one of them");
  }

  /** How far the shares of two groups are apart. */
  private double gap(String share) {
    List<String> rows =
        lake.rows(
            Tables.DECISIONS,
            "SELECT CAST(max(s.share) - min(s.share) AS DOUBLE) AS gap FROM ("
                + share
                + " AS share FROM shares f LEFT JOIN decisions d ON d.customer_id = f.customer_id"
                + " GROUP BY 1) s");
    return Double.parseDouble(rows.get(0));
  }

  @Test
  void knows_when_each_is_about_and_who_answers_and_nothing_of_what_comes_later() {
    int customers = 40;
    for (int i = 0; i < customers; i++) {
      for (int week = 1; week <= 12; week++) {
        LocalDate monday = LocalDate.of(2024, 12, 23).minusWeeks(week);
        String habit = monday.plusDays(i % 5) + String.format("T%02d:20:00Z", 9 + i % 10);
        lake.event("c" + i, "email_sent", monday + "T05:00:00Z", "", Double.NaN);
        if (i % 4 == 0) {
          lake.event("c" + i, "email_open", habit, "", Double.NaN);
          String night = monday.plusDays(i % 5) + "T03:20:00Z"; // once more: answered all the same
          lake.event("c" + i, "email_open", night, "", Double.NaN);
        } else {
          lake.visit("c" + i, "s" + i + "/" + week, habit);
        }
        if (week % 2 == 0) {
          lake.visit("c" + i, "n" + i + "/" + week, monday.plusDays(6) + "T01:00:00Z");
        }
        lake.event("c" + i, "email_open", END.plusDays(week) + "T19:30:00Z", "", Double.NaN);
      }
      lake.order("c" + i, END.minusDays(90 + i) + "T12:10:00Z", 40);
    }
    lake.order("new", END.minusDays(9) + "T20:10:00Z", 40);
    look(END);

    decide(
        MAIL.replace("SETTINGS", "hold-out: 0, explore: 0, send-from: 8")
            .replace("cost: 1", "cost: 0.1"));

    List<String> told =
        lake.rows(
            Tables.DECISIONS,
            "SELECT customer_id, send_weekday, send_hour, round(channel_factor, 3) AS f, gain"
                + " FROM decisions");
    for (int i = 0; i < customers; i++) {
      String factor = i % 4 == 0 ? "2.0" : "0.5";
      String said = id("c" + i) + "|" + (1 + i % 5) + "|" + (9 + i % 10) + "|" + factor;
      assertThat(told)
          .as("c%d, of whom the nights are not asked and the mails are half or double", i)
          .anyMatch(row -> row.startsWith(said));
    }
    assertThat(told)
        .as("of whom nothing is known: everybody's, and the usual answer")
        .anyMatch(row -> row.startsWith(id("new") + "|") && row.contains("|1.0|"));
  }

  @Test
  void lets_customers_rest_and_knows_nothing_of_what_comes_later() {
    shop(150);
    look(END.minusDays(20));
    String rare = MAIL.replace("quiet-days: 0", "quiet-days: 30").replace("SETTINGS", "explore: 0");
    lake.at(END.minusDays(19).toString());
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
    lake.at(END.toString());
    decide(rare);
    assertThat(
            lake.rows(
                Tables.DECISIONS,
                "SELECT customer_id || ' ' || action AS d FROM decisions WHERE as_of < TIMESTAMP '"
                    + END
                    + " 00:00:00' ORDER BY customer_id"))
        .as("decided once more as of the earlier instant: the same, and no second row")
        .isEqualTo(first);

    look(END);
    decide(rare);
    assertThat(
            lake.rows(
                Tables.DECISIONS,
                "SELECT count(*) AS n FROM decisions WHERE as_of = TIMESTAMP '"
                    + END
                    + " 00:00:00' AND action = 'mail'"))
        .as("what was decided later than it could be done is no contact")
        .isNotEqualTo(List.of("0"));
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
    valuesPoliciesByTheLog(half);
  }

  /** A mail that changes nothing brings what nothing brings, less what it costs. */
  private void valuesPoliciesByTheLog(String yaml) {
    PolicyLog log = PolicyLog.read(tables, engine, config(yaml));
    Map<String, OffPolicyValue> values =
        log.value(log.policies(), OffPolicyConfig.defaults()).stream()
            .collect(Collectors.toMap(PolicyLog.Valued::policy, PolicyLog.Valued::value));
    Estimate mail = values.get("mail").estimate();
    Estimate nothing = values.get("nothing").estimate();

    assertThat(values.keySet())
        .containsExactlyInAnyOrder("as decided", "best believed", "nothing", "mail");
    assertThat(values.get("as decided").by(Method.IPS).value())
        .as("the plain mean of rewards")
        .isCloseTo(
            Double.parseDouble(
                lake.rows(
                        Tables.OUTCOMES,
                        "SELECT avg(0.5 * o.spend - CASE WHEN o.action = 'mail' THEN 1.0 ELSE 0 END)"
                            + " AS reward FROM outcomes o WHERE o.as_of < TIMESTAMP '"
                            + END.minusDays(30)
                            + " 00:00:00'")
                    .get(0)),
            within(1e-9));
    assertThat(mail.value() + 1 - nothing.value())
        .isBetween(
            -3 * Math.hypot(mail.error(), nothing.error()),
            3 * Math.hypot(mail.error(), nothing.error()));
    assertThat(values.get("mail").overlap().effectiveSample()).isGreaterThan(100);
  }

  @Test
  void says_what_more_money_would_bring() {
    shop(200);
    look(END);
    String yaml = MAIL.replace("SETTINGS", "hold-out: 0, explore: 0.1, budget: 30");
    decide(yaml);

    BudgetCurve curve =
        BudgetCurve.read(tables, engine, config(yaml), Optional.empty()).orElseThrow();

    assertThat(curve.asOf()).isEqualTo(AsOf.startOf(END));
    assertThat(curve.now().amount()).isEqualTo(30);
    assertThat(curve.now().cost()).isEqualTo(30);
    assertThat(curve.now().marginal()).as("of a mail more").isBetween(0.5, 2.0);
    assertThat(curve.points())
        .isSortedAccordingTo(Comparator.comparingDouble(BudgetPoint::net))
        .isSortedAccordingTo(Comparator.comparingDouble(BudgetPoint::marginal).reversed());
    assertThat(curve.points().get(curve.points().size() - 1).amount()).isEqualTo(curve.free());
    assertThat(
            BudgetCurve.read(tables, engine, config(yaml), Optional.of(Channel.EMAIL), 7)
                .orElseThrow()
                .points())
        .as("within the budget of all")
        .anyMatch(point -> point.amount() == 7 && point.cost() <= 7)
        .allMatch(point -> point.cost() <= 30);
    assertThatThrownBy(
            () -> BudgetCurve.read(tables, engine, config(yaml), Optional.of(Channel.SMS)))
        .hasMessageContaining("Cannot tell what money brings in sms: no action is there");
  }

  @Test
  void learns_whom_an_action_moves_from_what_was_known_then_and_nothing_of_what_comes_later() {
    int customers = 800;
    shop(customers);
    LocalDate then = END.minusDays(60);
    look(then);
    String dear =
        "decide: {playbook: false, hold-out: 0, explore: 0.5, learn-from: [spend_mean, purchases]}\n"
            + "actions: {mail: {cost: 10, extra-purchases: 0.5, quiet-days: 0}}";
    lake.at(then.plusDays(1).toString());
    decide(dear);
    List<String> mailed =
        lake.rows(Tables.DECISIONS, "SELECT customer_id FROM decisions WHERE action = 'mail'");
    String log = "SELECT customer_id, known FROM decisions WHERE as_of < TIMESTAMP '" + END;
    List<String> known = lake.rows(Tables.DECISIONS, log + " 00:00:00' ORDER BY customer_id");

    // who buys for 40 and more each time buys once more because of it, the others do not
    for (int i = 0; i < customers; i++) {
      if (i % 40 >= 20 && mailed.contains(id("c" + i))) {
        lake.order("c" + i, then.plusDays(3).toString(), 60);
      }
    }
    look(END);
    lake.at(END.plusDays(1).toString());
    decide(dear);
    List<String> learned = newest("gain, cost, action, basis, candidates");

    assertThat(newest("basis")).contains("measured per customer").doesNotContain("measured");
    assertThat(newest("CASE WHEN kind = 'chosen' AND action = 'mail' THEN known END"))
        .filteredOn(row -> row.contains("spend_mean"))
        .hasSizeGreaterThan(100)
        .allMatch(
            row -> Double.parseDouble(row.replaceAll(".*spend_mean\":([0-9.]+).*", "$1")) > 30);
    assertThat(
            lake.rows(
                Tables.ACTION_EFFECTS,
                "SELECT personal, learned, CASE WHEN choosing > 1.6 * choosing_error THEN 'pays' END"
                    + " AS c FROM action_effects WHERE action = 'mail'"))
        .containsExactly("1|" + customers + "|pays");
    assertThat(lake.rows(Tables.DECISIONS, log + " 00:00:00' ORDER BY customer_id"))
        .as("what was known then")
        .isEqualTo(known);

    for (int i = 0; i < customers; i++) {
      lake.order("c" + i, END.plusDays(2).toString(), 1000 - i);
    }
    decide(dear);
    assertThat(newest("gain, cost, action, basis, candidates"))
        .as("whatever comes later")
        .isEqualTo(learned);
  }

  private List<String> newest(String columns) {
    return lake.rows(
        Tables.DECISIONS,
        "SELECT "
            + columns
            + " FROM decisions WHERE as_of = TIMESTAMP '"
            + END
            + " 00:00:00' ORDER BY customer_id");
  }

  @Tag("slow")
  @Test
  void outcomes_whose_window_is_over_are_not_written_again() {
    shop(40);
    String mail = MAIL.replace("SETTINGS", "explore: 0, window-days: 10");
    for (int ago : List.of(30, 8, 0)) {
      look(END.minusDays(ago));
      decide(mail);
    }
    List<String> over = outcomeFiles(END.minusDays(30));
    List<String> open = outcomeFiles(END.minusDays(8));

    lake.order("c1", END.minusDays(1).toString(), 5000);
    decide(mail);

    assertThat(outcomeFiles(END.minusDays(30))).hasSize(1).isEqualTo(over);
    assertThat(outcomeFiles(END.minusDays(8))).hasSize(1).isNotEqualTo(open);
    assertThat(
            lake.rows(
                Tables.OUTCOMES,
                "SELECT complete, count(*) AS n, count(DISTINCT customer_id) AS c, max(spend) >= 5000"
                    + " AS late FROM outcomes GROUP BY complete ORDER BY complete"))
        .containsExactly("0|40|40|1", "1|40|40|0");

    look(END.minusDays(30));
    decide(mail.replace("cost: 1", "cost: 100"));
    look(END);
    decide(mail);
    assertThat(
            lake.rows(
                Tables.OUTCOMES,
                "SELECT action, count(*) AS n FROM outcomes WHERE complete = 1 GROUP BY action"))
        .as("what was decided anew is followed")
        .containsExactly("nothing|40");
  }

  @Tag("slow")
  @Test
  void follows_customers_who_have_become_one_since() {
    shop(20);
    String rare =
        "decide: {playbook: false, hold-out: 0, explore: 0, window-days: 10}\n"
            + "actions: {mail: {cost: 0.1, extra-purchases: 0.5, quiet-days: 60}}";
    lake.order("old", END.minusDays(50).toString(), 40);
    look(END.minusDays(30));
    lake.at(END.minusDays(29).toString());
    decide(rare);

    lake.order("new", END.minusDays(25).toString(), 77);
    lake.order("other", END.minusDays(25).toString(), 77);
    StepContext context = lake.context();
    Batch links = MadeRows.of(Tables.LINKS, 2);
    for (String record : List.of("old", "new")) {
      int at = links.addRow();
      links.setLong(links.index("record_id"), at, FilledLake.record(record).value());
      links.setLong(links.index("customer_id"), at, FilledLake.record("new").value());
    }
    MadeRows.replace(context, Tables.LINKS, links);
    look(END);
    lake.at(END.plusDays(1).toString());
    decide(rare);

    assertThat(
            lake.rows(
                Tables.OUTCOMES,
                "SELECT spend FROM outcomes WHERE customer_id = "
                    + id("old")
                    + " AND complete = 1"))
        .as("what the survivor bought")
        .containsExactly("77.0");
    assertThat(newest("CASE WHEN action = 'mail' THEN customer_id END"))
        .as("the survivor had the mail under the other id")
        .contains(id("other"))
        .doesNotContain(id("new"));
  }

  private List<String> outcomeFiles(LocalDate asOf) {
    long at = AsOf.startOf(asOf).micros();
    return tables
        .table(Tables.OUTCOMES)
        .scan(new Filter.Range("as_of", at, at + 1))
        .files()
        .stream()
        .map(DataFile::path)
        .toList();
  }

  @Test
  void says_so_where_there_is_nobody_or_nothing_to_decide() {
    assertThatThrownBy(() -> config("decide: {learn-from: [purchase]}"))
        .hasMessageContaining("decide.learn-from")
        .hasMessageContaining("unknown feature purchase; did you mean purchases?");
    assertThatThrownBy(() -> config("decide: {channels: {mail: {budget: 5}}}"))
        .hasMessageContaining("Invalid decide.channels.mail: there is no channel mail")
        .hasMessageContaining("email");
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
        .startsWith("0 of 5 customers are addressed")
        .contains("nothing is possible for anybody: no condition of an action holds");
  }
}
