// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.store.StoreServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that become others before engines see them, all the way into the lake. */
class LandedFilesTest {

  @TempDir private Path folder;

  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static SourceConfig source(String files, FileReading reading, String amount) {
    return SourceConfig.of(
            "shop",
            List.of(files),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("customer"),
                    EventField.TIME, ColumnChoice.of("when"),
                    EventField.ORDER_ID, ColumnChoice.of("order"),
                    EventField.AMOUNT, ColumnChoice.of(amount))))
        .withReading(reading);
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void a_document_with_lists_in_its_rows_becomes_events_and_its_break_is_in_quarantine() {
    workspace.file(
        "orders.json",
        "{\"orders\": [",
        " {\"customer\": \"ann\", \"when\": \"2025-01-01\", \"order\": \"A\",",
        "  \"items\": [{\"price\": 1.10}, {\"price\": 2.20}]},",
        " {\"customer\": \"bob\", \"when\": \"soon\", \"order\": \"B\", \"items\": []},",
        " {\"customer\": \"cat\", \"wh");

    IngestReport report =
        workspace.ingest(
            source(
                "orders.json",
                FileReading.auto().withRecords("orders").withExplode("items"),
                "items.price"));

    assertThat(report.notRead()).isEmpty();
    assertThat(workspace.events("order_id, amount")).containsExactly("A|1.1", "A|2.2");
    assertThat(report.read()).isEqualTo(4);
    assertThat(workspace.quarantine("file, line, reason"))
        .hasSize(2)
        .anySatisfy(row -> assertThat(row).startsWith("orders.json|2|"))
        .anySatisfy(
            row -> assertThat(row).startsWith("orders.json|3|the JSON document breaks off"));
  }

  @Test
  void columns_of_plain_files_and_tables_that_are_called_as_ours_are_their_own()
      throws SQLException {
    workspace
        .file(
            "a.csv",
            "customer,when,order,price,_line,_problem",
            "ann,2025-01-01,A,1,70,a@b.c complains",
            "ann,soon,B,1,71,")
        .file(
            "b.jsonl",
            "{\"customer\":\"bob\",\"when\":\"2025-01-02\",\"order\":\"C\",\"price\":2,"
                + "\"_line\":80,\"_problem\":\"late\"}");
    try (Connection shop = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
        Statement statement = shop.createStatement()) {
      statement.execute(
          "create table t (customer text, \"when\" text, \"order\" text, price text, _line text,"
              + " _problem text)");
      statement.execute("insert into t values ('cat', '2025-01-03', 'D', '3', '90', 'broken')");
    }

    workspace.ingest(
        source("a.csv", FileReading.auto(), "price")
            .withRules(RowRules.defaults().withAllowQuarantined(1)));
    workspace.ingest(source("b.jsonl", FileReading.auto(), "price"));
    workspace.ingest(
        source("none", FileReading.auto(), "price")
            .withServer(DatabaseReading.table("jdbc:sqlite:./shop.db", "t")));

    assertThat(workspace.events("order_id")).containsExactly("A", "C", "D");
    assertThat(workspace.quarantine("file, line, field")).containsExactly("a.csv|2|time");
  }

  @Test
  void entries_of_an_archive_are_files_of_their_own_and_come_in_once() throws IOException {
    String one = "customer,when,order,price\nann,2025-01-01,A,1\n";
    workspace.bytes(
        "a.zip",
        zip(
            "one.csv",
            one,
            "two.csv",
            "customer,when,order,price\nbob,2025-01-02,B,2\n",
            "x.txt",
            "hello"));
    SourceConfig shop = source("*.zip", FileReading.auto(), "price");

    IngestReport first = workspace.ingest(shop);
    workspace.bytes("b.zip", zip("copy.csv", one));
    IngestReport second = workspace.ingest(shop);

    assertThat(first.kept()).isEqualTo(2);
    assertThat(first.notRead()).singleElement().asString().contains("a.zip!x.txt");
    assertThat(second.kept()).isZero();
    assertThat(workspace.events("order_id, amount")).containsExactly("A|1.0", "B|2.0");
  }

  @Test
  void entries_that_a_source_names_are_all_it_reads() throws IOException {
    workspace.bytes(
        "a.zip",
        zip(
            "orders-1.csv", "customer,when,order,price\nann,2025-01-01,A,1\n",
            "orders-2.csv", "customer,when,order,price\nbob,2025-01-02,B,2\n",
            "notes.txt", "hello"));

    IngestReport report =
        workspace.ingest(source("*.zip!orders-*.csv", FileReading.auto(), "price"));

    assertThat(report.notRead()).isEmpty();
    assertThat(report.kept()).isEqualTo(2);
    assertThatThrownBy(
            () -> workspace.ingest(source("a.zip!order.csv", FileReading.auto(), "price")))
        .hasMessage(
            "Cannot find files for source shop: no entry and no sheet is called order.csv (check"
                + " sources.shop.files)");
  }

  @Test
  void lines_of_fixed_width_that_cannot_be_cut_are_in_quarantine_with_their_line() {
    workspace.file(
        "orders.txt", "ann2025-01-01A1 10.50", "bob2025-01-02", "cat2025-01-03A3 1.234,50xx");

    IngestReport report =
        workspace.ingest(
            source(
                "orders.txt",
                FileReading.auto()
                    .withWidths(
                        Map.of(
                            "customer", "1-3", "when", "4-13", "order", "14-16", "price", "17-22")),
                "price"));

    assertThat(workspace.events("order_id, amount")).containsExactly("A1|10.5");
    assertThat(report.quarantined()).isEqualTo(2);
    assertThat(workspace.quarantine("line, reason"))
        .containsExactly(
            "2|the line has 13 characters, and the last column begins at 17",
            "3|the line has 26 characters, and the widths end at 22");
  }

  @Test
  void objects_of_a_store_come_in_once_until_they_change() throws IOException {
    String rows = "customer,when,order,price\nann,2025-01-01,A,1\n";
    try (StoreServer server = new StoreServer()) {
      server.bucket("shop").object("shop", "2025/a.csv", rows);
      server.object("shop", "2025/b.zip", zip("b.csv", rows.replace("A,1", "B,2")));
      SourceConfig shop =
          source("s3://shop/2025/*", FileReading.auto().withStore(server.config()), "price");

      IngestReport first = workspace.ingest(shop);
      IngestReport second = workspace.ingest(shop);
      server.object("shop", "2025/a.csv", rows + "bob,2025-01-02,C,3\n");
      IngestReport third = workspace.ingest(shop);

      assertThat(first.kept()).isEqualTo(2);
      assertThat(second.read()).isZero();
      assertThat(third.kept()).isEqualTo(1);
      assertThat(third.duplicate()).isEqualTo(1);
      assertThat(workspace.events("order_id, amount")).containsExactly("A|1.0", "B|2.0", "C|3.0");
      assertThat(folder.resolve("state/spill")).isEmptyDirectory();
      assertThat(shop.canonical()).doesNotContain(StoreServer.SECRET_KEY, StoreServer.ACCESS_KEY);
    }
  }
}
