// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.RecordId;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.ErasureList;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every kind become the same events. */
class FormatsTest {

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

  private static Mapping mapping(Optional<ZoneId> zone, Map<String, String> typeValues) {
    return new Mapping(
        Map.of(
            EventField.CUSTOMER, ColumnChoice.of("who", "user.id"),
            EventField.TIME, ColumnChoice.of("when"),
            EventField.ORDER_ID, ColumnChoice.of("order"),
            EventField.TYPE, ColumnChoice.of("what"),
            EventField.AMOUNT, ColumnChoice.of("amount")),
        Map.of(EventField.CHANNEL, "store"),
        "order",
        typeValues,
        Optional.empty(),
        Optional.empty(),
        zone,
        Optional.empty(),
        Map.of("email", ColumnChoice.of("mail")),
        List.of("note"));
  }

  private static SourceConfig source(String file) {
    return SourceConfig.of(
        "shop", List.of(file), mapping(Optional.empty(), Map.of("purchase", "order")));
  }

  private void holdsBoth() {
    assertThat(workspace.events("type, occurred_at, channel, order_id, amount, properties"))
        .containsExactly(
            "order|2025-03-01T10:00:00Z|store|o1|12.5|{\"note\":\"Müller\"}",
            "product_view|2025-03-02T00:00:00Z|store|-|-|-");
    assertThat(
            workspace.rows(
                Tables.CLAIMS, "SELECT attribute, value FROM t ORDER BY attribute, value"))
        .containsExactly("email|ada@example.org", "key|ada", "key|bob");
  }

  private static final String[] CSV = {
    "who;when;what;order;amount;mail;note",
    "ada;2025-03-01 10:00;purchase;o1;12,50;ada@example.org;Müller",
    "bob;2025-03-02;product view;;;;"
  };

  @Test
  void csv_in_any_encoding() {
    for (String charset : List.of("utf-8", "iso-8859-1", "windows-1252", "utf-16", "utf-16le")) {
      workspace.file("events-" + charset + ".csv", Charset.forName(charset), CSV);
      workspace.ingest(source("events-" + charset + ".csv"));
      holdsBoth();
    }
  }

  @Test
  void gzipped_tabs() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(String.join("\r\n", CSV).replace(';', '\t').getBytes(StandardCharsets.UTF_8));
    }
    workspace.bytes("events.tsv.gz", bytes.toByteArray());

    assertThat(workspace.ingest(source("events.tsv.gz")).kept()).isEqualTo(2);
    holdsBoth();
  }

  @Test
  void json_lines() {
    workspace.file(
        "events.jsonl",
        "{\"user\":{\"id\":\"ada\"},\"when\":\"2025-03-01T10:00:00Z\",\"what\":\"purchase\","
            + "\"order\":\"o1\",\"amount\":12.5,\"mail\":\"ada@example.org\",\"note\":\"Müller\"}",
        "{\"user\":{\"id\":\"bob\"},\"when\":\"2025-03-02\",\"what\":\"product-view\"}",
        "{\"user\":");

    assertThat(workspace.ingest(source("events.jsonl")).lines())
        .contains("  events.jsonl: 3 rows = 2 kept + 0 duplicate + 1 quarantined");
    holdsBoth();
    assertThat(workspace.quarantine("line, field, reason"))
        .containsExactly("3|row|the line is not a JSON object");
  }

  @Test
  void times_of_a_zone() {
    workspace.file(
        "events.csv",
        "who,when,what,order,amount,mail,note",
        "ada,2025-07-01 10:00:00,order,o1,1,,",
        "ada,2025-07-01T10:00:00+02:00,order,o2,1,,");
    SourceConfig berlin =
        SourceConfig.of(
            "shop",
            List.of("events.csv"),
            mapping(Optional.of(ZoneId.of("Europe/Berlin")), Map.of()));

    workspace.ingest(berlin);

    assertThat(workspace.events("occurred_at, order_id"))
        .containsExactly("2025-07-01T08:00:00Z|o1", "2025-07-01T08:00:00Z|o2");
  }

  @Test
  void times_as_seconds_and_milliseconds() {
    workspace.file(
        "events.csv",
        "who,when,what,order,amount,mail,note",
        "ada,1735689600,order,o1,1,,",
        "ada,1735689660500,order,o2,1,,");

    workspace.ingest(source("events.csv"));

    assertThat(workspace.events("occurred_at, order_id"))
        .containsExactly("2025-01-01T00:00:00Z|o1", "2025-01-01T00:01:00.500Z|o2");
  }

  @Test
  void guests_are_customers_of_their_own() {
    workspace.file(
        "events.csv",
        "who,when,what,order,amount,mail,note",
        ",2025-03-01,order,o1,1,,",
        "nan,2025-03-01,order,o2,1,,",
        ",2025-03-01,order,,1,,");

    assertThat(
            workspace
                .ingest(
                    source("events.csv")
                        .withRules(
                            RowRules.defaults()
                                .withEmptyCustomer(RowRules.EmptyCustomer.GUEST)
                                .withAllowQuarantined(1)))
                .lines())
        .contains("  events.csv: 3 rows = 2 kept + 0 duplicate + 1 quarantined");
    assertThat(
            workspace.rows(
                Tables.CLAIMS, "SELECT value FROM t WHERE attribute = 'key' ORDER BY value"))
        .containsExactly("guest:o1", "guest:o2");
  }

  @Test
  void erased_customers_stay_out() {
    String salt = "pepper";
    long ada = new ErasureList(salt).fingerprint(RecordId.of("shop", "ada"));
    LakeTable erasures = workspace.lake().table(Tables.ERASURES);
    erasures.append(
        "erasure-1",
        workspace.engine().write("SELECT " + ada + " AS fingerprint", FileTarget.of(erasures)),
        Map.of());
    workspace.file("events.csv", CSV);
    IngestConfig config =
        new IngestConfig(
            List.of(source("events.csv")),
            ZoneId.of("UTC"),
            IngestConfig.DEFAULT_BATCH_BYTES,
            salt);

    assertThat(workspace.ingest(config).lines())
        .contains("  events.csv: 2 rows = 1 kept + 0 duplicate + 0 quarantined + 1 erased");
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT value FROM t")).containsExactly("bob");
  }

  @Test
  void large_sources_go_in_by_several_batches() {
    workspace.file("a.csv", CSV).file("b.csv", CSV).file("c.csv", CSV);
    IngestConfig config = new IngestConfig(List.of(source("*.csv")), ZoneId.of("UTC"), 1, "");

    assertThat(workspace.ingest(config).lines())
        .contains(
            "  a.csv: 2 rows = 2 kept + 0 duplicate + 0 quarantined",
            "  together: 6 rows = 2 kept + 4 duplicate + 0 quarantined");
    assertThat(workspace.rows(Tables.INGESTED_FILES, "SELECT DISTINCT batch_id FROM t")).hasSize(3);
    holdsBoth();
  }

  @Test
  void another_zone_of_what_is_in_already_is_refused() {
    workspace.file("events.csv", CSV);
    workspace.ingest(source("events.csv"));
    IngestConfig moved =
        new IngestConfig(
            List.of(source("events.csv")),
            ZoneId.of("Asia/Tokyo"),
            IngestConfig.DEFAULT_BATCH_BYTES,
            "");

    assertThatThrownBy(() -> workspace.ingest(moved))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("events.csv");
    holdsBoth();
  }

  @Test
  void another_mapping_of_what_is_in_already_is_refused() {
    workspace.file("events.csv", CSV);
    workspace.ingest(source("events.csv"));
    SourceConfig plain =
        SourceConfig.of(
            "shop",
            List.of("events.csv"),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("who"),
                    EventField.TIME, ColumnChoice.of("when"))));

    assertThatThrownBy(() -> workspace.ingest(plain))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot read events.csv again: it is in the lake under another mapping of source shop,"
                + " and its events would be there twice (perennial ingest --again shop replaces"
                + " them, or go back to that mapping)");
  }

  @Test
  void copies_in_utf_8_lie_in_the_workspace_and_go() throws IOException, InterruptedException {
    workspace.file(
        "orders.csv", StandardCharsets.UTF_16, "customer,when", "Jürgen,2025-03-01 10:00");
    Path spill = Files.createDirectories(folder.resolve("state/spill"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createDirectories(spill.resolve("engine-" + dead.pid() + "-copies-1"));
    Files.writeString(left.resolve("copy-1.txt"), "Jürgen");
    SourceConfig shop =
        SourceConfig.of(
            "shop",
            List.of("orders.csv"),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("customer"),
                    EventField.TIME, ColumnChoice.of("when"))));

    try (SourceReading reading = new SourceReading(shop, folder, ZoneOffset.UTC)) {
      assertThat(left).doesNotExist();
      assertThat(reading.groups(PastReadings.none("shop"), 1).get(0).files())
          .singleElement()
          .satisfies(
              file ->
                  assertThat(file.path())
                      .startsWith(spill)
                      .hasContent("customer,when\nJürgen,2025-03-01 10:00"));
    }

    assertThat(spill).isEmptyDirectory();
  }
}
