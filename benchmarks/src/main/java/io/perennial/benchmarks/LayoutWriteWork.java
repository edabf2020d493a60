// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Column;
import io.perennial.lake.DataFile;
import io.perennial.lake.TableScan;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A lake's events written again in one layout by DuckDB alone, one sorted COPY for each file, a
 * period at a time.
 */
final class LayoutWriteWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Layout layout = Layout.valueOf(arguments.text("layout"));
    Path folder = arguments.path("folder");
    Folders.renew(folder);
    try (BareDuckDb database = BareDuckDb.open(arguments);
        IcebergLake lake =
            IcebergLake.openForReading(arguments.path("lake").resolve("lake"), Clock.systemUTC())) {
      TableScan scan = lake.table(Tables.EVENTS).scan();
      database.execute(
          "CREATE VIEW events AS SELECT * FROM read_parquet("
              + scan.files().stream()
                  .map(file -> BareDuckDb.text(Path.of(file.path())))
                  .collect(Collectors.joining(", ", "[", "]"))
              + ", hive_partitioning = false)");
      List<LaidOutFiles.LaidOutFile> files = timing.round(() -> write(database, layout, folder));
      LaidOutFiles.write(folder, files);
      timing.fact("files", files.size());
      timing.fact("bytes", files.stream().mapToLong(each -> each.file().bytes()).sum());
      timing.fact("rows", files.stream().mapToLong(each -> each.file().rows()).sum());
    }
  }

  private static List<LaidOutFiles.LaidOutFile> write(
      BareDuckDb database, Layout layout, Path folder) throws Exception {
    List<LaidOutFiles.LaidOutFile> files = new ArrayList<>();
    for (long[] period : periods(database, layout)) {
      String of =
          "occurred_at >= make_timestamp(CAST("
              + period[0]
              + " AS BIGINT)) AND occurred_at < make_timestamp(CAST("
              + period[1]
              + " AS BIGINT))";
      database.execute("CREATE OR REPLACE TEMP TABLE period AS SELECT * FROM events WHERE " + of);
      Path periodFolder = folder.resolve("period=" + period[0]);
      Files.createDirectories(periodFolder);
      for (int bucket = 0; bucket < layout.buckets(); bucket++) {
        DataFile file =
            copy(
                database,
                "SELECT * FROM period WHERE " + layout.bucketSql() + " = " + bucket,
                periodFolder.resolve("bucket-" + bucket + ".parquet"));
        files.add(new LaidOutFiles.LaidOutFile(file, bucket, period[1]));
      }
    }
    database.execute("DROP TABLE IF EXISTS period");
    return files;
  }

  /** The periods that have events: from inclusive, until exclusive, microseconds. */
  private static List<long[]> periods(BareDuckDb database, Layout layout) throws SQLException {
    List<long[]> periods = new ArrayList<>();
    String step = layout == Layout.YEARS_BY_RANGE ? "to_years(1)" : "to_months(1)";
    try (Statement statement = database.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT epoch_us(p), epoch_us(p + "
                    + step
                    + ") FROM (SELECT DISTINCT CAST("
                    + layout.periodSql()
                    + " AS TIMESTAMP) AS p FROM events) ORDER BY p")) {
      while (result.next()) {
        periods.add(new long[] {result.getLong(1), result.getLong(2)});
      }
    }
    return periods;
  }

  private static DataFile copy(BareDuckDb database, String rows, Path file) throws SQLException {
    String ids =
        Tables.EVENTS.columns().stream()
            .map((Column column) -> column.name() + ": " + column.id())
            .collect(Collectors.joining(", ", "{", "}"));
    String copy =
        "COPY ("
            + rows
            + " ORDER BY "
            + String.join(", ", Tables.EVENTS.sortedBy())
            + ") TO "
            + BareDuckDb.text(file)
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768, RETURN_STATS, FIELD_IDS "
            + ids
            + ")";
    try (Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery(copy)) {
      result.next();
      return new DataFile(
          file.toString(),
          OptionalInt.empty(),
          result.getLong("count"),
          result.getLong("file_size_bytes"));
    }
  }
}
