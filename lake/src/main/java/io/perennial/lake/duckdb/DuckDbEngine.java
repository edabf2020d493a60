// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static io.perennial.lake.duckdb.DuckDbSql.quoted;
import static io.perennial.lake.duckdb.DuckDbSql.text;

import io.perennial.lake.Batch;
import io.perennial.lake.BatchFunction;
import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.Column;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Folding;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.raw.BrokenReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * DuckDB in this process: an in-memory database per engine that spills when its memory is full.
 * Safe for use by many threads; definitions are made one at a time, each stream of results has a
 * connection of its own.
 */
public final class DuckDbEngine implements Engine {

  /** What the configuration calls it. */
  public static final String NAME = "duckdb";

  private static final String VIEW = "VIEW";
  private static final String TABLE = "TABLE";

  private final EngineSettings settings;
  private final Database database;
  private final GivenRows givenRows;
  private final Map<String, RawView> rawViews = new HashMap<>();
  private final MendedFiles mended;

  /** What there is by name, VIEW or TABLE: to ask DuckDB takes it as long as a small query. */
  private final Map<String, String> made = new HashMap<>();

  private DuckDbEngine(EngineSettings settings, Database database) {
    this.settings = settings;
    this.database = database;
    this.givenRows = GivenRows.register(database);
    this.mended = new MendedFiles(database.spillFolder());
  }

  /**
   * A new engine with an empty database.
   *
   * @throws LakeException when a setting is unknown or DuckDB cannot start
   */
  public static DuckDbEngine open(EngineSettings settings) {
    if (!settings.extra().isEmpty()) {
      throw new LakeException(
          "Unknown settings of engine duckdb: " + settings.extra().keySet() + " (it has none)");
    }
    return new DuckDbEngine(settings, Database.open(settings));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized void view(String name, TableScan scan) {
    drop(name);
    database.execute("CREATE VIEW " + quoted(name) + " AS " + select(scan));
    made.put(name, VIEW);
  }

  private static String select(TableScan scan) {
    if (scan.files().isEmpty()) {
      return scan.spec().columns().stream()
          .map(c -> "CAST(NULL AS " + DuckDbSql.type(c.type()) + ") AS " + quoted(c.name()))
          .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
    String files = DuckDbSql.files(scan.files().stream().map(DataFile::path).toList());
    String schema =
        scan.spec().columns().stream()
            .map(DuckDbEngine::schemaEntry)
            .collect(Collectors.joining(", ", "MAP {", "}"));
    String where =
        scan.filters().stream()
            .map(f -> DuckDbSql.condition(f, scan.spec().column(f.column()).type()))
            .collect(Collectors.joining(" AND "));
    return "SELECT * FROM read_parquet("
        + files
        + ", hive_partitioning = false, schema = "
        + schema
        + ")"
        + (where.isEmpty() ? "" : " WHERE " + where);
  }

  private static String schemaEntry(Column column) {
    return column.id()
        + ": {name: "
        + text(column.name())
        + ", type: "
        + text(DuckDbSql.type(column.type()))
        + ", default_value: NULL}";
  }

  @Override
  public synchronized void view(String name, RawScan scan) {
    drop(name);
    RawView raw = new RawView(scan, Rejects.tables(name), mended);
    define(name, raw);
    rawViews.put(name, raw);
  }

  private void define(String name, RawView raw) {
    database.execute("CREATE OR REPLACE VIEW " + quoted(name) + " AS " + raw.sql(database));
    made.put(name, VIEW);
  }

  @Override
  public synchronized boolean mend(String view) {
    Optional<TextRows> rows = raw(view).textRows();
    if (rows.isEmpty()) {
      return false;
    }
    Set<String> files;
    try {
      files = new Rejects(database, view).files();
    } catch (LakeException e) {
      return mendAll(e);
    }
    if (!rows.get().mend(files)) {
      return false;
    }
    rawViews.forEach(this::define);
    return true;
  }

  /** Has all files of text cut into rows for DuckDB when that may help; whether any was not. */
  private boolean mendAll(LakeException e) {
    boolean any = false;
    if (Rejects.isFailure(e)) {
      for (RawView raw : rawViews.values()) {
        Set<String> files = raw.paths().stream().map(Path::toString).collect(Collectors.toSet());
        any |= raw.textRows().map(rows -> rows.mend(files)).orElse(false);
      }
    }
    if (!any) {
      throw e;
    }
    rawViews.forEach(this::define);
    return true;
  }

  @Override
  public synchronized List<BrokenLine> brokenLines(String view) {
    RawView raw = raw(view);
    if (raw.textRows().isEmpty()) {
      return List.of();
    }
    mend(view);
    List<BrokenLine> broken = new ArrayList<>(raw.textRows().get().broken());
    String notJson = raw.brokenJsonLines();
    if (!notJson.isEmpty()) {
      for (List<String> row : database.rows(notJson)) {
        broken.add(new BrokenLine(row.get(0), Long.parseLong(row.get(1)), BrokenReason.NOT_JSON));
      }
    }
    return broken;
  }

  private RawView raw(String view) {
    RawView raw = rawViews.get(view);
    if (raw == null) {
      throw new LakeException("Unknown view of files: " + view);
    }
    return raw;
  }

  @Override
  public synchronized long run(SqlStep step, Map<String, ?> values) {
    String query = step.bind(values, DuckDbSql::literal);
    try {
      if (step.isView()) {
        drop(step.writes());
        database.execute("CREATE VIEW " + quoted(step.writes()) + " AS " + query);
        made.put(step.writes(), VIEW);
        return -1;
      }
      String building = step.writes() + "_building";
      drop(building);
      create(building, query);
      String rename = "ALTER TABLE " + quoted(building) + " RENAME TO " + quoted(step.writes());
      database.execute("BEGIN; " + dropping(step.writes()) + rename + "; COMMIT");
      made.remove(building);
      made.put(step.writes(), TABLE);
      return database.number("SELECT count(*) FROM " + quoted(step.writes()));
    } catch (LakeException e) {
      throw new LakeException("Cannot run step " + step.name() + ": " + why(e));
    }
  }

  private void create(String table, String query) {
    String create = "CREATE TABLE " + quoted(table) + " AS " + query;
    try {
      database.execute(create);
    } catch (LakeException e) {
      mendAll(e);
      database.execute(create);
    }
    made.put(table, TABLE);
  }

  private static String why(LakeException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(message.indexOf(": ") + 2);
  }

  @Override
  public Batches query(String sql) {
    return QueryBatches.start(database.connect(), sql);
  }

  @Override
  public Batches query(SqlStep step, Map<String, ?> values) {
    return query(step.bind(values, DuckDbSql::literal));
  }

  @Override
  public synchronized void load(String name, Batches rows) {
    drop(name);
    givenRows.load(database, name, rows);
    made.put(name, TABLE);
  }

  @Override
  public Batches map(String sql, BatchFunction function) {
    Batches source = query(sql);
    List<Field> fields = function.writes(source.fields());
    Iterator<Callable<Batch>> tasks =
        new Iterator<>() {
          private boolean ready;
          private boolean there;

          @Override
          public boolean hasNext() {
            if (!ready) {
              there = source.next();
              ready = true;
            }
            return there;
          }

          @Override
          public Callable<Batch> next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            ready = false;
            Batch in = source.batch().copy();
            return () -> {
              Batch out = new Batch(fields, in.rows());
              function.apply(in, out);
              return out;
            };
          }
        };
    return new ParallelBatches(fields, tasks, source, settings.threads());
  }

  @Override
  public <S> Batches fold(Folding<S> folding) {
    return new FoldRun<>(database, folding, settings.threads()).start();
  }

  @Override
  public List<WrittenFile> write(String sql, FileTarget target) {
    return new ParquetFiles(database).write(sql, target);
  }

  @Override
  public synchronized void drop(String name) {
    String statement = dropping(name);
    if (!statement.isEmpty()) {
      database.execute(statement);
      made.remove(name);
    }
    if (rawViews.remove(name) != null) {
      new Rejects(database, name).drop();
      mended.keep(
          rawViews.values().stream()
              .flatMap(raw -> raw.paths().stream())
              .collect(Collectors.toSet()));
    }
  }

  /** What drops the view or table of that name; empty when there is none. */
  private String dropping(String name) {
    String kind = made.get(name);
    return kind == null ? "" : "DROP " + kind + " " + quoted(name) + "; ";
  }

  @Override
  public void close() {
    database.close();
  }
}
