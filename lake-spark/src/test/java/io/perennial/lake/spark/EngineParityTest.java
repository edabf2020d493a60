// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.AsOf;
import io.perennial.governance.DataClass;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Fold;
import io.perennial.lake.Folding;
import io.perennial.lake.RowWriter;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.testkit.contract.EngineParity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineParityTest {

  private static final List<Field> FIELDS =
      List.of(
          new Field("record_id", ColumnType.LONG),
          new Field("occurred_at", ColumnType.TIMESTAMP),
          new Field("event_id", ColumnType.LONG),
          new Field("type", ColumnType.STRING),
          new Field("amount", ColumnType.DECIMAL));

  private static final TableSpec SPEC =
      new TableSpec(
          "moved",
          "an event",
          List.of(
              column(1, "record_id", ColumnType.LONG),
              column(2, "occurred_at", ColumnType.TIMESTAMP),
              column(3, "event_id", ColumnType.LONG),
              column(4, "type", ColumnType.STRING),
              column(5, "amount", ColumnType.DECIMAL)),
          Optional.of("occurred_at"),
          List.of("record_id", "occurred_at", "event_id"));

  @TempDir static Path folder;
  private static DuckDbEngine duckDb;
  private static EngineParity engines;

  @BeforeAll
  static void open() {
    duckDb = DuckDbEngine.open(new EngineSettings(1L << 29, 2, folder, Map.of()));
    engines = new EngineParity(duckDb, SharedSpark.engine());
    engines.load("parity_event", () -> events(10_000));
  }

  @AfterAll
  static void close() {
    duckDb.close();
  }

  @Test
  void sums_counts_and_windows_are_alike() {
    engines.run(
        SqlStep.ofText(
            "parity_summary",
            """
            -- writes  parity_summary(record_id, type, n, amount, spread, first_at, rank_no)
            SELECT record_id, type, count(*) AS n, sum(CAST(amount AS DOUBLE)) AS amount,
                   stddev_samp(CAST(amount AS DOUBLE)) AS spread, min(occurred_at) AS first_at,
                   CAST(rank() OVER (PARTITION BY type ORDER BY count(*) DESC, record_id) AS BIGINT)
                     AS rank_no
            FROM parity_event
            WHERE amount >= :least
            GROUP BY record_id, type
            """),
        Map.of("least", 0.5));
  }

  @Test
  void queries_are_alike_row_by_row() {
    engines.query(
        """
        SELECT event_id, f_id(type || chr(31) || CAST(event_id AS STRING)) AS id,
               f_month(occurred_at) AS month, f_hour(occurred_at) AS hour, f_isodow(occurred_at) AS d,
               f_ln(CAST(amount AS DOUBLE)) AS logarithm, f_mask(type) AS masked
        FROM parity_event ORDER BY event_id
        """);
  }

  @Test
  void a_fold_has_the_same_bits() {
    engines.fold(
        Folding.ofEvents(
            new DecayingSpend(),
            "parity_event",
            List.of(
                AsOf.of(Instant.parse("2026-02-01T00:00:00Z")),
                AsOf.of(Instant.parse("2026-06-01T00:00:00Z")),
                AsOf.of(Instant.parse("2027-01-01T00:00:00Z")))));
  }

  @Test
  void each_engine_reads_what_the_other_wrote() {
    String all = "SELECT * FROM parity_event";
    List<WrittenFile> byDuckDb =
        duckDb.write(all, new FileTarget(SPEC, folder.resolve("duckdb"), Optional.empty()));
    List<WrittenFile> bySpark =
        SharedSpark.engine()
            .write(all, new FileTarget(SPEC, folder.resolve("spark"), Optional.empty()));

    assertThat(bySpark).hasSameSizeAs(byDuckDb);
    for (int i = 0; i < bySpark.size(); i++) {
      assertThat(bySpark.get(i).file().rows()).isEqualTo(byDuckDb.get(i).file().rows());
      assertThat(bySpark.get(i).file().month()).isEqualTo(byDuckDb.get(i).file().month());
      for (Column column : SPEC.columns()) {
        WrittenFile.ColumnStats left = byDuckDb.get(i).columns().get(column.name());
        WrittenFile.ColumnStats right = bySpark.get(i).columns().get(column.name());
        assertThat(right.lower()).as(column.name()).isEqualTo(left.lower());
        assertThat(right.upper()).as(column.name()).isEqualTo(left.upper());
        assertThat(right.values()).as(column.name()).isEqualTo(left.values());
        assertThat(right.nulls()).as(column.name()).isEqualTo(left.nulls());
      }
    }
    for (List<WrittenFile> files : List.of(byDuckDb, bySpark)) {
      TableScan scan =
          new TableScan(SPEC, 1, files.stream().map(WrittenFile::file).toList(), List.of());
      duckDb.view("moved", scan);
      SharedSpark.engine().view("moved", scan);
      engines.table("moved");
      engines.query("SELECT count(*) AS n, sum(amount) AS amount FROM moved");
    }
  }

  @Test
  void a_difference_is_told_with_its_place() {
    duckDb.run(SqlStep.ofText("apart", "-- writes  apart(n)\nSELECT 1 AS n"), Map.of());
    SharedSpark.engine()
        .run(SqlStep.ofText("apart", "-- writes  apart(n)\nSELECT 2 AS n"), Map.of());

    assertThatThrownBy(() -> engines.table("apart"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("apart, row 0, column n: 1 on duckdb, 2 on spark");
  }

  private static Column column(int id, String name, ColumnType type) {
    return new Column(id, name, type, DataClass.GENERAL, "");
  }

  private static Batches events(int count) {
    Random random = new Random(1);
    Batch batch = new Batch(FIELDS, count);
    long start = AsOf.of(Instant.parse("2026-01-01T00:00:00Z")).micros();
    for (int i = 0; i < count; i++) {
      int row = batch.addRow();
      batch.setLong(0, row, random.nextInt(300));
      batch.setLong(1, row, start + (long) (random.nextDouble() * 200 * 86_400_000_000L));
      batch.setLong(2, row, i);
      batch.setText(3, row, random.nextInt(3) == 0 ? "return" : "order");
      if (random.nextInt(10) > 0) {
        batch.setDouble(4, row, (random.nextInt(1_000_000) - 100_000) / 1e4);
      }
    }
    return Batches.of(batch);
  }

  /** Money that loses value by the day: every bit of it depends on the order of events. */
  record DecayingSpend() implements Fold<double[]> {

    @Override
    public List<String> reads() {
      return List.of("amount", "type");
    }

    @Override
    public List<Field> writes() {
      return List.of(
          new Field("spend", ColumnType.DOUBLE), new Field("returned", ColumnType.DOUBLE));
    }

    @Override
    public double[] start() {
      return new double[3];
    }

    @Override
    public void add(double[] state, EventRow event) {
      double days = (event.atMicros() - state[2]) / 8.64e10;
      double kept = state[2] == 0 ? 0 : Math.exp(-days / 30);
      state[0] *= kept;
      state[1] *= kept;
      if (!event.isNull(0)) {
        state[event.textAt(1).equals("return") ? 1 : 0] += event.doubleAt(0);
      }
      state[2] = event.atMicros();
    }

    @Override
    public void read(double[] state, AsOf asOf, RowWriter out) {
      double kept = Math.exp(-(asOf.micros() - state[2]) / 8.64e10 / 30);
      out.setDouble(0, state[0] * kept);
      out.setDouble(1, state[1] * kept);
    }
  }
}
