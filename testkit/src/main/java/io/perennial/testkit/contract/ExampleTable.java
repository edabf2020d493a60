// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.governance.DataClass;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.DataFile;
import io.perennial.lake.Filter;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.util.List;
import java.util.Optional;

/** A small table with a column of each type. */
final class ExampleTable {

  static final List<Column> COLUMNS =
      List.of(
          column(1, "id", ColumnType.LONG),
          column(2, "seen_at", ColumnType.TIMESTAMP),
          column(3, "name", ColumnType.STRING),
          column(4, "amount", ColumnType.DECIMAL),
          column(5, "score", ColumnType.DOUBLE),
          column(6, "ok", ColumnType.BOOLEAN));

  static final TableSpec SPEC =
      new TableSpec("example", "a row", COLUMNS, Optional.of("seen_at"), List.of("id", "seen_at"));

  static final TableSpec WITHOUT_MONTHS =
      new TableSpec("example", "a row", COLUMNS, Optional.empty(), List.of("id", "seen_at"));

  /** Six rows in two months, with nulls, as a query. */
  static final String ROWS =
      """
      SELECT CAST(id AS BIGINT) AS id, CAST(seen_at AS TIMESTAMP) AS seen_at, name,
             CAST(amount AS DECIMAL(18, 4)) AS amount, CAST(score AS DOUBLE) AS score, ok
      FROM (VALUES
        (3, '2026-01-31 23:59:59.999999', 'c', '3.5', 3e0, true),
        (1, '2026-01-01 00:00:00', 'a', '-0.0001', 15e-1, true),
        (1, '2026-02-01 00:00:00', 'a', '12345678.9', -2e0, false),
        (2, '2026-01-15 12:00:00.000001', NULL, NULL, NULL, NULL),
        (-7, '2026-02-28 06:00:00', 'Ünï ''x'' \t', '0', 0e0, false),
        (9, '2026-02-10 00:00:00', '', '1', 1e300, true)
      ) AS t(id, seen_at, name, amount, score, ok)
      """;

  private ExampleTable() {}

  static Column column(int id, String name, ColumnType type) {
    return new Column(id, name, type, DataClass.GENERAL, "");
  }

  /** A table of those columns that is not partitioned and not sorted. */
  static TableSpec of(Column... columns) {
    return new TableSpec("example", "a row", List.of(columns), Optional.empty(), List.of());
  }

  static TableScan scan(TableSpec spec, List<WrittenFile> files, Filter... filters) {
    List<DataFile> data = files.stream().map(WrittenFile::file).toList();
    return new TableScan(spec, 1, data, List.of(filters));
  }
}
