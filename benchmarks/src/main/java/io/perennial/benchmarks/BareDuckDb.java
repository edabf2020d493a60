// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** DuckDB through JDBC and nothing of ours, with the memory and threads that our engine gets. */
final class BareDuckDb implements AutoCloseable {

  private final DuckDBConnection connection;

  private BareDuckDb(DuckDBConnection connection) {
    this.connection = connection;
  }

  static BareDuckDb open(Arguments arguments) throws Exception {
    Files.createDirectories(arguments.path("spill"));
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    BareDuckDb database = new BareDuckDb(connection);
    database.execute("SET GLOBAL memory_limit = '" + arguments.number("memory") + "MiB'");
    database.execute("SET GLOBAL threads = " + arguments.number("threads"));
    database.execute("SET GLOBAL temp_directory = " + text(arguments.path("spill")));
    database.execute("SET GLOBAL TimeZone = 'UTC'");
    return database;
  }

  DuckDBConnection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** A path as a literal. */
  static String text(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
