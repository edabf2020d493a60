// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static io.perennial.testkit.contract.FilledLake.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveStepTest {

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
    tables.close();
    engine.close();
  }

  private StepReport resolve() {
    return lake.run(new ResolveStep(IdentityConfig.defaults()));
  }

  private List<String> links() {
    return lake.rows(
        Tables.LINKS,
        "SELECT record_id, customer_id, household_id, confidence, reason FROM links"
            + " ORDER BY record_id");
  }

  private String customer(String key) {
    return lake.rows(
            Tables.LINKS, "SELECT customer_id FROM links WHERE record_id = " + record(key).value())
        .get(0);
  }

  @Test
  void without_claims_each_record_is_a_customer() {
    lake.order("ada", "2025-01-01", 1).order("ada", "2025-02-01", 1).order("bob", "2025-03-01", 1);

    StepReport report = resolve();

    assertThat(report.message()).isEqualTo("2 records in, 2 customers out");
    assertThat(links())
        .containsExactlyInAnyOrder(
            record("ada") + "|" + record("ada") + "|-|1.0|own key",
            record("bob") + "|" + record("bob") + "|-|1.0|own key");
    assertThat(
            lake.rows(
                Tables.CUSTOMERS,
                "SELECT customer_id, first_seen, last_seen, records, run_id FROM customers"
                    + " ORDER BY first_seen"))
        .containsExactly(
            record("ada") + "|2025-01-01T12:00:00Z|2025-02-01T12:00:00Z|1|run-1",
            record("bob") + "|2025-03-01T12:00:00Z|2025-03-01T12:00:00Z|1|run-1");
  }

  @Test
  void an_empty_lake_has_no_customers() {
    assertThat(resolve().message()).isEqualTo("0 records in, 0 customers out");
    assertThat(links()).isEmpty();
  }

  @Test
  void the_same_email_is_one_customer_also_through_others() {
    lake.order("ada", "2025-01-02", 1).claim("ada", "email", "ada@x.org");
    lake.order("a2", "2025-01-01", 1)
        .claim("a2", "email", "ADA@x.org ")
        .claim("a2", "email", "lovelace@x.org");
    lake.claim("a3", "email", "lovelace@x.org").claim("a3", "name", "Ada");
    lake.claim("bob", "name", "Bob").claim("bob", "email", "n/a");
    lake.claim("eve", "email", "n/a");

    StepReport report = resolve();

    assertThat(report.figures())
        .containsEntry("customers", 3.0)
        .containsEntry("linked_records", 3.0);
    assertThat(customer("ada")).isEqualTo(record("a2").toString());
    assertThat(customer("a3")).isEqualTo(record("a2").toString());
    assertThat(links())
        .contains(record("bob") + "|" + record("bob") + "|-|1.0|own key")
        .anyMatch(
            row ->
                row.startsWith(record("ada") + "|" + record("a2") + "|-|0.9")
                    && row.endsWith("|same email as another record"));
  }

  @Test
  void a_value_of_too_many_records_links_nobody_and_is_counted() {
    for (int i = 0; i < 21; i++) {
      lake.claim("k" + i, "email", "info@shop.org");
    }
    lake.claim("k0", "email", "own@x.org").claim("k1", "email", "own@x.org");

    StepReport report = resolve();

    assertThat(report.message())
        .isEqualTo(
            "21 records in, 20 customers out; 1 value of more than 20 records linked nobody");
    assertThat(report.figures()).containsEntry("values_too_common", 1.0);
  }

  @Test
  void ids_are_stable_while_records_come_and_go() {
    lake.order("ada", "2025-02-01", 1).claim("ada", "email", "ada@x.org");
    resolve();
    lake.at("2026-01-02").order("early", "2025-01-01", 1).claim("early", "email", "ada@x.org");
    resolve();

    assertThat(customer("early")).as("the customer of before").isEqualTo(record("ada").toString());

    lake.claim("bob", "email", "bob@x.org");
    resolve();

    assertThat(customer("early")).isEqualTo(record("ada").toString());
    assertThat(customer("ada")).isEqualTo(record("ada").toString());
  }

  @Test
  void no_value_is_in_links_or_report() {
    lake.claim("ada", "email", "ada@secret.org").claim("bob", "email", "ada@secret.org");

    StepReport report = resolve();

    assertThat(report.toString()).doesNotContain("secret");
    assertThat(links().toString()).doesNotContain("secret");
  }

  @Test
  void it_leaves_nothing_in_the_engine_and_running_again_gives_the_same() {
    lake.claim("ada", "email", "ada@x.org").claim("bob", "email", "ada@x.org");
    resolve();
    List<String> before = links();
    resolve();

    assertThat(links()).isEqualTo(before);
    try (Batches left = engine.query("SELECT table_name FROM information_schema.tables")) {
      assertThat(left.next()).as("a table or view is left").isFalse();
    }
  }

  @Test
  void made_up_people_are_found_again() {
    // a person has a chain of addresses, and each record says two neighbours of the chain
    Random random = new Random(11);
    Map<String, String> truth = new HashMap<>();
    for (int person = 0; person < 300; person++) {
      int records = 1 + random.nextInt(5);
      for (int i = 0; i < records; i++) {
        String key = "p" + person + "-" + i;
        truth.put(record(key).toString(), "p" + person);
        for (int address = i; address <= i + 1; address++) {
          String email = "p" + person + "." + address + "@x.org";
          lake.claim(
              key, "email", random.nextBoolean() ? email : " " + email.toUpperCase(Locale.ROOT));
        }
        lake.claim(key, "name", "Ada").claim(key, "email", "unknown");
      }
    }

    lake.run(new ResolveStep(IdentityConfig.defaults().withMethod(IdentityConfig.Method.KEYS)));

    Map<String, String> found = new HashMap<>();
    Map<String, String> back = new HashMap<>();
    for (String row : lake.rows(Tables.LINKS, "SELECT record_id, customer_id FROM links")) {
      String[] cells = row.split("\\|", -1);
      String person = truth.get(cells[0]);
      found.putIfAbsent(cells[1], person);
      back.putIfAbsent(person, cells[1]);
      assertThat(found.get(cells[1])).as("one customer is one person").isEqualTo(person);
      assertThat(back.get(person)).as("one person is one customer").isEqualTo(cells[1]);
    }
    assertThat(back).hasSize(300);
  }
}
