// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Batches;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose first try was cut short, and a world that changed before the second. */
class SecondTryTest {

  private static final String HEADER = "customer,time,order,amount";

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

  private static SourceConfig source(String name, String file) {
    SourceConfig source =
        SourceConfig.of(
            name,
            List.of(file),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("customer"),
                    EventField.TIME, ColumnChoice.of("time"),
                    EventField.ORDER_ID, ColumnChoice.of("order"),
                    EventField.AMOUNT, ColumnChoice.of("amount"))));
    return new SourceConfig(
        name,
        "shop",
        source.files(),
        source.reading(),
        source.mapping(),
        RowRules.defaults().withAllowQuarantined(1));
  }

  private void killBefore(String table, SourceConfig source) {
    workspace.lake().dieBeforeCommitsTo(table);
    assertThatThrownBy(() -> workspace.ingest(source)).hasMessageContaining("Killed");
    workspace.lake().dieBeforeCommitsTo("");
  }

  @Test
  void the_clock_went_on() {
    workspace.file("orders.csv", HEADER, "ada,2025-12-31,o1,1", "bob,2026-01-05,o2,2");
    for (String table : List.of("claims", "quarantine", "ingested_files")) {
      SourceConfig source = source(table, "orders.csv");
      source =
          new SourceConfig(
              table, table, source.files(), source.reading(), source.mapping(), source.rules());
      workspace.at(Workspace.NOW);
      killBefore(table, source);

      workspace.at(Workspace.NOW.plus(Duration.ofDays(9)));

      assertThat(workspace.ingest(source).lines())
          .contains("  orders.csv: 2 rows = 1 kept + 0 duplicate + 1 quarantined");
      String mine = " FROM t WHERE source = '" + table + "'";
      assertThat(workspace.rows(Tables.EVENTS, "SELECT order_id, received_at" + mine))
          .containsExactly("o1|2026-01-01T00:00:00Z");
      assertThat(workspace.rows(Tables.QUARANTINE, "SELECT line" + mine)).containsExactly("2");
      assertThat(workspace.rows(Tables.CLAIMS, "SELECT value" + mine)).containsExactly("ada");
    }
  }

  @Test
  void what_the_lake_lost_meanwhile_is_added_and_what_it_has_is_not_added_again() {
    workspace.file("a.csv", HEADER, "ada,2025-03-01,o1,1");
    workspace.file("b.csv", HEADER, "ada,2025-03-01,o1,1", "bob,2025-03-02,o2,2");
    workspace.ingest(source("a", "a.csv"));
    killBefore("ingested_files", source("b", "b.csv"));
    LakeTable events = workspace.lake().table(Tables.EVENTS);
    Snapshot base = events.snapshot().orElseThrow();
    events.replace(
        base,
        events.scan().files().stream().filter(file -> isFirst(file.path())).toList(),
        List.of(),
        LakeTable.Reason.ERASURE);
    assertThat(workspace.events("order_id")).containsExactly("o2");

    assertThat(workspace.ingest(source("b", "b.csv")).lines())
        .contains("  b.csv: 2 rows = 2 kept + 0 duplicate + 0 quarantined");
    assertThat(workspace.events("order_id")).containsExactly("o1", "o2");
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT value FROM t ORDER BY value"))
        .containsExactly("ada", "bob");
  }

  /** Whether a file of events holds the order o1. */
  private boolean isFirst(String path) {
    workspace
        .engine()
        .view(
            "one_file",
            new TableScan(
                Tables.EVENTS,
                0,
                workspace.lake().table(Tables.EVENTS).scan().files().stream()
                    .filter(file -> file.path().equals(path))
                    .toList(),
                List.of()));
    try (Batches rows =
        workspace.engine().query("SELECT order_id FROM one_file WHERE order_id = 'o1'")) {
      return rows.next();
    }
  }
}
