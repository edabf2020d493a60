// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.RecordId;
import io.perennial.lake.Tables;
import io.perennial.lake.workspace.Workspace;
import io.perennial.lake.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change a workspace, and what holds whoever does. */
class WriteTest {

  @TempDir Path folder;

  @BeforeEach
  void fill() {
    new Shell(folder).run("init", "shop");
    Shop shop = new Shop(folder.resolve("shop"));
    shop.order(Shop.ADA, 1, "2025-01-10", 10.5);
    shop.order(Shop.ADA, 2, "2025-01-11", 20);
    shop.order(Shop.BOB, 3, "2025-01-12", 7.25);
    shop.claim(Shop.ADA, "email", "ada@example.org");
  }

  private Shell shell() {
    return new Shell(folder).in("shop");
  }

  private String count(String table) {
    return shell().run("sql", "--csv", "SELECT count(*) AS n FROM " + table).out();
  }

  @Test
  void erase_asks_and_no_means_no() {
    Shell.Outcome outcome = shell().typing("n\n").run("erase", Shop.ADA.toString());

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("Erase 1 record from workspace shop, with all older snapshots?")
        .contains("Nothing was erased.");
    assertThat(count("events")).isEqualTo("n\n3\n");
  }

  @Test
  void what_was_cannot_be_changed() {
    Shell.Outcome outcome =
        shell().run("erase", Shop.ADA.toString(), "--yes", "--as-of", "2025-01-31");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("Unknown option: --as-of");
    assertThat(count("events")).isEqualTo("n\n3\n");
  }

  @Test
  void erase_without_anybody_to_ask_is_refused() {
    Shell.Outcome outcome = shell().run("erase", Shop.ADA.toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("nobody is there; say --yes");
  }

  @Test
  void erase_takes_a_customer_out_of_every_file_and_gives_a_receipt() throws IOException {
    Shell.Outcome outcome =
        shell().run("erase", Shop.ADA.toString(), "--yes", "--requested-by", "ticket-7");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("Erased 1 record, verified at ")
        .contains("  claims: 1 row")
        .contains("  events: 2 rows")
        .contains("no trace in ");
    assertThat(count("events")).isEqualTo("n\n1\n");
    assertThat(count("claims")).isEqualTo("n\n0\n");
    assertThat(shell().run("sql", "--csv", "SELECT requested_by FROM erasures").out())
        .isEqualTo("requested_by\nticket-7\n");
    assertThat(Files.readString(folder.resolve("shop/state/audit.jsonl")))
        .containsSubsequence(
            "\"act\":\"erasing\",\"subject\":\"1 record\"",
            "\"act\":\"erased\",\"subject\":\"1 record\",\"purpose\":\"data-subject-request\"");
    assertThat(shell().run("customer", Shop.ADA.toString()).code()).isEqualTo(1);
    assertThat(shell().run("customer", Shop.BOB.toString()).code()).isZero();
  }

  @Test
  void erase_of_many_is_one_commit_on_the_list_and_takes_old_errors_along() throws IOException {
    Path log = Files.writeString(folder.resolve("shop/state/last-error.log"), "ada@example.org\n");

    Shell.Outcome outcome = shell().run("erase", "--yes", Shop.ADA.toString(), Shop.BOB.toString());

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(count("erasures")).isEqualTo("n\n2\n");
    assertThat(shell().run("check").out()).containsPattern("erasures +2 +1 ");
    assertThat(log).doesNotExist();
  }

  @Test
  void erase_finishes_what_was_broken_off_though_nobody_knows_the_customer_any_more() {
    Shop shop = new Shop(folder.resolve("shop"));
    shop.reject(Shop.ADA, "soon");
    shop.beginToErase(Shop.ADA, Tables.EVENTS, Tables.CLAIMS);
    assertThat(count("quarantine")).isEqualTo("n\n1\n");

    Shell.Outcome outcome = shell().run("erase", "--yes", Shop.ADA.toString());

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("  quarantine: 1 row");
    assertThat(count("quarantine")).isEqualTo("n\n0\n");
    assertThat(shell().run("erase", "--yes", Shop.ADA.toString()).code()).isZero();
    assertThat(shell().run("erase", "--yes", "nobody").err()).contains("Unknown customer");
  }

  @Test
  void erase_takes_a_customer_of_whom_no_row_could_be_taken() {
    RecordId carl = RecordId.of("till", "carl");
    new Shop(folder.resolve("shop")).reject(carl, "soon");

    Shell.Outcome outcome = shell().run("erase", "--yes", carl.toString());

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("  quarantine: 1 row");
  }

  @Test
  void what_was_before_an_erasure_is_said_to_be_gone_and_not_to_have_been_nothing() {
    String then = Instant.now().toString();
    assertThat(sqlAsOf(then).out()).isEqualTo("n\n3\n");
    shell().run("erase", "--yes", Shop.ADA.toString());

    Shell.Outcome outcome = sqlAsOf(then);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("Cannot read events as of ").contains("with an erasure");
  }

  private Shell.Outcome sqlAsOf(String instant) {
    return shell().run("sql", "--csv", "--as-of", instant, "SELECT count(*) AS n FROM events");
  }

  @Test
  void erase_answers_in_json() {
    assertThat(
            shell().run("erase", "--yes", "--json", Shop.ADA.toString(), Shop.BOB.toString()).out())
        .contains("\"records\": 2")
        .contains("\"events\": 3")
        .contains("\"files_verified\": ");
  }

  @Test
  void upkeep_compacts_what_is_due_and_keeps_the_rows() {
    assertThat(shell().run("upkeep").out()).contains("Nothing was due.");

    Shell.Outcome outcome = shell().run("upkeep", "--all");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).containsPattern("events +3 +1 ");
    assertThat(count("events")).isEqualTo("n\n3\n");
  }

  @Test
  void old_snapshots_are_dropped_when_there_are_too_many() throws IOException {
    Files.writeString(folder.resolve("shop/perennial.yaml"), "lake:\n  keep-snapshots: 1\n");

    assertThat(shell().run("upkeep", "--json").out())
        .contains("\"table\": \"events\"")
        .contains("\"snapshots_dropped\": 2");
  }

  @Test
  void a_second_writer_is_refused_and_told_who_holds_the_lock_and_readers_are_not() {
    Workspace shop = Workspace.open(folder.resolve("shop"));
    try (WorkspaceLock lock = shop.lock("perennial run", Clock.systemUTC())) {
      assertThat(lock).isNotNull();
      Shell.Outcome outcome = shell().run("upkeep");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .containsPattern(
              "Cannot lock workspace shop: process [0-9]+ \\(perennial run\\) has held it since"
                  + " [0-9:]+ UTC; wait for it or stop it");
      assertThat(count("events")).isEqualTo("n\n3\n");
      assertThat(shell().run("check").out()).contains("(perennial run) is writing since");
    }
    assertThat(shell().run("upkeep").code()).isZero();
  }

  @Test
  void a_copied_workspace_works_and_the_first_one_is_not_touched() throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(folder.resolve("shop"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(folder.resolve("shop").relativize(file)));
      }
    }
    Shell there = new Shell(folder).in("copy");

    assertThat(there.run("erase", "--yes", Shop.ADA.toString()).code()).isZero();
    new Shop(copy).order(Shop.BOB, 4, "2025-03-01", 1);

    assertThat(there.run("sql", "--csv", "SELECT count(*) AS n FROM events").out())
        .isEqualTo("n\n2\n");
    assertThat(there.run("check").code()).isZero();
    assertThat(count("events")).isEqualTo("n\n3\n");
    assertThat(shell().run("check").code()).isZero();
  }
}
