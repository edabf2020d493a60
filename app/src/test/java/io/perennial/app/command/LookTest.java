// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look, over a small lake of two customers. */
class LookTest {

  @TempDir static Path folder;

  @BeforeAll
  static void fill() throws IOException {
    new Shell(folder).run("init", "shop");
    Shop shop = new Shop(folder.resolve("shop"));
    shop.order(Shop.ADA, 1, "2025-01-10", 10.5);
    shop.order(Shop.ADA, 2, "2025-02-10", 20);
    shop.order(Shop.BOB, 3, "2025-02-11", 7.25);
    shop.claim(Shop.ADA, "email", "ada@example.org");
  }

  private static Shell shell() {
    return new Shell(folder).in("shop");
  }

  private static Shell.Outcome sql(String... args) {
    String[] all = Stream.concat(Stream.of("sql"), Stream.of(args)).toArray(String[]::new);
    return shell().run(all);
  }

  @Nested
  class Sql {

    @Test
    void answers_in_an_aligned_table_with_rows_and_time() {
      Shell.Outcome outcome =
          sql("SELECT order_id, amount FROM events ORDER BY order_id NULLS LAST");

      assertThat(outcome.code()).as(outcome.all()).isZero();
      assertThat(outcome.out().lines().toList().subList(0, 5))
          .containsExactly(
              "order_id  amount",
              "────────  ──────",
              "O1          10.5",
              "O2            20",
              "O3          7.25");
      assertThat(outcome.out()).containsPattern("\n3 rows in [0-9.]+ s\n");
    }

    @Test
    void answers_in_json() {
      assertThat(
              sql(
                      "--json",
                      "SELECT order_id, amount, session_id, occurred_at FROM events WHERE event_id"
                          + " = 1")
                  .out())
          .isEqualTo(
              "[\n{\"order_id\":\"O1\",\"amount\":10.5,\"session_id\":null,"
                  + "\"occurred_at\":\"2025-01-10T12:00:00Z\"}\n]\n");
      assertThat(sql("--json", "SELECT * FROM events WHERE event_id = 9").out()).isEqualTo("[]\n");
    }

    @Test
    void answers_in_csv() {
      assertThat(
              sql(
                      "--csv",
                      "SELECT order_id, 'a,\"b' AS x, NULL AS y, '' AS z FROM events WHERE event_id"
                          + " = 1")
                  .out())
          .isEqualTo("order_id,x,y,z\nO1,\"a,\"\"b\",,\"\"\n");
    }

    @Test
    void names_columns_as_sql_does() {
      assertThat(
              sql("--csv", "SELECT count(*), min(amount), 'x' AS \"In €, net\" FROM events").out())
          .isEqualTo("count_star(),min(amount),\"In €, net\"\n3,7.25,x\n");
      assertThat(sql("--json", "SELECT max(amount) FROM events").out())
          .isEqualTo("[\n{\"max(amount)\":20}\n]\n");
      assertThat(sql("SELECT sum(amount) FROM events").out()).startsWith("sum(amount)\n");
    }

    @Test
    void stops_at_the_limit_and_says_so() {
      Shell.Outcome outcome = sql("--limit", "2", "SELECT order_id FROM events");

      assertThat(outcome.out()).contains("2 rows, and there are more (--limit 0 shows all)");
    }

    @Test
    void reads_the_question_from_the_keyboard() {
      assertThat(
              shell().typing("SELECT count(*) AS n FROM events;\n").run("sql", "--csv", "-").out())
          .isEqualTo("n\n3\n");
    }

    @Test
    void describes_tables() {
      assertThat(sql("DESCRIBE events;").out()).contains("record_id").contains("BIGINT");
    }

    @Test
    void personal_data_is_masked_without_a_permit_and_audited_with_one() throws IOException {
      assertThat(sql("--csv", "SELECT value FROM claims").out())
          .isEqualTo("value\nxxx@xxxxxxx.xxx\n");
      assertThat(sql("--csv", "SELECT text FROM events WHERE event_id = 1").out())
          .doesNotContain("Ada");

      assertThat(sql("--csv", "--permit", "service", "SELECT value FROM claims").out())
          .isEqualTo("value\nada@example.org\n");
      assertThat(Files.readString(folder.resolve("shop/state/audit.jsonl")))
          .contains(
              "\"actor\":\"tester\",\"act\":\"read\",\"subject\":\"sql\",\"purpose\":\"service\"")
          .doesNotContain("ada@");
      assertThat(sql("--permit", "fun", "SELECT value FROM claims").err())
          .contains("Unknown purpose: fun (must be one of service, analytics,");
    }

    @Test
    void without_a_permit_nothing_but_the_tables_is_read() throws IOException {
      Path secret = Files.writeString(folder.resolve("secret.csv"), "a\nsesame\n");
      String file = "'" + secret + "'";
      for (String statement :
          new String[] {
            "SELECT * FROM query_table('perennial_' || 'unmasked_claims'), claims",
            "SELECT * FROM query('FROM ' || 'claims')",
            "SELECT * FROM read_parquet('lake/claims/**/*.parquet')",
            "SELECT * FROM events, read_text(" + file + ")",
            "SELECT (SELECT max(a) FROM read_csv(" + file + "))",
            "FROM " + file,
            "FROM events, " + file,
            "FROM events /* , */ JOIN\n" + file + " ON true",
            "FROM \"" + secret + "\"",
            "SELECT * FROM e : " + file,
            "WITH \"" + secret + "\" AS (SELECT 1) FROM (FROM " + file + ")",
            "DESCRIBE " + file,
            "SUMMARIZE " + file,
            "TABLE " + file,
            "FROM glob('/etc/*')",
            "FROM sniff_csv(" + file + ")",
            "FROM duckdb_views()",
            "FROM information_schema.tables",
            "FROM sqlite_master",
            "SHOW DATABASES",
            "FROM (SHOW TABLES)",
            "FROM a.b.c.events",
          }) {
        Shell.Outcome outcome = sql(statement);
        assertThat(outcome.code()).as(statement + outcome.all()).isEqualTo(2);
        assertThat(outcome.err()).as(statement).contains("Cannot r");
        assertThat(outcome.out()).as(statement).isEmpty();
      }
      assertThat(sql("FROM " + file).err())
          .contains(": without --permit PURPOSE only the lake's tables can be read here (events,");
      assertThat(sql("--csv", "--permit", "service", "FROM " + file).out())
          .isEqualTo("a\nsesame\n");
    }

    @Test
    void without_a_permit_sql_is_as_rich_as_ever() {
      for (String statement :
          new String[] {
            "WITH big AS (SELECT * FROM events WHERE amount > 8) SELECT count(*) FROM big, claims",
            "SELECT 'from ''x.csv''' AS a, unnest([1, 2]) AS b FROM EVENTS, range(3) AS r(i)",
            "SELECT * FROM main.events JOIN claims USING (record_id) WHERE 'a/b.csv' <> value",
            "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 3) FROM t",
            "FROM (PIVOT events ON type IN ('order') USING sum(amount))",
            "VALUES (1), (2)",
            "SUMMARIZE events",
            "DESCRIBE SELECT count(*) FROM events",
          }) {
        Shell.Outcome outcome = sql(statement);
        assertThat(outcome.code()).as(statement + outcome.all()).isZero();
      }
    }

    @Test
    void shows_the_tables_and_not_the_views_of_the_engine() {
      assertThat(sql("--csv", "SHOW TABLES").out().lines().map(line -> line.split(",", -1)[0]))
          .containsExactly(
              "name",
              "events",
              "claims",
              "flags",
              "quarantine",
              "ingested_files",
              "quality",
              "identity_models",
              "identity_scores",
              "identity_constraints",
              "links",
              "identity_changes",
              "customers",
              "golden_records",
              "text_labels",
              "text_models",
              "texts",
              "themes",
              "mentions",
              "influencers",
              "features",
              "training_sets",
              "segment_models",
              "segment_candidates",
              "memberships",
              "segments",
              "segment_features",
              "migrations",
              "segment_map",
              "customer_values",
              "evaluations",
              "value_models",
              "churn_alerts",
              "forecasts",
              "value_tracking",
              "value_drift",
              "acquisitions",
              "value_economics",
              "value_tiers",
              "recommendations",
              "item_neighbours",
              "recommendation_quality",
              "decisions",
              "outcomes",
              "action_effects",
              "scorecards",
              "attributions",
              "decision_results",
              "erasures",
              "runs");
    }

    @Test
    void only_reads() {
      for (String statement :
          new String[] {
            "DROP TABLE events", "COPY events TO 'x.csv'", "INSTALL httpfs", "SET threads = 1"
          }) {
        Shell.Outcome outcome = sql(statement);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("only queries are run here");
      }
      assertThat(sql("SELECT 1; COPY events TO 'x.csv'").err())
          .contains("Cannot run SQL: more than one statement");
      assertThat(sql("SELECT ';' AS x -- ; fine").code()).isZero();
      assertThat(sql("  ").err()).contains("Missing SQL");
    }

    @Test
    void a_wrong_query_fails_with_what_the_engine_says_and_no_stack() throws IOException {
      Files.deleteIfExists(folder.resolve("shop/state/last-error.log"));
      Shell.Outcome outcome = sql("SELECT amuont FROM events");

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err())
          .startsWith("perennial: Cannot run SQL: Binder Error: ")
          .contains("LINE 1: SELECT amuont FROM events\n               ^")
          .doesNotContain("DESCRIBE")
          .doesNotContain("last-error.log")
          .doesNotContain("\tat ");
      assertThat(folder.resolve("shop/state/last-error.log")).doesNotExist();
      assertThat(sql("SELECT * FROM evnets").err())
          .contains("Cannot read evnets: ")
          .contains("(events, claims,");
      assertThat(sql("SELEC amount FROM events", "--permit", "service").code()).isEqualTo(2);
      assertThat(sql("SELECT amount FROM FROM events").err())
          .contains("Cannot run SQL: syntax error");
      assertThat(sql("--debug", "SELECT amuont FROM events").err()).contains("\tat ");
    }

    @Test
    void csv_and_json_at_once_are_refused() {
      assertThat(sql("--csv", "--json", "SELECT 1").code()).isEqualTo(2);
    }
  }

  @Nested
  class AsOf {

    @Test
    void a_snapshot_shows_what_was_then() {
      String ids = shell().run("check", "--json").out();
      assertThat(ids).contains("\"snapshots\": 3");
      assertThat(sql("--as-of", "2020-01-01", "--csv", "SELECT count(*) AS n FROM events").out())
          .isEqualTo("n\n0\n");
      assertThat(sql("--as-of", "2999-01-01", "--csv", "SELECT count(*) AS n FROM events").out())
          .isEqualTo("n\n3\n");
      assertThat(
              sql("--as-of", "2020-01-01T12:00:00Z", "--csv", "SELECT count(*) AS n FROM events")
                  .out())
          .isEqualTo("n\n0\n");
    }

    @Test
    void nonsense_is_refused() {
      assertThat(sql("--as-of", "yesterday", "SELECT 1 FROM events").err())
          .contains("Invalid --as-of: yesterday (must be a day such as 2026-01-31");
      assertThat(sql("--as-of", "123456789", "SELECT 1 FROM events").err())
          .contains("Unknown snapshot: 123456789");
    }
  }

  @Nested
  class Customer {

    @Test
    void is_found_by_record_id_with_claims_totals_and_timeline() {
      Shell.Outcome outcome = shell().run("customer", Shop.ADA.toString());

      assertThat(outcome.code()).as(outcome.all()).isZero();
      assertThat(outcome.out())
          .contains("Record " + Shop.ADA)
          .contains("masked; --permit PURPOSE shows it")
          .contains("xxx@xxxxxxx.xxx")
          .contains("30.5")
          .containsSubsequence("2025-02-10 12:00:00", "2025-01-10 12:00:00")
          .doesNotContain("O3");
    }

    @Test
    void is_shown_in_full_with_a_permit() {
      assertThat(shell().run("customer", Shop.ADA.toString(), "--permit", "service").out())
          .contains("ada@example.org")
          .contains("thanks, yours Ada");
    }

    @Test
    void answers_in_json() {
      Shell.Outcome outcome =
          shell().run("customer", Shop.ADA.toString(), "--json", "--limit", "1");

      assertThat(outcome.out())
          .startsWith("{\"records\": [")
          .contains("\"record_id\": " + Shop.ADA)
          .contains("\"claims\": [")
          .contains("\"orders\":2")
          .contains("\"timeline\": [")
          .contains("O2")
          .doesNotContain("O1\"");
    }

    @Test
    void who_is_not_there_is_said_to_be_so() {
      Shell.Outcome outcome = shell().run("customer", "eve");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("Unknown customer: no record of that key")
          .doesNotContain("last-error.log");
    }
  }

  @Nested
  class Exports {

    @TempDir Path to;

    private Shell.Outcome export(String... args) {
      return shell()
          .run(Stream.concat(Stream.of("export"), Stream.of(args)).toArray(String[]::new));
    }

    @Test
    void go_to_the_standard_output_as_csv() {
      assertThat(export("claims").out())
          .startsWith("record_id,source,attribute,value,seen_at,batch_id,original,flag\n")
          .contains(",email,xxx@xxxxxxx.xxx,1970-01-01 00:00:01,,,");
    }

    @Test
    void go_to_files_by_their_names() throws IOException {
      for (String name : new String[] {"e.csv", "e.csv.gz", "e.jsonl", "e.parquet"}) {
        Shell.Outcome outcome = export("events", "-o", to.resolve(name).toString());
        assertThat(outcome.code()).as(outcome.all()).isZero();
        assertThat(outcome.out()).contains("3 rows in ");
        assertThat(to.resolve(name)).isNotEmptyFile();
      }
      assertThat(Files.readString(to.resolve("e.jsonl")).lines()).hasSize(3);
      Shell.Outcome back =
          sql(
              "--csv",
              "--permit",
              "service",
              "SELECT count(*) AS n FROM '" + to.resolve("e.parquet") + "'");
      assertThat(back.all()).isEqualTo("code 0\nn\n3\n");
      try (Stream<Path> left = Files.list(to)) {
        assertThat(left).hasSize(4);
      }
    }

    @Test
    void to_files_answer_in_json() {
      Shell.Outcome outcome = export("events", "-o", to.resolve("e.csv").toString(), "--json");

      assertThat(outcome.out()).contains("\"rows\": 3").contains("e.csv");
    }

    @Test
    void that_cannot_be_are_refused() {
      assertThat(export("evnets").err())
          .contains("Unknown table: evnets (must be one of events, claims,");
      assertThat(export("events", "-o", "e.xlsx").err()).contains("Unknown format: xlsx");
      assertThat(export("events", "-o", "e.jsonl", "--spreadsheet").err())
          .contains("Cannot write JSONL for a spreadsheet");
      assertThat(export("events", "--format", "parquet").err())
          .contains("Cannot write Parquet to the standard output");
      assertThat(export("events", "-o", to.resolve("no/e.csv").toString()).err())
          .contains("Cannot write ")
          .contains("there is no folder ");
    }

    @Test
    void to_a_full_disk_fail_with_what_to_do() {
      assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has a device that is always full");

      Shell.Outcome outcome = export("events", "--format", "csv", "-o", "/dev/full");

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("Cannot write /dev/full: the disk is full (make room");
    }
  }

  @Test
  void check_lists_tables() {
    Shell.Outcome outcome = shell().run("check");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).containsPattern("events +3 +3 +").containsPattern("claims +1 +1 +");
  }
}
