// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.governance.DataClass;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.RawScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.TextFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The clean CSV file of a simulation made into Parquet, with a type for each column. */
public final class SimulatedOrders {

  private static final String VIEW = "simulated";

  private static final TableSpec ROWS =
      new TableSpec(
          VIEW,
          "one simulated order, return or page view",
          List.of(
              column(1, "order_id", ColumnType.STRING),
              column(2, "customer_id", ColumnType.STRING),
              column(3, "occurred_at", ColumnType.TIMESTAMP),
              column(4, "type", ColumnType.STRING),
              column(5, "channel", ColumnType.STRING),
              column(6, "product_id", ColumnType.STRING),
              column(7, "category", ColumnType.STRING),
              column(8, "brand", ColumnType.STRING),
              column(9, "quantity", ColumnType.LONG),
              column(10, "amount", ColumnType.DECIMAL),
              column(11, "discount", ColumnType.DECIMAL),
              column(12, "currency", ColumnType.STRING),
              column(13, "country", ColumnType.STRING),
              column(14, "email", ColumnType.STRING)),
          Optional.empty(),
          List.of("occurred_at"));

  private SimulatedOrders() {}

  private static Column column(int id, String name, ColumnType type) {
    return new Column(id, name, type, DataClass.GENERAL, "as in the CSV file");
  }

  /**
   * Writes {@code parquet} from {@code csv}, both whole.
   *
   * @return how many rows went in
   */
  public static long toParquet(Engine engine, Path csv, Path parquet) throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    ROWS.columns().forEach(column -> columns.put(column.name(), column.name()));
    TextFormat format = new TextFormat.Csv(',', '"', true, "utf-8", 0);
    engine.view(VIEW, new RawScan(List.of(csv), format, columns, List.of(), false));
    try {
      String values =
          ROWS.columns().stream().map(SimulatedOrders::value).collect(Collectors.joining(", "));
      return new ParquetFile(engine).write("SELECT " + values + " FROM " + VIEW, ROWS, parquet);
    } finally {
      engine.drop(VIEW);
    }
  }

  private static String value(Column column) {
    String type =
        switch (column.type()) {
          case TIMESTAMP -> "TIMESTAMP";
          case LONG -> "BIGINT";
          case DECIMAL -> "DECIMAL(18,4)";
          case BOOLEAN, DOUBLE, STRING -> "";
        };
    return type.isEmpty()
        ? column.name()
        : "CAST(" + column.name() + " AS " + type + ") AS " + column.name();
  }
}
