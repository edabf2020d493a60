// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.domain.StableHash;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;

/** One DuckDB in memory, and connections to it. State of record is never here. */
final class Database implements AutoCloseable {

  /** What DuckDB says of a file that is gone, cut off, or no Parquet file. */
  private static final Pattern UNREADABLE =
      Pattern.compile(
          "No such file|No files found|No magic bytes|too small to be a Parquet|[Cc]orrupt"
              + "|not a valid Parquet");

  private final DuckDBConnection root;
  private final ProcessFolder spill;

  private Database(DuckDBConnection root, ProcessFolder spill) {
    this.root = root;
    this.spill = spill;
  }

  static Database open(EngineSettings settings) {
    try {
      ProcessFolder spill = spill(settings.spillFolder());
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      Database database = new Database(root, spill);
      long mebibytes = settings.memoryBytes() >> 20;
      database.execute("SET GLOBAL memory_limit = '" + mebibytes + "MiB'");
      database.execute("SET GLOBAL threads = " + settings.threads());
      database.execute("SET GLOBAL temp_directory = " + DuckDbSql.text(spill.path().toString()));
      database.execute("SET GLOBAL TimeZone = 'UTC'");
      database.execute("SET GLOBAL autoinstall_known_extensions = false");
      database.execute("SET GLOBAL autoload_known_extensions = false");
      database.execute("SET GLOBAL parquet_metadata_cache = true");
      registerStableHash(root);
      for (String function : functions()) {
        database.execute(function);
      }
      return database;
    } catch (SQLException e) {
      throw failure("Cannot open DuckDB", e);
    } catch (IOException e) {
      throw new LakeException("Cannot open DuckDB: " + e.getMessage(), e);
    }
  }

  /** {@code f_id(text)}; null for null. */
  private static void registerStableHash(DuckDBConnection connection) throws SQLException {
    DuckDBFunctions.scalarFunction()
        .withName("f_id")
        .withParameter(String.class)
        .withReturnType(long.class)
        .withVectorizedFunction(
            (texts, hashes) -> {
              DuckDBReadableVector vector = texts.vector(0);
              for (int i = 0; i < texts.rowCount(); i++) {
                if (vector.isNull(i)) {
                  hashes.setNull(i);
                } else {
                  hashes.setLong(i, StableHash.of(vector.getString(i)));
                }
              }
            })
        .register(connection);
  }

  private static List<String> functions() throws IOException {
    try (InputStream in = Database.class.getResourceAsStream("functions.sql")) {
      if (in == null) {
        throw new IllegalStateException("Missing resource functions.sql");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> statements = new ArrayList<>();
      for (String statement : text.split(";\n", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement);
        }
      }
      return statements;
    }
  }

  /** A connection of its own for one stream of results; the caller closes it. */
  DuckDBConnection connect() {
    try {
      return root.duplicate();
    } catch (SQLException e) {
      throw failure("Cannot connect to DuckDB", e);
    }
  }

  /** Runs a statement on the connection that all definitions share. */
  synchronized void execute(String sql) {
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure("Cannot run a statement", e);
    }
  }

  /** The first column of the only row, a number. */
  synchronized long number(String sql) {
    try (Statement statement = root.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw failure("Cannot run a query", e);
    }
  }

  /** The rows of a query as texts; small results only. */
  synchronized List<List<String>> rows(String sql) {
    try (Statement statement = root.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String text = result.getString(i);
          row.add(text == null ? "" : text);
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw failure("Cannot run a query", e);
    }
  }

  /** On a disk for reading only it is missed when spilling. */
  private static ProcessFolder spill(Path configured) {
    ProcessFolder folder = ProcessFolder.below(configured, "duckdb");
    try {
      folder.make();
    } catch (LakeException e) {
      return folder;
    }
    return folder;
  }

  /** For files that go with the engine; may not be there yet. */
  Path spillFolder() {
    return spill.path();
  }

  DuckDBConnection root() {
    return root;
  }

  /** What DuckDB said, in our grammar. */
  static LakeException failure(String what, SQLException e) {
    String said = e.getMessage() == null ? "" : e.getMessage().strip();
    if (said.contains("No space left on device")) {
      return new LakeException(what + ": the disk is full; free some space and run again", e);
    }
    if (said.contains("Permission denied")) {
      return new LakeException(
          what + ": " + firstLine(said) + "; check who may read or write it", e);
    }
    if (said.contains("Read-only file system")) {
      return new LakeException(
          what + ": the disk is mounted for reading only (" + firstLine(said) + ")", e);
    }
    if (said.startsWith("Out of Memory Error")) {
      return new LakeException(
          what
              + ": the engine's memory is too small; raise engine.memory in perennial.yaml ("
              + firstLine(said)
              + ")",
          e);
    }
    if (UNREADABLE.matcher(said).find()) {
      return new LakeException(
          what
              + ": "
              + firstLine(said)
              + "; if it is a file of the lake, restore the workspace from a copy",
          e);
    }
    return new LakeException(what + ": " + withoutData(said));
  }

  /** Why a query of the caller's own failed: may quote a value, since the caller asked for it. */
  static LakeException answer(SQLException e) {
    String said = e.getMessage() == null ? "" : e.getMessage().strip();
    return said.startsWith("Conversion Error")
        ? new LakeException("Cannot run a query: " + firstLine(said))
        : failure("Cannot run a query", e);
  }

  /**
   * What DuckDB said, without rows of files (names of files stay): its errors of syntax and names
   * quote the query alone, others quote data, which belongs in no message and no log; so the cause
   * is not chained either.
   */
  private static String withoutData(String said) {
    if (said.startsWith("Parser Error")
        || said.startsWith("Binder Error")
        || said.startsWith("Catalog Error")) {
      return said;
    }
    return firstLine(said)
        .replaceAll("'(?!/[^']*')[^']*'", "'…'")
        .replaceAll("Original Line.*", "");
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  public void close() {
    try (spill) {
      root.close();
    } catch (SQLException e) {
      throw failure("Cannot close DuckDB", e);
    }
  }
}
