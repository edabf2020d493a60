// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Folding;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * Spark: tables are Parquet files in a work folder, views are temporary views, Java functions and
 * folds run on the executors. A result is first written by the executors, all at once, and then
 * streamed to the caller in order, so that the driver never holds more than a batch. Safe for use
 * by many threads; definitions are made one at a time.
 */
public final class SparkEngine implements Engine {

  /** What the configuration calls it. */
  public static final String NAME = "spark";

  private static final int LOAD_FILE_ROWS = 1 << 18;

  private final SparkSession spark;
  private final WorkFolder work;
  private final Map<String, RawScan> rawScans = new HashMap<>();
  private final Map<String, Path> tables = new HashMap<>();
  private final ReadWriteLock files = new ReentrantReadWriteLock();
  private boolean open = true;

  private SparkEngine(SparkSession spark, WorkFolder work) {
    this.spark = spark;
    this.work = work;
  }

  /**
   * A new engine with no tables. The first one in a process starts Spark with its settings; later
   * ones share it.
   *
   * @throws LakeException when Spark cannot start
   */
  public static SparkEngine open(SparkConfig config) {
    WorkFolder work = WorkFolder.in(config.workFolder());
    return Failures.attempt(
        "Cannot start Spark at " + config.master(),
        () -> {
          SparkSession spark = SparkContexts.open(config);
          SharedFunctions.define(spark);
          return new SparkEngine(spark, work);
        });
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized void view(String name, TableScan scan) {
    Failures.attempt(
        "Cannot read table " + scan.spec().name(),
        () -> define(name, ParquetFiles.read(spark, scan), null));
  }

  @Override
  public synchronized void view(String name, RawScan scan) {
    Failures.attempt(
        "Cannot read files for " + name, () -> define(name, new RawViews(spark).rows(scan), null));
    rawScans.put(name, scan);
  }

  private synchronized RawScan raw(String view) {
    RawScan scan = rawScans.get(view);
    if (scan == null) {
      throw new LakeException("Unknown view of files: " + view);
    }
    return scan;
  }

  /** Rows are cut right the first time. */
  @Override
  public boolean mend(String view) {
    raw(view);
    return false;
  }

  @Override
  public List<BrokenLine> brokenLines(String view) {
    RawScan scan = raw(view);
    return Failures.attempt(
        "Cannot read files for " + view, () -> new RawViews(spark).broken(scan));
  }

  @Override
  public synchronized long run(SqlStep step, Map<String, ?> values) {
    String query = step.bind(values, Literals::of);
    return Failures.attempt(
        "Cannot run step " + step.name(),
        () -> {
          if (step.isView()) {
            spark.sql(query);
            forget(step.writes());
            spark.sql("CREATE OR REPLACE TEMPORARY VIEW " + step.writes() + " AS " + query);
            return -1L;
          }
          return table(step.writes(), spark.sql(query));
        });
  }

  @Override
  public Batches query(String sql) {
    return reading(
        "Cannot run a query",
        () -> {
          Dataset<Row> rows = spark.sql(sql);
          return stream(Columns.plain(rows), new PlainRows.Collecting(Columns.of(rows.schema())));
        });
  }

  @Override
  public Batches query(SqlStep step, Map<String, ?> values) {
    return query(step.bind(values, Literals::of));
  }

  @Override
  public synchronized void load(String name, Batches rows) {
    try (rows) {
      Columns columns = Columns.of(rows.fields());
      List<String> given = new ArrayList<>();
      boolean more = rows.next();
      while (more) {
        try (FrameWriter out = new FrameWriter(columns, work.results())) {
          long written = 0;
          while (more && written < LOAD_FILE_ROWS) {
            Batch batch = rows.batch();
            out.write(batch);
            written += batch.rows();
            more = rows.next();
          }
          given.add(out.file());
        }
      }
      Failures.attempt(
          "Cannot load table " + name,
          () -> {
            Dataset<Row> plain =
                spark.createDataFrame(
                    JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(given, Math.max(1, given.size()))
                        .flatMap(new FrameRows(columns)),
                    columns.plainSchema());
            return table(name, Columns.rich(plain, rows.fields()));
          });
      given.forEach(file -> WorkFolder.delete(Path.of(file)));
    }
  }

  @Override
  public Batches map(String sql, BatchFunction function) {
    return reading(
        "Cannot map a query",
        () -> {
          Dataset<Row> rows = spark.sql(sql);
          Columns reads = Columns.of(rows.schema());
          Columns writes = Columns.of(function.writes(reads.fields()));
          return stream(Columns.plain(rows), new PlainRows.Mapping(reads, function, writes));
        });
  }

  @Override
  public <S> Batches fold(Folding<S> folding) {
    return reading(
        "Cannot fold " + folding.over(),
        () -> {
          Dataset<Row> over = spark.table(folding.over());
          List<Column> columns = new ArrayList<>();
          columns.add(over.col(folding.key()).cast(DataTypes.LongType));
          columns.add(over.col(folding.time()).cast(DataTypes.TimestampNTZType));
          for (String column : folding.fold().reads()) {
            Column said = over.col(column);
            boolean isText = over.schema().apply(column).dataType().equals(DataTypes.StringType);
            columns.add(
                isText && folding.hashed().contains(column)
                    ? functions.call_function("f_id", said).as(column)
                    : said);
          }
          folding.tieBreak().ifPresent(tie -> columns.add(over.col(tie)));
          Dataset<Row> events =
              Columns.plain(over.select(columns.toArray(new Column[0])))
                  .filter("c0 IS NOT NULL AND c1 IS NOT NULL");
          List<ColumnType> reads =
              Columns.of(over.select(columns.toArray(new Column[0])).schema())
                  .types()
                  .subList(2, 2 + folding.fold().reads().size());
          List<Column> order = new ArrayList<>(List.of(functions.col("c0"), functions.col("c1")));
          folding
              .tieBreak()
              .ifPresent(
                  tie -> order.add(functions.col("c" + (columns.size() - 1)).asc_nulls_last()));
          Dataset<Row> sorted =
              events
                  .repartitionByRange(functions.col("c0"))
                  .sortWithinPartitions(order.toArray(new Column[0]));
          return stream(sorted, FoldWork.of(folding.fold(), reads, folding.asOfs()));
        });
  }

  @Override
  public List<WrittenFile> write(String sql, FileTarget target) {
    return reading(
        "Cannot write to " + target.spec().name(),
        () -> {
          Dataset<Row> rows = spark.sql(sql);
          for (Map.Entry<String, Object> constant : target.constants().entrySet()) {
            if (List.of(rows.columns()).contains(constant.getKey())) {
              throw new LakeException(
                  "Cannot write to "
                      + target.spec().name()
                      + ": column "
                      + constant.getKey()
                      + " is given twice");
            }
            rows =
                rows.withColumn(
                    constant.getKey(), functions.expr(Literals.of(constant.getValue())));
          }
          return new TableFiles(target).write(rows);
        });
  }

  @Override
  public synchronized void drop(String name) {
    forget(name);
    Failures.attempt("Cannot drop " + name, () -> spark.catalog().dropTempView(name));
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      SparkContexts.release();
      work.close();
    }
  }

  /** Does work that reads tables, whose files stay meanwhile. */
  private <T> T reading(String what, Callable<T> work) {
    files.readLock().lock();
    try {
      return Failures.attempt(what, work);
    } finally {
      files.readLock().unlock();
    }
  }

  private Batches stream(Dataset<Row> plain, PartitionWork partition) {
    List<String> files =
        plain.toJavaRDD().mapPartitions(new FrameTask(partition, work.results())).collect();
    return new FrameBatches(partition.writes(), files);
  }

  /** Writes rows as a table and answers how many they are. */
  private long table(String name, Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column column = rows.col("`" + field.name().replace("`", "``") + "`");
      columns.add(
          (field.dataType().equals(DataTypes.NullType) ? column.cast(DataTypes.StringType) : column)
              .as(field.name(), Metadata.empty()));
    }
    Dataset<Row> bare = rows.select(columns.toArray(new Column[0]));
    Path folder = work.newTable();
    bare.write().parquet(folder.toString());
    Dataset<Row> stored = spark.read().schema(bare.schema()).parquet(folder.toString());
    define(name, stored, folder);
    return stored.count();
  }

  private Void define(String name, Dataset<Row> rows, @Nullable Path folder) {
    rows.createOrReplaceTempView(name);
    forget(name);
    if (folder != null) {
      tables.put(name, folder);
    }
    return null;
  }

  /** Deletes what was kept for the name. */
  private void forget(String name) {
    rawScans.remove(name);
    Path folder = tables.remove(name);
    if (folder != null) {
      files.writeLock().lock();
      try {
        WorkFolder.delete(folder);
      } finally {
        files.writeLock().unlock();
      }
    }
  }
}
