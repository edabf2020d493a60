// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * Writes rows as Parquet files of a table: one for each month, sorted, zstd, with field ids. Spark
 * writes into a folder of its own beside the table's, from where whole files move to their place.
 */
final class TableFiles {

  private static final String MONTH = "perennial_month";

  /** As the embedded engine has it. */
  private static final int ROW_GROUP_ROWS = 32_768;

  private final FileTarget target;
  private final TableSpec spec;

  TableFiles(FileTarget target) {
    this.target = target;
    this.spec = target.spec();
  }

  List<WrittenFile> write(Dataset<Row> rows) throws IOException {
    Path staging = target.folder().toAbsolutePath().resolve(".staging-" + UUID.randomUUID());
    try {
      sorted(shaped(rows))
          .write()
          .option("parquet.block.row.count.limit", ROW_GROUP_ROWS)
          .partitionBy(spec.monthOf().isPresent() ? new String[] {MONTH} : new String[0])
          .parquet(staging.toString());
      return settle(staging);
    } finally {
      WorkFolder.delete(staging);
    }
  }

  private Dataset<Row> shaped(Dataset<Row> rows) {
    List<String> given = List.of(rows.columns());
    for (String column : given) {
      if (!spec.has(column)) {
        throw new LakeException("Cannot write to " + spec.name() + ": it has no column " + column);
      }
    }
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    for (Column column : spec.columns()) {
      org.apache.spark.sql.Column value =
          (given.contains(column.name()) ? rows.col(column.name()) : lit(null))
              .cast(Columns.sparkType(column.type()));
      if (column.type() == ColumnType.DOUBLE) {
        value = functions.when(not(functions.isnan(value)), value);
      }
      columns.add(
          value.as(
              column.name(),
              new MetadataBuilder().putLong("parquet.field.id", column.id()).build()));
    }
    return rows.select(columns.toArray(new org.apache.spark.sql.Column[0]));
  }

  private Dataset<Row> sorted(Dataset<Row> rows) {
    List<org.apache.spark.sql.Column> order = new ArrayList<>();
    spec.sortedBy().forEach(column -> order.add(col(column).asc_nulls_last()));
    if (spec.monthOf().isEmpty()) {
      return order.isEmpty()
          ? rows.coalesce(1)
          : rows.orderBy(order.toArray(new org.apache.spark.sql.Column[0]));
    }
    org.apache.spark.sql.Column time = col(spec.monthOf().get());
    org.apache.spark.sql.Column month =
        functions.year(time).minus(1970).multiply(12).plus(functions.month(time)).minus(1);
    Dataset<Row> dated = rows.withColumn(MONTH, month);
    if (target.only().isPresent()) {
      dated = dated.filter(col(MONTH).equalTo(target.only().get()));
    }
    order.add(0, col(MONTH));
    return dated
        .repartition(col(MONTH))
        .sortWithinPartitions(order.toArray(new org.apache.spark.sql.Column[0]));
  }

  private List<WrittenFile> settle(Path staging) throws IOException {
    List<WrittenFile> written = new ArrayList<>();
    for (Path file : parquetFiles(staging)) {
      OptionalInt month = month(file);
      Path folder = target.folder().toAbsolutePath();
      if (month.isPresent()) {
        int months = month.getAsInt();
        folder =
            folder.resolve(
                String.format(
                    Locale.ROOT,
                    "month=%04d-%02d",
                    1970 + Math.floorDiv(months, 12),
                    Math.floorMod(months, 12) + 1));
      }
      if (Footers.rows(file) > 0) {
        Files.createDirectories(folder);
        Path place = folder.resolve(UUID.randomUUID() + ".parquet");
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        written.add(Footers.describe(place, month, spec));
      }
    }
    return written;
  }

  private OptionalInt month(Path file) {
    if (spec.monthOf().isEmpty()) {
      return OptionalInt.empty();
    }
    String folder = String.valueOf(file.getParent().getFileName());
    String value = folder.substring(folder.indexOf('=') + 1);
    if (value.startsWith("__HIVE")) {
      throw new LakeException(
          "Cannot write to " + spec.name() + ": some rows have no " + spec.monthOf().get());
    }
    return OptionalInt.of(Integer.parseInt(value));
  }

  /** In order of month, those without one first, then in order of Spark's parts. */
  private static List<Path> parquetFiles(Path staging) throws IOException {
    try (Stream<Path> files = Files.walk(staging)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .sorted(
              (a, b) -> {
                String left = a.getParent().getFileName().toString();
                String right = b.getParent().getFileName().toString();
                int byMonth =
                    left.contains("__HIVE") || right.contains("__HIVE") || !left.contains("=")
                        ? Boolean.compare(right.contains("__HIVE"), left.contains("__HIVE"))
                        : Integer.compare(number(left), number(right));
                return byMonth != 0 ? byMonth : a.compareTo(b);
              })
          .toList();
    }
  }

  private static int number(String folder) {
    return Integer.parseInt(folder.substring(folder.indexOf('=') + 1));
  }
}
