// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.KafkaReading;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.ServerReading;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.database.PostgresServer;
import io.perennial.ingest.land.kafka.KafkaServer;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a real database and a real broker on their way into the lake. */
class ServerSourcesTest {

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

  private static SourceConfig source(ServerReading server) {
    return SourceConfig.of(
            "shop",
            List.of("none"),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("customer"),
                    EventField.TIME, ColumnChoice.of("at"),
                    EventField.ORDER_ID, ColumnChoice.of("id"),
                    EventField.AMOUNT, ColumnChoice.of("amount"))))
        .withRules(RowRules.defaults().withAllowQuarantined(1))
        .withServer(server);
  }

  private List<String> lines(SourceConfig source) {
    return workspace.ingest(source).lines();
  }

  private List<String> readings() {
    return workspace.rows(
        Tables.INGESTED_FILES,
        "SELECT file, rows_kept, rows_duplicate, rows_quarantined FROM t ORDER BY file");
  }

  private void killBefore(String table, SourceConfig source) {
    workspace.lake().dieBeforeCommitsTo(table);
    assertThatThrownBy(() -> workspace.ingest(source)).hasMessageContaining("Killed");
    workspace.lake().dieBeforeCommitsTo("");
  }

  @Nested
  class Of_a_database {

    private final String database = PostgresServer.database();

    private void sql(String... statements) {
      try (Connection open = PostgresServer.connect(database);
          Statement statement = open.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private void orders() {
      sql(
          "create table orders (id text primary key, customer text, at timestamptz, amount"
              + " numeric(12,2), updated_at timestamptz not null)",
          "insert into orders values ('o1', 'ada', '2025-03-01 10:00:00+01', 12.50, '2025-03-01'),"
              + " ('o2', null, '2025-03-02', 7, '2025-03-01')");
    }

    private DatabaseReading table() {
      return DatabaseReading.table(PostgresServer.url(database), "orders")
          .withUser("postgres", "hocuspocus");
    }

    @Test
    void a_table_goes_in_once_and_again_when_it_changes() {
      orders();
      SourceConfig source = source(table());

      assertThat(lines(source))
          .contains("  " + database + ".orders: 2 rows = 1 kept + 0 duplicate + 1 quarantined");
      assertThat(workspace.events("order_id, occurred_at, amount"))
          .containsExactly("o1|2025-03-01T09:00:00Z|12.5");
      assertThat(lines(source)).contains("  " + database + ".orders: unchanged");
      sql("insert into orders values ('o3', 'bob', '2025-03-03', 1, '2025-03-03')");
      assertThat(lines(source))
          .contains("  " + database + ".orders: 3 rows = 1 kept + 1 duplicate + 1 quarantined");
    }

    @Test
    void what_grows_goes_in_once_whatever_kills_it() {
      orders();
      SourceConfig source = source(table().withWatermark("updated_at", Duration.ZERO));
      killBefore("ingested_files", source);
      // what comes between the kill and the next run belongs to the next piece
      sql(
          "insert into orders values ('o3', 'bob', '2025-03-03', 1, '2025-03-03')",
          "insert into orders values ('o4', null, '2025-03-04', 1, '2025-03-04')");
      workspace.ingest(source);

      assertThat(workspace.events("order_id")).containsExactly("o1", "o3");
      assertThat(
              workspace.rows(
                  Tables.INGESTED_FILES,
                  "SELECT sum(rows_read), sum(rows_kept), sum(rows_duplicate),"
                      + " sum(rows_quarantined), count(DISTINCT file) - count(*) FROM t"))
          .containsExactly("4|2|0|2|0");
      assertThat(workspace.quarantine("reason")).hasSize(2);
      assertThat(lines(source))
          .containsExactly("all: 0 rows = 0 kept + 0 duplicate + 0 quarantined");
    }

    @Test
    void all_that_grew_is_read_again_under_another_mapping() {
      orders();
      SourceConfig source = source(table().withWatermark("updated_at", Duration.ZERO));
      workspace.ingest(source);
      sql("insert into orders values ('o3', 'bob', '2025-03-03', 1, '2025-03-03')");
      workspace.ingest(source);
      SourceConfig guests =
          source.withRules(source.rules().withEmptyCustomer(RowRules.EmptyCustomer.GUEST));

      workspace.again(Set.of("shop"), guests);

      assertThat(workspace.events("order_id")).containsExactly("o1", "o2", "o3");
      assertThat(workspace.quarantine("reason")).isEmpty();
      assertThat(readings()).hasSize(1);
      sql("insert into orders values ('o4', 'bob', '2025-03-04', 1, '2025-03-04')");
      assertThat(lines(guests)).anyMatch(line -> line.contains(": 1 rows = 1 kept"));
    }

    @Test
    void a_step_has_nothing_to_do_while_the_watermark_stands() {
      orders();
      IngestConfig growing =
          IngestConfig.of(source(table().withWatermark("updated_at", Duration.ZERO)));
      IngestStep step = new IngestStep(growing, folder);
      String before = step.outside();

      assertThat(step.outside()).isEqualTo(before);
      sql("insert into orders values ('o3', 'bob', '2025-03-03', 1, '2025-03-03')");
      assertThat(step.outside()).isNotEqualTo(before);
      assertThat(step.settings()).contains("orders by updated_at").doesNotContain("hocuspocus");
      assertThat(growing.toString()).doesNotContain("hocuspocus");
    }

    @Test
    void a_source_that_cannot_be_reached_stops_the_run() {
      SourceConfig source = source(table());

      assertThatThrownBy(() -> workspace.ingest(source))
          .isInstanceOf(IngestException.class)
          .hasMessageStartingWith("Unknown table: orders");
    }
  }

  @Nested
  class Of_kafka {

    private final String topic = KafkaServer.topic(2);
    private final SourceConfig source = source(KafkaReading.of(KafkaServer.address(), topic));

    private void order(int partition, String id, String customer) {
      KafkaServer.send(
          topic,
          partition,
          "{\"id\":\"%s\",\"customer\":\"%s\",\"at\":\"2025-03-01T10:00:00Z\",\"amount\":1.5}"
              .formatted(id, customer));
    }

    @Test
    void messages_go_in_once_whatever_kills_it() {
      order(0, "o0", "ada");
      order(1, "q0", "");
      killBefore("claims", source);
      order(0, "o1", "bob");
      order(1, "q1", "");

      assertThat(lines(source))
          .contains(
              "  " + topic + "/0 0-0: 1 rows = 1 kept + 0 duplicate + 0 quarantined",
              "  " + topic + "/1 0-0: 1 rows = 0 kept + 0 duplicate + 1 quarantined",
              "  " + topic + "/0 1-1: 1 rows = 1 kept + 0 duplicate + 0 quarantined",
              "  " + topic + "/1 1-1: 1 rows = 0 kept + 0 duplicate + 1 quarantined");
      assertThat(workspace.events("order_id")).containsExactly("o0", "o1");
      assertThat(workspace.quarantine("reason")).hasSize(2);
      assertThat(lines(source))
          .containsExactly("all: 0 rows = 0 kept + 0 duplicate + 0 quarantined");
    }

    @Test
    void what_the_broker_dropped_is_told_before_it_was_read_and_before_it_is_read_again() {
      order(0, "o1", "ada");
      workspace.ingest(source);
      order(0, "o2", "ada");
      order(0, "o3", "ada");
      KafkaServer.drop(topic, 0, 2);

      assertThat(lines(source))
          .anyMatch(
              line ->
                  line.contains(
                      topic + "/0: offsets 1..1 were dropped by the broker before they were read"));
      assertThat(workspace.events("order_id")).containsExactly("o1", "o3");
      assertThatThrownBy(() -> workspace.again(Set.of("shop"), source))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining(topic + "/0 0-0 is not among their files any more");
    }

    @Test
    void all_is_read_again_under_another_mapping() {
      order(0, "o1", "ada");
      workspace.ingest(source);
      order(0, "o2", "");
      order(1, "o3", "ada");
      workspace.ingest(source);
      SourceConfig guests =
          source.withRules(source.rules().withEmptyCustomer(RowRules.EmptyCustomer.GUEST));

      workspace.again(Set.of("shop"), guests);

      assertThat(workspace.events("order_id")).containsExactlyInAnyOrder("o1", "o2", "o3");
      assertThat(readings()).hasSize(2);
      order(0, "o4", "ada");
      assertThat(lines(guests)).anyMatch(line -> line.contains(topic + "/0 2-2: 1 rows = 1 kept"));
    }
  }
}
