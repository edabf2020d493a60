// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to a database that only reads; made when it is first used. */
final class Session implements AutoCloseable {

  /** Work with what a query answers. */
  interface Reader<R> {
    R read(ResultSet rows) throws SQLException;
  }

  /** Work with a connection. */
  interface Work<R> {
    R with(Connection connection) throws SQLException;
  }

  private static final int FETCH_ROWS = 5_000;

  private final DatabaseReading reading;
  private final DatabaseUrl url;
  private final SqlTrouble trouble;
  private @Nullable Connection connection;

  Session(DatabaseReading reading, String source, Path workspace) {
    this.reading = reading;
    this.url = new DatabaseUrl(reading, workspace);
    this.trouble = new SqlTrouble(reading, url, source);
  }

  DatabaseUrl url() {
    return url;
  }

  SqlTrouble trouble() {
    return trouble;
  }

  /**
   * Reads the rows of a query as they come, without holding them all.
   *
   * @param what it is, for messages
   * @throws IngestException when it fails; and what {@code reader} throws
   */
  <R> R query(String what, String sql, List<Watermark> parameters, Reader<R> reader) {
    return query(what, sql, parameters, 0, reader);
  }

  /** The same, with so many rows at most; all where that is 0. */
  <R> R query(String what, String sql, List<Watermark> parameters, int most, Reader<R> reader) {
    return with(
        what,
        open -> {
          try (PreparedStatement statement =
              open.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(FETCH_ROWS);
            statement.setMaxRows(most);
            if (url.product() != DatabaseUrl.Product.SQLITE) {
              statement.setQueryTimeout((int) Math.max(1, reading.queryTimeout().toSeconds()));
            }
            for (int i = 0; i < parameters.size(); i++) {
              parameters.get(i).bind(statement, i + 1);
            }
            try (ResultSet rows = statement.executeQuery()) {
              return reader.read(rows);
            }
          }
        });
  }

  /**
   * Does something with the connection.
   *
   * @param what is read, for messages
   * @throws IngestException when the database refuses
   */
  <R> R with(String what, Work<R> work) {
    Connection open = open();
    try {
      R result = work.with(open);
      end(open);
      return result;
    } catch (SQLException e) {
      close();
      throw trouble.reading(what, e);
    }
  }

  /** What time it is there. */
  Instant now() {
    boolean sqlite = url.product() == DatabaseUrl.Product.SQLITE;
    return query(
        "the time",
        sqlite ? "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')" : "SELECT CURRENT_TIMESTAMP",
        List.of(),
        rows -> {
          rows.next();
          return switch (url.product()) {
            case SQLITE -> Instant.parse(rows.getString(1));
            case MARIADB -> rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
            case POSTGRESQL, H2 -> rows.getObject(1, OffsetDateTime.class).toInstant();
            case OTHER -> rows.getTimestamp(1).toInstant();
          };
        });
  }

  private Connection open() {
    Connection open = connection;
    if (open != null) {
      return open;
    }
    try {
      open = DriverManager.getConnection(url.full(), url.properties());
    } catch (SQLException e) {
      throw trouble.connecting(e);
    }
    connection = open;
    try {
      if (url.product() != DatabaseUrl.Product.SQLITE) {
        open.setReadOnly(true);
      }
      if (!url.firstStatement().isEmpty()) {
        try (Statement statement = open.createStatement()) {
          statement.execute(url.firstStatement());
        }
      }
      // PostgreSQL streams within a transaction only
      open.setAutoCommit(false);
    } catch (SQLException e) {
      close();
      throw trouble.connecting(e);
    }
    return open;
  }

  private static void end(Connection open) throws SQLException {
    open.rollback();
  }

  /** Lets go of the connection; the next question makes another. */
  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        return; // it is of no use any more, and nothing was to be written
      }
    }
  }
}
