// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.perennial.lake.BrokenLine;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.TextFormat;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes rows of raw files. */
final class RawViews {

  private final SparkSession spark;

  RawViews(SparkSession spark) {
    this.spark = spark;
  }

  Dataset<Row> rows(RawScan scan) {
    List<RawFile> files = files(scan);
    if (files.isEmpty()) {
      throw new LakeException("Cannot read files: there are none");
    }
    if (scan.format() instanceof TextFormat.Parquet) {
      return parquet(scan, files);
    }
    RawRows reading = reading(scan);
    files.forEach(reading::check);
    return spark.createDataFrame(spread(files).flatMap(reading), schema(scan));
  }

  /** Reads the files again for what {@link #rows} leaves out. */
  List<BrokenLine> broken(RawScan scan) {
    if (scan.format() instanceof TextFormat.Parquet) {
      return List.of();
    }
    return spread(files(scan)).flatMap(new RawRows.Broken(reading(scan))).collect().stream()
        .map(RawRows.Broken::line)
        .toList();
  }

  private static List<RawFile> files(RawScan scan) {
    scan.files().stream()
        .filter(file -> !Files.isReadable(file))
        .findFirst()
        .ifPresent(
            file -> {
              throw new LakeException(
                  "Cannot read "
                      + file
                      + ": "
                      + (Files.exists(file) ? "no permission" : "there is no such file"));
            });
    return scan.files().stream().map(RawFile::of).toList();
  }

  private static RawRows reading(RawScan scan) {
    return RawRows.of(
        scan.format(), List.copyOf(scan.columns().values()), scan.properties(), scan.numbered());
  }

  private JavaRDD<RawFile> spread(List<RawFile> files) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, Math.max(1, files.size()));
  }

  private static StructType schema(RawScan scan) {
    StructType schema =
        new StructType().add("file", DataTypes.StringType).add("line", DataTypes.LongType);
    for (String name : scan.columns().keySet()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema.add("properties", DataTypes.StringType);
  }

  private Dataset<Row> parquet(RawScan scan, List<RawFile> files) {
    Dataset<Row> rows = ParquetFiles.read(spark, files.stream().map(RawFile::absolute).toList());
    List<String> names = List.of(rows.columns());
    List<Column> columns = new ArrayList<>();
    columns.add(given(files).as("file"));
    columns.add(
        (scan.numbered()
                ? rows.metadataColumn("_metadata").getField("row_index").plus(1)
                : lit(null))
            .cast(DataTypes.LongType)
            .as("line"));
    scan.columns().forEach((name, field) -> columns.add(text(rows, names, field, files).as(name)));
    columns.add(properties(rows, names, scan, files).as("properties"));
    return rows.select(columns.toArray(new Column[0]));
  }

  /** The path as the scan names it, from the address that Spark gives of the file. */
  private Column given(List<RawFile> files) {
    Map<String, String> givenByAddress = new HashMap<>();
    for (RawFile file : files) {
      givenByAddress.put(file.path().toUri().getPath(), file.given());
    }
    HashMap<String, String> travelling = new HashMap<>(givenByAddress);
    UDF1<String, String> lookup = address -> travelling.get(java.net.URI.create(address).getPath());
    return functions
        .udf(lookup, DataTypes.StringType)
        .apply(col("_metadata").getField("file_path"));
  }

  private static Column text(
      Dataset<Row> rows, List<String> names, String field, List<RawFile> files) {
    if (!names.contains(field)) {
      throw new LakeException(
          "Cannot read "
              + files.get(0).given()
              + ": it has no field "
              + field
              + " (there are "
              + String.join(", ", names)
              + ")");
    }
    Column column = rows.col("`" + field.replace("`", "``") + "`");
    DataType type = rows.schema().apply(field).dataType();
    Column text;
    if (type.equals(DataTypes.TimestampType)) {
      text = functions.concat(column.cast(DataTypes.StringType), lit("+00"));
    } else if (type.equals(DataTypes.DoubleType)) {
      UDF1<Double, String> plain = x -> x == null ? null : NumberText.of(x.doubleValue());
      text = functions.udf(plain, DataTypes.StringType).apply(column);
    } else if (type.equals(DataTypes.FloatType)) {
      UDF1<Float, String> plain = x -> x == null ? null : NumberText.of(x.floatValue());
      text = functions.udf(plain, DataTypes.StringType).apply(column);
    } else {
      text = column.cast(DataTypes.StringType);
    }
    return functions.nullif(text, lit(""));
  }

  private static Column properties(
      Dataset<Row> rows, List<String> names, RawScan scan, List<RawFile> files) {
    if (scan.properties().isEmpty()) {
      return lit(null).cast(DataTypes.StringType);
    }
    Column[] texts =
        scan.properties().stream()
            .map(field -> text(rows, names, field, files))
            .toArray(Column[]::new);
    List<String> keys = new ArrayList<>(scan.properties());
    UDF1<scala.collection.Seq<String>, String> json =
        values -> {
          JsonText object = new JsonText();
          for (int i = 0; i < keys.size(); i++) {
            object.add(keys.get(i), values.apply(i));
          }
          return object.finish();
        };
    return functions.udf(json, DataTypes.StringType).apply(functions.array(texts));
  }
}
