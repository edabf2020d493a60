// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Help, wrong usage, wrong configuration: what a newcomer meets first. */
class UsageTest {

  @TempDir Path folder;

  static Iterable<String> commands() {
    return Commands.names();
  }

  private Shell shell() {
    return new Shell(folder);
  }

  @Test
  void without_a_command_it_shows_the_manual() {
    assertThat(shell().run().out()).isEqualTo(Manual.text());
    assertThat(shell().run("--help").out()).isEqualTo(Manual.text());
    assertThat(shell().run("--help").code()).isZero();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_has_a_help_with_an_example_and_a_line_in_the_manual(String command) {
    Shell.Outcome help = shell().run(command, "--help");

    assertThat(help.code()).as(help.all()).isZero();
    assertThat(help.out())
        .contains("Usage: perennial " + command)
        .contains("Example")
        .contains("perennial " + command)
        .contains("--workspace")
        .contains("--json");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(Manual.text()).containsPattern("(?m)^  " + command + "\\b");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void only_commands_that_look_or_compute_offer_a_moment(String command) {
    boolean looks =
        Set.of("sql", "customer", "export", "run", "features", "value").contains(command);

    assertThat(shell().run(command, "--help").out().contains("--as-of")).isEqualTo(looks);
  }

  @Test
  void descriptions_are_wrapped_once() {
    assertThat(shell().run("erase", "--help").out())
        .contains("Rows of these customers stay out\nwhen their files");
  }

  @Test
  void connect_looks_without_a_workspace_and_leaves_nothing() throws IOException {
    Files.writeString(
        folder.resolve("orders.csv"),
        "customer_id,order_date,amount\nC1,2025-01-28,10.50\nC2,2025-01-29,7.25\n");

    Shell.Outcome outcome = shell().run("connect", "orders.csv");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("customer: customer_id").contains("files: [orders.csv]");
    assertThat(outcome.err())
        .contains("Not written: this is no workspace; perennial init FOLDER makes one");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(shell().run("connect", "orders.csv", "--write").err())
        .contains("Cannot find a workspace");
  }

  @Test
  void the_version_is_told() {
    assertThat(shell().run("--version").out()).startsWith("Perennial ").contains("Java ");
  }

  @Test
  void an_unknown_command_is_refused_with_the_nearest() {
    Shell.Outcome outcome = shell().run("ingset");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("perennial: Unknown command: ingset (did you mean ingest?)")
        .contains("See: perennial --help");
  }

  @Test
  void an_unknown_option_is_refused() {
    Shell.Outcome outcome = shell().run("sql", "--jsn", "SELECT 1");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("Unknown option: --jsn (did you mean --json?)")
        .contains("See: perennial sql --help");
  }

  @Test
  void a_missing_argument_is_named() {
    Shell.Outcome outcome = shell().run("sql");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("Missing argument: 'SQL'");
  }

  @Test
  void outside_of_a_workspace_it_says_how_to_get_into_one() {
    Shell.Outcome outcome = shell().run("check");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("perennial: Cannot find a workspace: neither " + folder)
        .contains("perennial init FOLDER");
  }

  @Test
  void a_misspelt_key_is_answered_with_the_nearest_and_its_line() throws IOException {
    shell().run("init", "shop");
    Files.writeString(
        folder.resolve("shop/perennial.yaml"), "workspace:\n  curency: EUR\nengin: {}\n");

    Shell.Outcome outcome = shell().run("-w", "shop", "check");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("perennial.yaml line 2")
        .contains("curency")
        .contains("currency")
        .contains("perennial.yaml line 3")
        .contains("engine");
  }

  @Test
  void a_workspace_of_a_newer_perennial_is_refused() throws IOException {
    shell().run("init", "shop");
    Files.writeString(folder.resolve("shop/state/version"), "99\n");

    Shell.Outcome outcome = shell().run("-w", "shop", "sql", "SELECT 1");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("Cannot open workspace shop: a newer Perennial made it (format 99");
  }

  @Test
  void an_error_that_nobody_expected_goes_to_a_file() throws IOException {
    shell().run("init", "shop");
    Files.writeString(folder.resolve("shop/lake/root"), "\0");
    Files.createDirectories(folder.resolve("shop/lake/events"));

    Shell.Outcome outcome = shell().run("-w", "shop", "run");

    assertThat(outcome.code()).as(outcome.all()).isNotZero();
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  @Test
  void init_makes_a_workspace_that_check_finds_healthy() {
    Shell.Outcome made = shell().run("init", "shop");
    assertThat(made.code()).as(made.all()).isZero();
    assertThat(made.out()).startsWith("Made workspace shop in " + folder.resolve("shop"));

    Shell.Outcome check = shell().in("shop").run("check");
    assertThat(check.code()).as(check.all()).isZero();
    assertThat(check.out())
        .contains("perennial.yaml is valid")
        .contains("workspace format 1")
        .contains("nobody is writing")
        .contains("none yet: perennial run makes them");
  }

  @Test
  void init_refuses_a_folder_with_other_things() throws IOException {
    Files.writeString(folder.resolve("orders.csv"), "a\n");

    Shell.Outcome outcome = shell().run("init");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("the folder is not empty (it has orders.csv)");
  }

  @Test
  void running_without_sources_says_how_to_get_some() {
    shell().run("init", "shop");

    Shell.Outcome outcome = shell().in("shop").run("run");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("has no sources; perennial connect YOUR-FILES --write");
  }

  @Test
  void the_schema_is_json() {
    assertThat(shell().run("schema").out())
        .startsWith("{")
        .contains("\"keep-snapshots\"")
        .endsWith("}" + System.lineSeparator());
  }
}
