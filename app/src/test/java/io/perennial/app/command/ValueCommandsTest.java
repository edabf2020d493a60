// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of values, of one small shop: some go on, some are gone, some are silent. */
class ValueCommandsTest {

  @TempDir static Path folder;

  @BeforeAll
  static void value() throws IOException {
    new Shell(folder).run("init", "shop");
    StringBuilder csv = new StringBuilder("customer,time,order,amount\n");
    LocalDate first = LocalDate.of(2024, 1, 1);
    int order = 0;
    for (int customer = 0; customer < 120; customer++) {
      int from = customer % 60;
      int until = customer % 10 == 0 ? 330 : customer % 2 == 0 ? 360 : from + 40;
      for (int day = from; day < until; day += 12 + (7 * day + customer) % 5) {
        csv.append(
            "c%d,%s 10:00:00,o%d,%d%n"
                .formatted(customer, first.plusDays(day), order++, 10 + customer % 40 + day % 7));
      }
    }
    Files.writeString(folder.resolve("shop/orders.csv"), csv);
    Path file = folder.resolve("shop/perennial.yaml");
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n")
            + """

            sources:
              till:
                files: orders.csv
                type: order
                columns: {customer: customer, time: time, order-id: order, amount: amount}
            value:
              acquisition:
                each: 30
            """);
    for (String step : List.of("ingest", "resolve")) {
      well(step);
    }
    well("features", "--as-of", "2024-11-01");
    well("features", "--rolling", "3", "--every", "60d", "--horizon", "60d");
    well("value", "--as-of", "2024-11-01");
    well("decide");
    well("scorecard");
    well("features");
    well("value");
    well("decide");
    well("scorecard");
  }

  private static Shell.Outcome run(String... args) {
    return new Shell(folder).in("shop").run(args);
  }

  private static Shell.Outcome well(String... args) {
    Shell.Outcome outcome = run(args);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private static Shell.Outcome value(String... args) {
    return run(Stream.concat(Stream.of("value"), Stream.of(args)).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models",
        "alerts",
        "tracking",
        "drift",
        "economics",
        "tiers",
        "explain",
        "what-if"
      })
  void each_command_has_a_help_with_an_example(String command) {
    Shell.Outcome help = value(command, "--help");

    assertThat(help.code()).as(help.all()).isZero();
    assertThat(help.out())
        .contains("Usage: perennial value " + command)
        .containsPattern("Examples?\n  perennial value " + command);
    assertThat(help.out().lines()).as(help.out()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void models_have_weights_that_are_all_of_it_and_a_reason() {
    String people = well("value", "models").out();

    assertThat(people).startsWith("forecast ").contains("purchases", "spend", "weight");
    assertThat(well("value", "models", "--all").out().lines().count())
        .isGreaterThan(people.lines().count());
    assertThat(well("value", "models", "--json").out()).startsWith("[").contains("\"reason\":");
  }

  @Test
  void alerts_are_of_those_who_are_silent_for_longer_than_they_used_to() {
    Shell.Outcome alerts = well("value", "alerts", "--most", "3");

    assertThat(alerts.out()).contains("what may help", "Silent for");
    String first = alerts.out().lines().skip(2).findFirst().orElseThrow().strip().split(" +", 3)[1];
    assertThat(well("value", "alerts", "--json").out()).as("the first one's id").contains(first);
    assertThat(alerts.out().lines().skip(2).filter(line -> !line.isBlank())).hasSize(3);
  }

  @Test
  void tracking_compares_the_forecast_of_the_run_before_with_what_came() {
    assertThat(well("value", "tracking").out())
        .contains("2024-11-01", "all")
        .doesNotContain("tier");
    assertThat(well("value", "tracking", "--groups").out()).contains("2024-11-01", "all", "tier");
  }

  @Test
  void a_card_says_what_a_model_was_fitted_to_and_where_its_limits_are() {
    Shell.Outcome unknown = value("models", "--card", "no such");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("Unknown model with a card: no such (must be one of ");
    String names = unknown.err().replaceFirst("(?s).*must be one of (.*?)\\).*", "$1");
    String name = names.split(", ", -1)[0];
    assertThat(well("value", "models", "--card", name).out())
        .contains("# " + name, "## Limits", "customers, as of 2024-", "## Scores on ", "seed 1");
    assertThat(well("value", "models", "--card", name, "--json").out())
        .contains("\"card\":\"# " + name);
  }

  @Test
  void decisions_are_counted_listed_and_followed() {
    assertThat(well("decide", "summary").out())
        .startsWith("action ")
        .contains("held out", "chosen", "prior");
    String list = well("decide", "list", "--most", "3").out();
    assertThat(list).contains("expected gain", "probability", "email");
    String action = list.lines().skip(2).findFirst().orElseThrow().strip().split(" +", 3)[1];
    assertThat(well("decide", "list", "--action", action, "--json").out())
        .contains("\"action\":\"" + action)
        .doesNotContain("\"action\":\"nothing");
    assertThat(run("decide", "list", "--action", "' OR 1=1").code()).isEqualTo(2);
    assertThat(well("decide", "effects").out()).contains("all ", "the prior holds");
    assertThat(
            well("sql", "--csv", "SELECT min(complete) AS c, max(complete) AS m FROM outcomes")
                .out())
        .as("windows of the first time of deciding that are over")
        .contains("1,1");
    String customer = list.lines().skip(2).findFirst().orElseThrow().strip().split(" +", 2)[0];
    String key =
        well(
                "sql",
                "--csv",
                "SELECT customer_id, action FROM decisions WHERE customer_id = " + customer)
            .out();
    assertThat(key).contains(action);
    assertThat(well("customer", "c1").out()).contains("What is next, and what was before");
  }

  @Test
  void nothing_is_recommended_where_orders_name_no_products() {
    assertThat(well("recommend").out())
        .contains("Nothing is recommended: no order before ", "names a product");
    assertThat(well("recommend", "show", "c1").out()).contains("Nothing is recommended: ");
    assertThat(well("recommend", "quality").out()).contains("Nothing was judged yet");
    assertThat(run("recommend", "similar", "p1").err()).contains("No products yet");
  }

  @Test
  void decisions_leave_as_files_and_as_signed_messages_that_count_once() throws Exception {
    assertThat(well("decide", "export", "-o", "audience.csv").out())
        .contains("customers in audience.csv", "Mind: the newest decisions are as of 2024-12-2");
    List<String> lines = Files.readAllLines(folder.resolve("shop/audience.csv"));
    assertThat(lines.get(0))
        .isEqualTo("customer_id,decision_id,action,content,product_id,send_weekday,send_hour");
    assertThat(lines).hasSizeGreaterThan(10);
    assertThat(run("decide", "export", "--to", "klaviyo", "-o", "k.csv").err())
        .contains("it has personal data");
    assertThat(
            well("decide", "export", "--to", "meta", "--permit", "marketing", "-o", "m.csv").out())
        .as("nobody has an address in this shop")
        .contains("0 customers in m.csv", "cannot be reached there");
    assertThat(run("decide", "export", "--to", "myspace", "-o", "m.csv").err())
        .contains("Unknown system: myspace");

    List<String> keys = Collections.synchronizedList(new ArrayList<>());
    List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          bodies.add(
              exchange.getRequestHeaders().getFirst("Perennial-Signature")
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      Shell shell = new Shell(folder).in("shop").with("HOOK_SECRET", "s3cret");
      assertThat(shell.run("decide", "send", "--url", url, "--secret", "HOOK_SECRET").err())
          .contains("Cannot send: the newest decisions are as of 2024-12-2", "--as-of sends these");
      String[] send = {
        "decide", "send", "--url", url, "--secret", "HOOK_SECRET", "--as-of", "2025-01-01"
      };
      Shell.Outcome sent = shell.run(send);
      assertThat(sent.code()).as(sent.all()).isZero();
      assertThat(keys).hasSize(lines.size() - 1).doesNotHaveDuplicates();
      assertThat(bodies).allMatch(body -> body.startsWith("t=") && body.contains("\"action\":"));
      assertThat(shell.run(send).out()).startsWith("0 messages delivered, ");
      assertThat(keys).as("sent once").hasSize(lines.size() - 1);
    } finally {
      receiver.stop(0);
    }
    assertThat(run("decide", "send", "--url", "https://x.example", "--secret", "NO_SUCH").err())
        .contains("the environment has no NO_SUCH");
  }

  @Test
  void money_is_weighed_and_other_policies_are_refused_without_a_log() {
    assertThat(well("decide", "budget").out())
        .contains("budget, EUR", "one more EUR brings", "all that pays", "No budget is configured");
    assertThat(well("decide", "budget", "--amount", "0.1", "--json").out())
        .contains("\"currency\": \"EUR\"", "\"budget\": 0.1,", "\"one_more_unit_brings\": 0");
    assertThat(run("decide", "budget", "--channel", "fax").err())
        .contains("Unknown channel: fax (must be one of web, ");
    assertThat(run("decide", "budget", "--channel", "sms").err())
        .contains("Cannot tell what money brings in sms: no action is there");
    assertThat(well("decide", "evaluate").out())
        .as("all was decided as of instants long past")
        .contains("no decision that was made in time has a window that is over");
    assertThat(well("decide", "evaluate", "--json").out()).contains("\"decisions\": 0");
    assertThat(run("decide", "evaluate", "--policy", "as decidet").err())
        .contains("Unknown policy: as decidet (did you mean as decided?)");
  }

  @Test
  void limits_that_cannot_be_are_told_and_leave_what_was_decided() throws IOException {
    Path file = folder.resolve("shop/perennial.yaml");
    String good = Files.readString(file);
    String before = well("decide", "summary").out();
    try {
      assertThat(decideWith(file, good, "decide: {minimum: 50, budget: 0.05}"))
          .contains("Cannot keep to all limits at once", "minimum: at least ");
      assertThat(decideWith(file, good, "decide: {channels: {email: {minimum: 9, capacity: 5}}}"))
          .contains("decide.channels.email.minimum: 9 (must be at most the capacity, 5)");
      assertThat(decideWith(file, good, "actions: {gift: {lift: 0.1}}"))
          .contains("actions.gift.cost: there is none (say what a contact costs");
      assertThat(decideWith(file, good, "decide: {fairness: {all: {by: teir}}}"))
          .contains("decide.fairness.all.by", "did you mean tier?");
    } finally {
      Files.writeString(file, good);
    }
    assertThat(well("decide", "summary").out()).isEqualTo(before);
  }

  private static String decideWith(Path file, String good, String more) throws IOException {
    Files.writeString(file, good + more + "\n");
    Shell.Outcome outcome = run("decide");
    assertThat(outcome.code()).as(outcome.all()).isNotZero();
    return outcome.err();
  }

  @Test
  void the_scorecard_stands_beside_that_of_the_instant_before() {
    assertThat(well("scorecard", "show").out())
        .contains("now", "before 2024-11-01", "repeat purchase rate", "customer equity, EUR", " %");
    assertThat(well("scorecard", "show", "--scope", "tier").out())
        .startsWith("tier ")
        .contains(" A ");
    assertThat(well("scorecard", "show", "--scope", "tier", "--json").out())
        .contains("\"measure\":\"average order value\"");
    assertThat(well("scorecard", "show", "--scope", "action", "--json").out())
        .contains("\"measure\":\"scale of what is believed\"");
    assertThat(well("scorecard", "show").out())
        .contains("NPS", "nobody of them answered a survey", "save rate", "recall");
    assertThat(run("scorecard", "show", "--scope", "teir").err()).contains("Unknown scope: teir");
  }

  @Test
  void one_customer_has_a_scorecard_too() {
    assertThat(well("scorecard", "show", "--customer", "c2").out())
        .startsWith("Customer ")
        .contains("Who    ", "Worth  tier ", "Risk   a customer still with ", "Next   ", "Why    ");
    assertThat(well("scorecard", "show", "--customer", "c2", "--json").out())
        .contains("\"next_action\": {", "\"p_churn\": 0.", "\"tier\": \"");
    assertThat(run("scorecard", "show", "--customer", "nobody").err())
        .contains("Unknown customer: no record of that key");
  }

  @Test
  void without_touches_nothing_is_credited_and_why_is_said() {
    assertThat(well("attribution").out()).contains("No touches before purchases are known");
    assertThat(well("attribution", "--json").out()).contains("\"credits\": []");
    assertThat(run("attribution", "--by", "chanel").err())
        .contains("Unknown way: chanel (did you mean channel?)");
    assertThat(run("attribution", "--window", "0d").err()).contains("Invalid --window: 0d");
  }

  @Test
  void drift_says_what_was_looked_at_and_what_a_fresh_model_brings() {
    assertThat(well("value", "drift").out())
        .contains("challenge", "retrain", " of ", "features moved", "a fresh model is expected");
    assertThat(well("value", "drift", "--all").out()).contains("spend_total");
    assertThat(well("value", "drift", "--json").out()).contains("\"alarm\":false");
  }

  @Test
  void economics_tell_cost_and_worth_by_where_customers_came_from() {
    assertThat(well("value", "economics").out())
        .contains("LTV:CAC", "payback weeks", "all ", "to be won", "Gini")
        .doesNotContain("NaN");
    for (String way : List.of("channel", "campaign", "source", "cohort")) {
      assertThat(well("value", "economics", "--by", way).out()).startsWith(way).contains("120");
    }
    assertThat(well("value", "economics", "--by", "cohort", "--json").out())
        .startsWith("[")
        .contains("\"equity_share\":");
    assertThat(well("value", "economics", "--by", "segment").out()).contains("No segments yet");
    assertThat(value("economics", "--by", "chanel").err())
        .contains("Unknown way: chanel (did you mean channel?)");
  }

  @Test
  void tiers_have_borders_that_were_kept_since_the_run_before() {
    assertThat(well("value", "tiers").out()).contains("made for", "rose", "borders ");
    assertThat(well("value", "tiers", "--all", "--json").out())
        .contains("\"before\":\"2024-11-01")
        .contains("\"tier\":\"D\"");
  }

  @Test
  void explain_adds_up() {
    Shell.Outcome why = well("value", "explain", "c2");

    assertThat(why.out()).contains("because of", "silence", "One more purchase now: +");
    assertThat(why.out())
        .contains("In the next 9 weeks: ", "no feature: put right by what came before");
    assertThat(value("explain", "nobody").code()).isNotZero();
  }

  @Test
  void what_if_says_what_it_rests_on_and_keeps_scenarios_to_compare() {
    assertThat(value("what-if").err()).contains("Nothing to project");

    assertThat(well("value", "what-if", "dropout assumed 0.9", "--name", "stay", "--save").out())
        .contains("value in EUR", "tier A", "dropout assumed 0.9: extrapolated");
    assertThat(
            well(
                    "value",
                    "what-if",
                    "dropout experiment 0.9 se 0.02 from 0.8 to 1 by save desk",
                    "--save")
                .out())
        .contains("causal");
    assertThat(well("value", "what-if", "buy now", "--customer", "c2").out()).contains("customer ");
    assertThat(well("value", "what-if").out()).contains("stay", "rests on", "causal");
    assertThat(value("what-if", "dropuot assumed 0.9").err()).contains("unknown change: dropuot");
  }

  @Test
  void an_experiment_is_planned_dealt_and_measured() throws IOException {
    assertThat(well("experiment", "design", "--lift", "0.2").out())
        .contains("bought within 28 days: ", "spend within 28 days: ", "With 120 customers ");
    // Fleiss, Levin and Paik, without correction: 31,234 an arm for 5.0 against 5.5 % at 80 %
    assertThat(well("experiment", "design", "--base", "0.05", "--per-day", "900").out())
        .contains("62,467 customers in 2 arms, looked at once. That takes 10 weeks.");
    String[] deal = {"experiment", "deal", "spring", "--arms", "control,mail=2", "-o", "arms.csv"};
    assertThat(well(deal).out()).contains("control (control)", "66.7 %");
    List<String> arms = Files.readAllLines(folder.resolve("shop/arms.csv"));
    well(deal);
    assertThat(Files.readAllLines(folder.resolve("shop/arms.csv"))).isEqualTo(arms);
    String control =
        arms.stream()
            .filter(line -> line.contains(",control,"))
            .map(line -> line.substring(0, line.indexOf(',')))
            .collect(java.util.stream.Collectors.joining(", "));
    String mean =
        well(
                "sql",
                "--json",
                "SELECT round(sum(e.amount) / count(DISTINCT l.customer_id), 6) AS mean FROM links l"
                    + " LEFT JOIN events e ON e.record_id = l.record_id AND e.occurred_at >="
                    + " TIMESTAMP '2024-11-20' AND e.occurred_at < TIMESTAMP '2024-12-18' WHERE"
                    + " l.customer_id IN ("
                    + control
                    + ")")
            .out()
            .replaceAll("[^0-9.]", "");
    String[] measure = {"experiment", "measure", "arms.csv", "--from", "2024-11-20"};
    assertThat(well(measure).out())
        .contains("spend: %.5g on the mean".formatted(Double.parseDouble(mean)), "mail ");
    assertThat(run("experiment", "measure", "arms.csv", "--from", "2024-12-20").err())
        .contains("Cannot tell what came of it: the window ends 2025-01-17");
    Files.writeString(folder.resolve("shop/twice.csv"), arms.get(0) + "\n" + arms.get(1) + "\n");
    assertThat(run("experiment", "measure", "twice.csv", "--from", "2024-11-20").err())
        .contains("one must be control (say --control), and there must be another");
    saysWhatDecisionsMayStartFrom(mean);
    Files.writeString(
        folder.resolve("shop/strange.csv"),
        String.join("\n", arms).replaceAll("(?m)^-?\\d+(\\d{7}),", "$1,"));
    assertThat(run("experiment", "measure", "strange.csv", "--from", "2024-11-20").err())
        .contains("customers of strange.csv are not known");
  }

  /** In the unit of decisions: before the discount, for as long, of an action that there is. */
  private static void saysWhatDecisionsMayStartFrom(String mean) {
    double control = Double.parseDouble(mean);
    double paid = effect(well(measured("win-back", "28")).out());
    assertThat(effect(well(measured("win-back-by-offer", "28")).out()))
        .as("all that mailed ones paid was bought for more")
        .isCloseTo((paid + control) / 0.85 - control, within(0.05 * control));
    assertThat(run(measured("win-back-by-offer", "20")).err())
        .contains("Invalid --days: 20 (must be 28 with --action");
    Shell.Outcome unknown = run(measured("win-back-by-offers", "28"));
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("Unknown action: win-back-by-offers (did you mean win-back-by-offer?)");
  }

  private static String[] measured(String action, String days) {
    return new String[] {
      "experiment",
      "measure",
      "arms.csv",
      "--from",
      "2024-11-20",
      "--action",
      action,
      "--days",
      days
    };
  }

  private static double effect(String out) {
    java.util.regex.Matcher said =
        java.util.regex.Pattern.compile("spend-effect: (\\S+)").matcher(out);
    assertThat(said.find()).as(out).isTrue();
    return Double.parseDouble(said.group(1));
  }
}
