// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.RecordId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From raw files to segments: the stages behind ingest, as commands. */
class StagesTest {

  private static final RecordId ADA = RecordId.of("till", "ada");
  private static final RecordId ADA_ON_THE_WEB = RecordId.of("web", "7");
  private static final RecordId BOB = RecordId.of("till", "bob");

  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    new Shell(folder).run("init", "shop");
    Files.writeString(
        folder.resolve("shop/till.csv"),
        """
        customer,time,order,amount,mail
        ada,2025-01-01 10:00:00,o1,10,ada@example.org
        ada,2025-01-15 10:00:00,o2,20,ada@example.org
        bob,2025-01-10 10:00:00,o3,5,bob@example.org
        """);
    Files.writeString(
        folder.resolve("shop/web.csv"),
        """
        customer,time,order,amount,mail
        7,2025-02-01 10:00:00,w1,40,ADA@example.org
        """);
    Path file = folder.resolve("shop/perennial.yaml");
    String source =
        """
            columns: {customer: customer, time: time, order-id: order, amount: amount}
            claims: {email: mail}
        """;
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("(?s)\nsources:.*", "\n")
            + "\nsources:\n  till:\n    files: till.csv\n"
            + source
            + "  web:\n    files: web.csv\n"
            + source);
  }

  private Shell shell() {
    return new Shell(folder).in("shop");
  }

  private static Shell.Outcome well(Shell.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private List<String> rows(String sql) {
    return well(shell().run("sql", "--csv", sql)).out().lines().skip(1).toList();
  }

  @Test
  void run_goes_from_files_to_segments_and_does_again_only_what_is_out_of_date()
      throws IOException {
    Shell.Outcome run = well(shell().run("run"));

    assertThat(run.out())
        .containsSubsequence(
            "ingest: ",
            "clean: ",
            "quality: ",
            "resolve: ",
            "text: ",
            "features: ",
            "segment: ",
            "value: ",
            "recommend: ",
            "decide: ")
        .contains("resolve: 3 records in, 2 customers out")
        .contains(
            "features: 2 customers as of 2025-02-02T00:00:00Z, 2 of them bought, 1 more than once")
        .contains("segment: 2 customers in ");
    assertThat(rows("SELECT customer_id, purchases, spend_total FROM features ORDER BY purchases"))
        .containsExactly(BOB + ",1,5", ADA + ",3,70");
    assertThat(well(shell().run("run")).out().lines())
        .hasSize(12)
        .allMatch(l -> l.contains(": up to date since "));

    Path file = folder.resolve("shop/perennial.yaml");
    Files.writeString(
        file, Files.readString(file) + "\nsegment:\n  rfm:\n    rules: [Best = R 5, Others =]\n");
    String again = well(shell().run("run")).out();
    assertThat(again).contains("features: up to date since ").doesNotContain("segment: up to date");
    assertThat(rows("SELECT DISTINCT segment FROM memberships WHERE scheme = 'rfm'"))
        .containsExactly("Others");
  }

  @Test
  void each_stage_is_a_command() {
    well(shell().run("ingest"));
    assertThat(well(shell().run("resolve", "--json")).out()).contains("\"linked_records\": 2");
    assertThat(well(shell().run("features", "--as-of", "2025-01-12")).out())
        .contains("2 customers as of 2025-01-12T00:00:00Z, 2 of them bought, 0 more than once");
    assertThat(well(shell().run("segment")).out()).contains("2 customers in ");
    assertThat(rows("SELECT DISTINCT as_of FROM memberships"))
        .containsExactly("2025-01-12 00:00:00");
    assertThat(shell().run("features", "--as-of", "soon").code()).isEqualTo(2);
    assertThat(shell().run("features", "--as-of", "soon").err())
        .contains("Invalid --as-of: soon (must be a day such as 2026-01-31");
  }

  @Test
  void training_sets_hold_features_at_many_instants_and_what_came_after() throws IOException {
    Files.createDirectories(folder.resolve("shop/features"));
    Files.writeString(
        folder.resolve("shop/features/dearest.sql"),
        """
        -- name: dearest_line
        -- meaning: the dearest line ever ordered
        -- unit: money
        -- type: double
        -- when-null: without an order
        SELECT customer_id, max(amount) AS value FROM events_known GROUP BY customer_id
        """);
    Path file = folder.resolve("shop/perennial.yaml");
    Files.writeString(file, Files.readString(file) + "\nfeatures:\n  files: features/*.sql\n");
    well(shell().run("ingest"));
    well(shell().run("resolve"));

    assertThat(
            well(shell().run("features", "--rolling", "2", "--every", "7d", "--horizon", "10d"))
                .out())
        .contains(
            "4 rows of 2 customers at 2 instants from 2025-01-16T00:00:00Z to"
                + " 2025-01-23T00:00:00Z, 25.0 % of them bought in the 10 days after");
    assertThat(
            rows(
                "SELECT as_of, purchases, dearest_line, label_spend, label_active FROM training_sets"
                    + " ORDER BY as_of, purchases"))
        .containsExactly(
            "2025-01-16 00:00:00,1,5,0,0",
            "2025-01-16 00:00:00,2,20,0,0",
            "2025-01-23 00:00:00,1,5,0,0",
            "2025-01-23 00:00:00,2,20,40,1");
    assertThat(shell().run("features", "--rolling", "2", "--every", "7").err())
        .contains("Invalid --every: 7 (must be days, such as 30d)");
    assertThat(shell().run("features", "--rolling", "0").err())
        .contains("Invalid rolling: 0 (must be 1 to 1000)");
    assertThat(shell().run("features", "--rolling", "2", "--list").code()).isEqualTo(2);
  }

  @Test
  void a_customer_is_shown_with_all_records_segment_and_features() {
    well(shell().run("run"));

    String web = well(shell().run("customer", "7")).out();

    assertThat(web)
        .contains("Record " + ADA_ON_THE_WEB + " of web")
        .contains("same email as 1 other record")
        .contains(ADA.toString())
        .contains("bought on the last day, 3 times, 70.00 EUR")
        .contains("o1")
        .doesNotContain("o3");
    assertThat(well(shell().run("customer", "bob", "--json")).out())
        .contains("\"customers\": [")
        .contains("\"reason\":\"own key\"")
        .contains("\"segments\": [")
        .contains("\"features\": [")
        .contains("\"values\": [")
        .contains("\"purchases\":1");
  }

  @Test
  void a_customer_who_was_not_resolved_is_said_to_be_so() {
    well(shell().run("ingest"));

    assertThat(well(shell().run("customer", "bob")).out()).contains("Not resolved yet");
  }

  @Test
  void what_was_made_of_an_erased_record_goes_with_it_and_the_rest_is_made_anew() {
    well(shell().run("run"));
    well(shell().run("report"));
    assertThat(folder.resolve("shop/reports/report.html")).exists();

    assertThat(well(shell().run("erase", "ada", "--yes")).out())
        .contains("  links: 2 rows")
        .contains("  customers: 1 row")
        .contains("  features: 1 row")
        .containsPattern("  memberships: [1-9][0-9]? rows?")
        .contains("The same customer has 1 record more, which was not erased: " + ADA_ON_THE_WEB);
    assertThat(folder.resolve("shop/reports/report.html")).doesNotExist();
    assertThat(rows("SELECT customer_id FROM features")).containsExactly(BOB.toString());
    assertThat(rows("SELECT record_id FROM links")).containsExactly(BOB.toString());

    well(shell().run("run"));

    assertThat(rows("SELECT record_id, customer_id, reason FROM links ORDER BY reason, record_id"))
        .containsExactlyInAnyOrder(
            BOB + "," + BOB + ",own key", ADA_ON_THE_WEB + "," + ADA_ON_THE_WEB + ",own key");
    assertThat(rows("SELECT customer_id, spend_total FROM features ORDER BY spend_total"))
        .containsExactly(BOB + ",5", ADA_ON_THE_WEB + ",40");
    assertThat(rows("SELECT count(*) FROM memberships WHERE scheme = 'rfm'")).containsExactly("2");
  }

  @Test
  void the_default_file_explains_the_stages() throws IOException {
    new Shell(folder).run("init", "other");

    assertThat(Files.readString(folder.resolve("other/perennial.yaml")))
        .contains("#as-of: \"2026-01-31\"")
        .contains("#link-by: email")
        .contains("#purchase: day")
        .contains("Champions = R 5 F 4-5 M 4-5");
    assertThat(well(new Shell(folder).in("other").run("schema")).out()).contains("\"rfm\"");
  }
}
