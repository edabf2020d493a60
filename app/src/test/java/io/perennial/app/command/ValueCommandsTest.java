// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
  @ValueSource(strings = {"models", "alerts", "tracking", "drift", "explain", "what-if"})
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
  void the_scorecard_stands_beside_that_of_the_instant_before() {
    assertThat(well("scorecard", "show").out())
        .contains("now", "before 2024-11-01", "repeat purchase rate", "customer equity, EUR", " %");
    assertThat(well("scorecard", "show", "--scope", "tier").out())
        .startsWith("tier ")
        .contains(" A ");
    assertThat(well("scorecard", "show", "--scope", "tier", "--json").out())
        .contains("\"measure\":\"average order value\"");
    assertThat(run("scorecard", "show", "--scope", "teir").err()).contains("Unknown scope: teir");
  }

  @Test
  void drift_says_what_was_looked_at_and_what_a_fresh_model_brings() {
    assertThat(well("value", "drift").out())
        .contains("challenge", "retrain", " of ", "features moved", "a fresh model is expected");
    assertThat(well("value", "drift", "--all").out()).contains("spend_total");
    assertThat(well("value", "drift", "--json").out()).contains("\"alarm\":false");
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
}
