// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.work.Erasing;
import io.perennial.domain.AsOf;
import io.perennial.domain.Purpose;
import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A workspace whose tables are filled without files: Ada and Bob buy. */
final class Shop {

  static final RecordId ADA = RecordId.of("till", "ada");
  static final RecordId BOB = RecordId.of("till", "bob");

  private final Path folder;

  Shop(Path folder) {
    this.folder = folder;
  }

  /** Adds one order, as a batch of its own. */
  void order(RecordId who, int number, String day, double amount) {
    add(
        Tables.EVENTS,
        "order-" + number,
        row -> {
          row.number("event_id", number);
          row.text("source", "till");
          row.number("record_id", who.value());
          row.text("type", "order");
          row.number("occurred_at", AsOf.of(Instant.parse(day + "T12:00:00Z")).micros());
          row.text("order_id", "O" + number);
          row.amount("amount", amount);
          row.text("text", "thanks, yours Ada");
        });
  }

  /** Adds what the till says about someone. */
  void claim(RecordId who, String attribute, String value) {
    add(
        Tables.CLAIMS,
        "claim-" + who + attribute,
        row -> {
          row.number("record_id", who.value());
          row.text("source", "till");
          row.text("attribute", attribute);
          row.text("value", value);
          row.number("seen_at", 1_000_000);
        });
  }

  /** Adds a row of somebody's that could not be taken. */
  void reject(RecordId who, String value) {
    add(
        Tables.QUARANTINE,
        "reject-" + who,
        row -> {
          row.text("source", "till");
          row.text("file", "till.csv");
          row.number("line", 1);
          row.number("record_id", who.value());
          row.text("field", "time");
          row.text("value", value);
          row.text("reason", "this is not a time in the source's format");
        });
  }

  /** Begins to erase somebody, and comes as far as some tables. */
  void beginToErase(RecordId who, TableSpec... tables) {
    try (Lake lake =
            IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
        Engine engine = engine()) {
      Permit permit =
          new Permit("tester", Purpose.DATA_SUBJECT_REQUEST, Instant.parse("2999-01-01T00:00:00Z"));
      new Erasing(lake, engine, Clock.systemUTC(), Workspace.open(folder).secret())
          .erase(Set.of(who), List.of(tables), "ticket-7", permit);
    }
  }

  private Engine engine() {
    return EngineProvider.named("duckdb")
        .open(new EngineSettings(256L << 20, 1, folder.resolve("state/spill"), Map.of()));
  }

  private void add(TableSpec spec, String batchId, Consumer<Row> values) {
    Batch batch = new Batch(spec.columns().stream().map(Column::field).toList(), 1);
    values.accept(new Row(batch, batch.addRow()));
    try (Lake lake =
            IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
        Engine engine = engine()) {
      engine.load("filled", Batches.of(batch));
      LakeTable table = lake.table(spec);
      table.append(batchId, engine.write("SELECT * FROM filled", FileTarget.of(table)), Map.of());
    }
  }

  private record Row(Batch batch, int row) {

    void text(String column, String value) {
      batch.setText(batch.index(column), row, value);
    }

    void number(String column, long value) {
      batch.setLong(batch.index(column), row, value);
    }

    void amount(String column, double value) {
      batch.setDouble(batch.index(column), row, value);
    }
  }
}
