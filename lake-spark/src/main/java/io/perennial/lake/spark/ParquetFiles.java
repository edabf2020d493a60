// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.DataFile;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/** Reads Parquet files: exactly those named, and no meaning in their folders' names. */
final class ParquetFiles {

  private ParquetFiles() {}

  /** The rows of files, in columns as they are. */
  static Dataset<Row> read(SparkSession spark, List<String> files) {
    return spark.read().option("recursiveFileLookup", true).parquet(escaped(files));
  }

  /** The rows of a scan: columns by field id, those that a file lacks are null. */
  static Dataset<Row> read(SparkSession spark, TableScan scan) {
    StructType schema = schema(scan.spec());
    Dataset<Row> rows;
    if (scan.files().isEmpty()) {
      rows = spark.createDataFrame(List.of(), schema);
    } else {
      List<String> files = scan.files().stream().map(DataFile::path).toList();
      for (String file : files) {
        if (!Files.exists(Path.of(file))) {
          throw new LakeException(
              "Cannot read table "
                  + scan.spec().name()
                  + ": its file "
                  + file
                  + " is missing; was its snapshot expired?");
        }
      }
      rows =
          spark.read().schema(schema).option("recursiveFileLookup", true).parquet(escaped(files));
    }
    for (Filter filter : scan.filters()) {
      rows = rows.filter(condition(scan.spec(), filter));
    }
    return rows;
  }

  /** The columns of a table with their field ids. */
  static StructType schema(TableSpec spec) {
    StructType schema = new StructType();
    for (Column column : spec.columns()) {
      schema =
          schema.add(
              column.name(),
              Columns.sparkType(column.type()),
              true,
              new MetadataBuilder().putLong("parquet.field.id", column.id()).build());
    }
    return schema;
  }

  private static org.apache.spark.sql.Column condition(TableSpec spec, Filter filter) {
    ColumnType type = spec.column(filter.column()).type();
    org.apache.spark.sql.Column column = col(filter.column());
    if (filter instanceof Filter.Range range) {
      return column.geq(whole(type, range.from())).and(column.lt(whole(type, range.to())));
    }
    if (filter instanceof Filter.In in) {
      return in.values().isEmpty()
          ? lit(false)
          : column.isin(in.values().stream().map(v -> whole(type, v)).toArray());
    }
    return column.equalTo(lit(((Filter.Text) filter).value()));
  }

  private static org.apache.spark.sql.Column whole(ColumnType type, long value) {
    return type == ColumnType.TIMESTAMP
        ? functions.timestamp_micros(lit(value)).cast(DataTypes.TimestampNTZType)
        : lit(value);
  }

  /** Names in which no character stands for others. */
  private static String[] escaped(List<String> files) {
    return files.stream()
        .map(file -> file.replaceAll("([\\\\*?\\[\\]{}^])", "\\\\$1"))
        .toArray(String[]::new);
  }
}
