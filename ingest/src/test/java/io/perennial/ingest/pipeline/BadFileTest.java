// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be read keeps nobody else out, and nothing of it comes in. */
class BadFileTest {

  private static final String HEADER = "customer,time,order,amount";
  private static final String A = "  data/a.csv: 1 rows = 1 kept + 0 duplicate + 0 quarantined";
  private static final String C = "  data/c.csv: 1 rows = 1 kept + 0 duplicate + 0 quarantined";

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
    workspace.file("data/a.csv", HEADER, "ada,2025-01-01,o1,1");
    workspace.file("data/c.csv", HEADER, "cem,2025-01-03,o3,3");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static SourceConfig shop() {
    return SourceConfig.of(
            "shop",
            List.of("data/*"),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("customer"),
                    EventField.TIME, ColumnChoice.of("time"),
                    EventField.ORDER_ID, ColumnChoice.of("order"),
                    EventField.AMOUNT, ColumnChoice.of("amount"))))
        .withRules(RowRules.defaults().withAllowQuarantined(1));
  }

  private void leftOut(SourceConfig source, String file, String why) {
    IngestReport report = workspace.ingest(source);

    assertThat(report.lines()).contains(A, C, "  not read: " + file + ": " + why);
    assertThat(report.summary())
        .isEqualTo(
            "all: 2 rows = 2 kept + 0 duplicate + 0 quarantined; not read: " + file + ": " + why);
    assertThat(workspace.events("order_id")).containsExactly("o1", "o3");
    assertThat(workspace.quarantine("file")).isEmpty();
    assertThat(workspace.rows(Tables.INGESTED_FILES, "SELECT file FROM t ORDER BY file"))
        .containsExactly("data/a.csv", "data/c.csv");
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT value FROM t ORDER BY value"))
        .containsExactly("ada", "cem");
  }

  @Test
  void an_empty_file() {
    workspace.bytes("data/b.csv", new byte[0]);

    leftOut(shop(), "data/b.csv", "the file is empty (write it again, or delete it)");
  }

  @Test
  void a_file_without_permission() throws IOException {
    workspace.file("data/b.csv", HEADER, "bob,2025-01-02,o2,2");
    Files.setPosixFilePermissions(folder.resolve("data/b.csv"), Set.of());
    assumeFalse(
        Files.isReadable(folder.resolve("data/b.csv")), "Skipped: this user may read anything");

    leftOut(shop(), "data/b.csv", "no permission (let this user read it: chmod u+r)");
  }

  @Test
  void a_gz_file_that_was_cut_off_at_its_beginning() throws IOException {
    byte[] whole = zipped(HEADER + "\n" + "bob,2025-01-02,o2,2\n".repeat(50));
    workspace.bytes("data/b.csv.gz", Arrays.copyOf(whole, whole.length - 12));

    leftOut(shop(), "data/b.csv.gz", "the file ends too early (copy it again)");
  }

  /** So far in that only the reading of all of it shows it. */
  @Test
  void a_gz_file_that_was_cut_off_far_from_its_beginning() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER + "\n");
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      rows.append("bob,2025-01-02,o").append(random.nextLong()).append(",2\n");
    }
    byte[] whole = zipped(rows.toString());
    workspace.bytes("data/b.csv.gz", Arrays.copyOf(whole, whole.length - 5_000));

    leftOut(shop(), "data/b.csv.gz", "the file ends too early (copy it again)");
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void a_time_that_could_be_two() {
    workspace.file("data/b.csv", HEADER, "bob,05/03/2025,o2,2");

    leftOut(
        shop(),
        "data/b.csv",
        "Cannot tell day from month in data/b.csv, column time: 05/03/2025 in row 1 is 2025-03-05"
            + " or 2025-05-03, and no other time decides (set sources.shop.time-format:"
            + " '%d/%m/%Y' or '%m/%d/%Y')");
  }

  @Test
  void another_encoding_than_the_one_that_is_set() {
    workspace.file("data/b.csv", StandardCharsets.ISO_8859_1, HEADER, "Jürgen,2025-01-02,o2,2");
    FileReading utf8 =
        new FileReading(
            FileReading.Format.CSV,
            Optional.empty(),
            Optional.empty(),
            Optional.of("utf-8"),
            Optional.empty(),
            Optional.empty());

    leftOut(
        shop().withReading(utf8),
        "data/b.csv",
        "it is not utf-8 (byte 0xFC in line 2); set encoding: latin-1, or leave it out");
  }

  @Test
  void a_file_without_a_column_that_no_row_can_be_without() {
    workspace.file("data/b.csv", "client,time,order,amount", "bob,2025-01-02,o2,2");

    leftOut(
        shop(),
        "data/b.csv",
        "Unknown column: 'customer' in sources.shop.columns.customer: data/b.csv has client, time,"
            + " order, amount");
  }

  /** Found by mutated files: the engine then passed over every row, and said nothing. */
  @Test
  void line_ends_of_another_kind_before_the_header_lose_no_row() {
    workspace.bytes(
        "data/b.csv", ("\r\n\r\n" + HEADER + "\nbob,2025-01-02,o2,2\n").getBytes(UTF_8));

    assertThat(workspace.ingest(shop()).lines())
        .contains(A, "  data/b.csv: 1 rows = 1 kept + 0 duplicate + 0 quarantined", C);
  }

  @Test
  void a_mended_file_comes_in() {
    workspace.bytes("data/b.csv", new byte[0]);
    workspace.ingest(shop());
    workspace.file("data/b.csv", HEADER, "bob,2025-01-02,o2,2");

    assertThat(workspace.ingest(shop()).lines())
        .contains(
            "  data/a.csv: unchanged",
            "  data/b.csv: 1 rows = 1 kept + 0 duplicate + 0 quarantined",
            "all: 1 rows = 1 kept + 0 duplicate + 0 quarantined");
  }

  @Test
  void no_file_that_can_be_read_is_an_error() {
    workspace.bytes("data/a.csv", new byte[0]);
    workspace.bytes("data/c.csv", new byte[0]);

    assertThatThrownBy(() -> workspace.ingest(shop()))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot read data/a.csv: the file is empty (write it again, or delete it); none of the"
                + " 2 files of source shop can be read");
    assertThat(workspace.events("order_id")).isEmpty();
  }

  /** Writes to a file when ingest is about to read it: its fingerprint was taken before. */
  private IngestReport ingestWhile(String file, String... lines) {
    Progress writing =
        new Progress() {
          @Override
          public void begin(String what, long total, String unit) {
            workspace.file(file, lines);
          }

          @Override
          public void advance(long units) {}

          @Override
          public void say(String line) {}
        };
    Clock clock = Clock.fixed(Workspace.NOW, ZoneOffset.UTC);
    return new IngestStep(IngestConfig.of(shop()), folder)
        .ingest(new StepContext(workspace.lake(), workspace.engine(), clock, 1, "run", writing));
  }

  @Test
  void a_file_that_changes_while_it_is_read() {
    workspace.file("data/b.csv", HEADER, "bob,2025-01-02,o2,2", "bob,x,o2,2");

    IngestReport report = ingestWhile("data/b.csv", HEADER, "bob,x,o2,2", "bob,x,o2,2", "bob");

    assertThat(report.lines())
        .contains(A, C, "  not read: data/b.csv: it changed while it was read (run again)");
    assertThat(workspace.events("order_id")).containsExactly("o1", "o3");
    assertThat(workspace.quarantine("file")).isEmpty();
    assertThat(workspace.rows(Tables.INGESTED_FILES, "SELECT file FROM t ORDER BY file"))
        .containsExactly("data/a.csv", "data/c.csv");
    assertThat(workspace.ingest(shop()).lines())
        .contains("  data/b.csv: 3 rows = 0 kept + 0 duplicate + 3 quarantined");
  }

  @Test
  void the_only_new_file_changes_while_it_is_read() throws IOException {
    Files.delete(folder.resolve("data/c.csv"));

    assertThatThrownBy(() -> ingestWhile("data/a.csv", HEADER, "ada,2025-01-01,o10,10"))
        .isInstanceOf(IngestException.class)
        .hasMessage("Cannot read data/a.csv: it changed while it was read (run again)");
    assertThat(workspace.events("order_id")).isEmpty();
  }
}
