// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.RecordId;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static Mapping shopMapping() {
    return Mapping.of(
        Map.of(
            EventField.CUSTOMER, ColumnChoice.of("customer"),
            EventField.TIME, ColumnChoice.of("time"),
            EventField.ORDER_ID, ColumnChoice.of("order", "invoice"),
            EventField.AMOUNT, ColumnChoice.of("amount")));
  }

  private static SourceConfig shop(String... files) {
    return SourceConfig.of("shop", List.of(files), shopMapping());
  }

  @Test
  void rows_become_events_and_keys_become_claims() {
    workspace.file(
        "orders.csv",
        "customer,time,order,amount",
        "ada,2025-03-01 10:00:00,o1,12.50",
        "bob,2025-03-02 11:30:00,o2,7");

    IngestReport report = workspace.ingest(shop("orders.csv"));

    assertThat(report.lines())
        .containsExactly(
            "shop",
            "  orders.csv: 2 rows = 2 kept + 0 duplicate + 0 quarantined",
            "all: 2 rows = 2 kept + 0 duplicate + 0 quarantined");
    assertThat(workspace.events("source, record_id, type, occurred_at, order_id, amount"))
        .containsExactly(
            "shop|" + RecordId.of("shop", "ada") + "|order|2025-03-01T10:00:00Z|o1|12.5",
            "shop|" + RecordId.of("shop", "bob") + "|order|2025-03-02T11:30:00Z|o2|7.0");
    assertThat(
            workspace.rows(
                Tables.CLAIMS, "SELECT source, attribute, value, seen_at FROM t ORDER BY value"))
        .containsExactly("shop|key|ada|2025-03-01T10:00:00Z", "shop|key|bob|2025-03-02T11:30:00Z");
  }

  @Test
  void the_same_file_again_adds_nothing() {
    workspace.file("orders.csv", "customer,time,order,amount", "ada,2025-03-01,o1,1");
    workspace.ingest(shop("orders.csv"));

    IngestReport again = workspace.ingest(shop("orders.csv"));

    assertThat(again.lines()).contains("  orders.csv: unchanged");
    assertThat(workspace.events("order_id")).containsExactly("o1");
  }

  @Test
  void a_grown_file_adds_what_is_new() {
    workspace.file("orders.csv", "customer,time,order,amount", "ada,2025-03-01,o1,1");
    workspace.ingest(shop("orders.csv"));
    workspace.file(
        "orders.csv", "customer,time,order,amount", "ada,2025-03-01,o1,1", "ada,2025-04-01,o2,2");

    IngestReport again = workspace.ingest(shop("orders.csv"));

    assertThat(again.lines())
        .contains("  orders.csv: 2 rows = 1 kept + 1 duplicate + 0 quarantined");
    assertThat(workspace.events("order_id")).containsExactly("o1", "o2");
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT value FROM t")).containsExactly("ada");
  }

  @Test
  void files_with_other_names_for_the_same_columns_overlap() {
    workspace
        .file("a.csv", "customer,time,order,amount", "ada,2025-03-01,o1,1", "bob,2025-03-01,o2,2")
        .file(
            "b.csv",
            "invoice,amount,time,customer",
            "o2,2.00,2025-03-01,bob",
            "o3,3,2025-03-02,bob");

    IngestReport report = workspace.ingest(shop("a.csv", "b.csv"));

    assertThat(report.lines())
        .containsExactly(
            "shop",
            "  a.csv: 2 rows = 2 kept + 0 duplicate + 0 quarantined",
            "  b.csv: 2 rows = 1 kept + 1 duplicate + 0 quarantined",
            "  together: 4 rows = 3 kept + 1 duplicate + 0 quarantined",
            "b.csv has other columns than the files before it: new column invoice (text); column"
                + " order is missing",
            "all: 4 rows = 3 kept + 1 duplicate + 0 quarantined");
  }

  @Test
  void identical_rows_are_one_event_or_as_many_as_the_source_says() {
    String header = "customer,time,order,amount";
    String row = "ada,2025-03-01,,5";
    workspace.file("orders.csv", header, row, row, row);
    SourceConfig dropping = shop("orders.csv");
    SourceConfig keeping =
        SourceConfig.of("kept", List.of("orders.csv"), shopMapping())
            .withRules(RowRules.defaults().withIdenticalRows(RowRules.IdenticalRows.KEEP));

    assertThat(workspace.ingest(dropping, keeping).lines())
        .contains(
            "  orders.csv: 3 rows = 1 kept + 2 duplicate + 0 quarantined",
            "  orders.csv: 3 rows = 3 kept + 0 duplicate + 0 quarantined");
    workspace.file("orders.csv", header, row, row, row, row);
    assertThat(workspace.ingest(keeping).lines())
        .contains("  orders.csv: 4 rows = 1 kept + 3 duplicate + 0 quarantined");
  }

  @Test
  void rows_that_differ_by_a_blank_in_a_property_are_two_events() {
    Mapping shop = shopMapping();
    Mapping noted =
        new Mapping(
            shop.columns(),
            shop.constants(),
            shop.type(),
            shop.typeValues(),
            shop.returnPrefix(),
            shop.timeFormat(),
            shop.zone(),
            shop.decimalMark(),
            shop.claims(),
            List.of("note"));
    workspace.file(
        "orders.csv",
        "customer,time,order,amount,note",
        "ada,2025-03-01,o1,5,a b",
        "ada,2025-03-01,o1,5,ab");

    assertThat(workspace.ingest(shop("orders.csv").withMapping(noted)).lines())
        .contains("  orders.csv: 2 rows = 2 kept + 0 duplicate + 0 quarantined");
  }

  @Test
  void a_killed_ingest_is_repaired_by_running_again() {
    for (String table : List.of("events", "claims", "quarantine", "ingested_files")) {
      String name = table + ".csv";
      String row = table + ",2025-03-01,o1,1";
      workspace.file(name, "customer,time,order,amount", row, row, ",2025-03-01,o1,1");
      SourceConfig source = SourceConfig.of(table, List.of(name), shopMapping());
      workspace.lake().dieBeforeCommitsTo(table);
      assertThatThrownBy(() -> workspace.ingest(source)).hasMessageContaining("Killed");
      workspace.lake().dieBeforeCommitsTo("");

      assertThat(workspace.ingest(source).lines())
          .contains("  " + name + ": 3 rows = 1 kept + 1 duplicate + 1 quarantined");
      String mine = "SELECT 1 FROM t WHERE source = '" + table + "'";
      assertThat(workspace.rows(Tables.EVENTS, mine)).hasSize(1);
      assertThat(workspace.rows(Tables.CLAIMS, mine)).hasSize(1);
      assertThat(workspace.rows(Tables.QUARANTINE, mine)).hasSize(1);
    }
  }

  @Test
  void a_customer_is_the_same_where_a_program_wrote_a_decimal() {
    workspace.file("orders.csv", "customer,time,order,amount", "17850,2025-03-01,o1,1");
    workspace.file("more.csv", "customer,time,order,amount", "17850.0,2025-03-02,o2,2");

    workspace.ingest(shop("orders.csv", "more.csv"));

    String record = RecordId.of("shop", "17850").toString();
    assertThat(workspace.events("record_id, order_id"))
        .containsExactly(record + "|o1", record + "|o2");
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT value FROM t")).containsExactly("17850");
  }
}
