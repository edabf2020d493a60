// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server, one for all tests of a process, and a database for each that asks. */
public final class PostgresServer {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database and answers its name. */
  public static String database() {
    String name = "shop" + DATABASES.incrementAndGet();
    try (Connection admin = connect("postgres");
        Statement statement = admin.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return name;
  }

  /** The URL of a database, without a user. */
  public static String url(String database) {
    return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + database;
  }

  /** A connection that may do anything. */
  public static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), "postgres", "postgres");
  }
}
