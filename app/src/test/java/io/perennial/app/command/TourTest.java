// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tour, and what happens when one goes on from there. */
class TourTest {

  @TempDir Path folder;

  private Shell shell() {
    return new Shell(folder).in("shop");
  }

  private String count(String table) {
    return shell()
        .run("sql", "--csv", "SELECT count(*) AS n FROM " + table)
        .out()
        .lines()
        .skip(1)
        .findFirst()
        .orElse("");
  }

  private static Shell.Outcome well(Shell.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  @BeforeEach
  void make() {
    well(new Shell(folder).run("init", "shop"));
    well(shell().run("simulate", "--customers", "50", "-o", "orders.csv"));
  }

  @Test
  void from_nothing_to_an_answer() throws IOException {
    long rows;
    try (var lines = Files.lines(folder.resolve("shop/orders.csv"))) {
      rows = lines.count() - 1;
    }

    Shell.Outcome connected = well(shell().run("connect", "orders.csv", "--write"));
    assertThat(connected.out())
        .contains("customer: customer_id")
        .contains("time: occurred_at")
        .contains("Added 1 source to " + folder.resolve("shop/perennial.yaml"));

    Shell.Outcome run = well(shell().run("run"));
    assertThat(run.out()).contains("%,d rows = %,d kept".formatted(rows, rows));
    assertThat(count("events")).isEqualTo(String.valueOf(rows));

    assertThat(well(shell().run("run")).out()).startsWith("ingest: up to date since ");
    assertThat(count("runs")).isEqualTo("12");

    assertThat(well(shell().run("customer", "C0000000007")).out())
        .contains(" of orders")
        .contains("O0000000007-1");
    assertThat(well(shell().run("ingest", "--force", "--json")).out())
        .contains("\"ran\": true")
        .contains("\"rows_read\": 0");

    well(shell().run("report", "-o", "page.html"));
    String page = Files.readString(folder.resolve("shop/page.html"));
    assertThat(page).contains("Champions");
    assertThat(page).as("personal data").doesNotContain("@mail.invalid").doesNotContain("@example");
  }

  @Test
  void a_grown_file_adds_what_is_new() throws IOException {
    well(shell().run("connect", "orders.csv", "--write"));
    well(shell().run("ingest", "--quiet"));
    long before = Long.parseLong(count("events"));
    Path file = folder.resolve("shop/orders.csv");
    String last = Files.readAllLines(file).get((int) before);
    Files.writeString(
        file, last.replaceAll("O[0-9]+-[0-9]+", "O9999999999-1") + "\n", StandardOpenOption.APPEND);

    Shell.Outcome again = well(shell().run("ingest"));

    assertThat(again.out()).contains("1 kept");
    assertThat(count("events")).isEqualTo(String.valueOf(before + 1));
  }

  @Test
  void who_is_erased_stays_out_when_the_file_is_read_again() throws IOException {
    well(shell().run("connect", "orders.csv", "--write"));
    well(shell().run("ingest"));
    well(shell().run("resolve"));
    long all = Long.parseLong(count("events"));
    well(shell().run("erase", "C0000000007", "--yes"));
    long rest = Long.parseLong(count("events"));
    assertThat(rest).isLessThan(all);

    Files.writeString(folder.resolve("shop/orders.csv"), "\n", StandardOpenOption.APPEND);
    well(shell().run("ingest", "--force"));
    well(shell().run("resolve", "--force"));

    assertThat(count("events")).isEqualTo(String.valueOf(rest));
    assertThat(shell().run("customer", "C0000000007").code()).isEqualTo(1);
  }

  @Test
  void too_much_in_quarantine_ends_with_3() throws IOException {
    well(shell().run("connect", "orders.csv", "--write"));
    Path file = folder.resolve("shop/orders.csv");
    Files.writeString(
        file, Files.readString(file).replaceAll("(?m)([0-9]{4})-[0-9]{2}-", "$1-99-"));

    Shell.Outcome outcome = shell().run("run");

    assertThat(outcome.code()).as(outcome.all()).isEqualTo(3);
    assertThat(outcome.err()).contains("quarantine").contains("allow-quarantined");
    assertThat(count("quarantine")).isNotEqualTo("0");

    Shell.Outcome again = shell().run("run");

    assertThat(again.code()).as(again.all()).isEqualTo(3);
    assertThat(again.out()).startsWith("ingest: up to date since ");
    assertThat(again.err())
        .contains("orders: 100.0 % of the rows of its files are in quarantine (allowed: ")
        .contains("or raise sources.orders.allow-quarantined");
    assertThat(shell().run("ingest", "--json").out()).contains("\"complaints\": [");

    Files.delete(file);
    well(shell().run("simulate", "--customers", "50", "-o", "orders.csv"));
    well(shell().run("ingest"));
    well(shell().run("ingest"));
  }

  @Test
  void a_source_is_not_added_twice_and_comments_stay() throws IOException {
    well(shell().run("connect", "orders.csv", "--write"));
    String once = Files.readString(folder.resolve("shop/perennial.yaml"));

    Shell.Outcome again = shell().run("connect", "orders.csv", "--write");

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("Cannot add source orders").contains("has one of that name");
    assertThat(folder.resolve("shop/perennial.yaml")).hasContent(once);
    assertThat(once).contains("# any number of these").contains("\n#").contains("keep-snapshots");
  }

  @Test
  void connect_says_its_proposal_even_when_quiet() {
    Shell.Outcome outcome = well(shell().run("connect", "orders.csv", "--quiet"));

    assertThat(outcome.out()).startsWith("sources:");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void connect_answers_in_json() {
    assertThat(well(shell().run("connect", "orders.csv", "--json")).out())
        .contains("\"customer\": {")
        .contains("\"column\": \"customer_id\"")
        .contains("\"confidence\": 0.9")
        .contains("\"yaml\": \"sources:\\n");
  }

  @Test
  void a_missing_file_is_named() {
    Shell.Outcome outcome = shell().run("connect", "ordres.csv");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("ordres.csv");
  }

  @Test
  void a_simulation_is_as_well_written_as_parquet_with_types() throws IOException {
    Shell.Outcome parquet =
        well(shell().run("simulate", "--customers", "50", "--json", "-o", "orders.parquet"));

    assertThat(parquet.out())
        .isEqualTo(
            well(shell().run("simulate", "--customers", "50", "--json", "-o", "o.csv"))
                .out()
                .replace("o.csv", "orders.parquet"));
    String sums =
        "SELECT count(*), round(sum(amount), 2), sum(quantity), count(email), max(occurred_at), min(order_id)"
            + " FROM '%s'";
    String[] totals = new String[2];
    for (int i = 0; i < 2; i++) {
      Path file = folder.resolve("shop").resolve(i == 0 ? "orders.parquet" : "orders.csv");
      totals[i] =
          well(shell().run("sql", "--csv", "--permit", "service", sums.formatted(file))).out();
    }
    assertThat(totals[0]).isEqualTo(totals[1]);
    assertThat(
            shell()
                .run(
                    "sql",
                    "--permit",
                    "service",
                    "--csv",
                    "DESCRIBE '%s'".formatted(folder.resolve("shop/orders.parquet")))
                .out())
        .contains("occurred_at,TIMESTAMP,")
        .contains("quantity,BIGINT,")
        .contains("amount,\"DECIMAL(18,4)\",");
    try (Stream<Path> left = Files.list(folder.resolve("shop"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".perennial"));
    }
    assertThat(shell().run("simulate", "--dirt", "0.1", "-o", "d.parquet").err())
        .contains("Cannot write dirt into Parquet");
  }

  @Test
  void the_same_seed_makes_the_same_file() throws IOException {
    well(shell().run("simulate", "--customers", "50", "-o", "again.csv", "--truth", "truth.csv"));

    assertThat(folder.resolve("shop/again.csv"))
        .hasSameBinaryContentAs(folder.resolve("shop/orders.csv"));
    try (var lines = Files.lines(folder.resolve("shop/truth.csv"))) {
      assertThat(lines).hasSize(51);
    }
    assertThat(well(shell().run("simulate", "--orders", "300", "--json", "-o", "b.csv.gz")).out())
        .contains("\"file\": \"b.csv.gz\"");
    assertThat(shell().run("simulate", "--orders", "3", "--customers", "3").code()).isEqualTo(2);
    assertThat(shell().run("simulate", "-o", "no/such/folder.csv").err()).contains("Cannot write ");
  }
}
