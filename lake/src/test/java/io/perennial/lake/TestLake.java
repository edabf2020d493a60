// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.lake.iceberg.IcebergLake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A lake and an engine in a folder, and batches of simple events. */
public final class TestLake implements AutoCloseable {

  public final Path folder;
  public final IcebergLake lake;
  public final DuckDbEngine engine;

  public TestLake(Path folder) {
    this.folder = folder;
    this.lake =
        IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    this.engine = engine(folder);
  }

  public static DuckDbEngine engine(Path folder) {
    return DuckDbEngine.open(new EngineSettings(512L << 20, 2, folder.resolve("spill"), Map.of()));
  }

  public LakeTable events() {
    return lake.table(Tables.EVENTS);
  }

  /** Files of {@code customers} x {@code months} events from 2024 on, ids from {@code from}. */
  public List<WrittenFile> write(int from, int customers, int months) {
    return engine.write(
        "SELECT "
            + from
            + " + i * 100 + m AS event_id, 'test' AS source, "
            + from
            + " + i AS record_id, 'order' AS type, TIMESTAMP '2024-01-15' + to_months(m) AS"
            + " occurred_at, CAST(i AS DECIMAL(18,4)) AS amount, 'text of ' || i AS text FROM"
            + " (SELECT CAST(range AS BIGINT) AS i FROM range("
            + customers
            + ")),"
            + " (SELECT CAST(range AS INTEGER) AS m FROM range("
            + months
            + "))",
        FileTarget.of(events()));
  }

  public void append(String batch, int from, int customers, int months) {
    events().append(batch, write(from, customers, months), Map.of());
  }

  public long count(String where) {
    return count(events(), where);
  }

  public long count(LakeTable table, String where) {
    engine.view("counted", table.scan());
    return number("SELECT count(*) FROM counted WHERE " + where);
  }

  public long number(String sql) {
    try (Batches result = engine.query(sql)) {
      result.next();
      return result.batch().longs(0)[0];
    }
  }

  @Override
  public void close() {
    engine.close();
    lake.close();
  }
}
