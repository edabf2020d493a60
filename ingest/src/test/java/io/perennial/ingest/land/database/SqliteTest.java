// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.LandedRows;
import io.perennial.ingest.land.Piece;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SQLite, in a file of the workspace. */
class SqliteTest extends DatabaseContract {

  @Override
  Connection connect() throws SQLException {
    try {
      Files.createDirectories(folder.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/small.db"));
  }

  @Override
  DatabaseReading reading(String table) {
    return DatabaseReading.table("jdbc:sqlite:data/small.db", table);
  }

  @Override
  String database() {
    return "small";
  }

  @Override
  String time() {
    return "text";
  }

  @Override
  String written(String time) {
    return time.replace(" ", "%20");
  }

  @Override
  void a_table_is_one_piece_with_its_rows_in_the_order_of_its_key() {
    sql(
        "create table orders (id integer primary key, customer text, amount numeric, at text)",
        "insert into orders values (2, 'b', 7.50, '2026-01-02 00:00:00')",
        "insert into orders values (1, null, -0.1, null)");

    assertThat(lines(reading("orders")))
        .containsExactly(
            "{\"id\":\"1\",\"amount\":\"-0.1\"}",
            "{\"id\":\"2\",\"customer\":\"b\",\"amount\":\"7.5\",\"at\":\"2026-01-02 00:00:00\"}");
  }

  @Test
  void values_are_those_of_each_row() {
    sql(
        "create table t (a)",
        "insert into t values (1), (0.1), (1e10), ('x'), (x'00ff'), (9223372036854775807)");

    assertThat(lines(reading("t")))
        .containsExactly(
            "{\"a\":\"1\"}",
            "{\"a\":\"0.1\"}",
            "{\"a\":\"10000000000\"}",
            "{\"a\":\"x\"}",
            "{\"a\":\"00ff\"}",
            "{\"a\":\"9223372036854775807\"}");
  }

  @Test
  void rows_that_are_younger_than_the_lag_wait_where_times_are_texts() {
    sql(
        "create table t (id integer, at text not null)",
        "insert into t values (1, datetime('now', '-1 hour'))",
        "insert into t values (2, datetime('now', '-1 second'))");
    DatabaseReading reading = reading("t").withWatermark("at", Duration.ofMinutes(10));
    List<String> taken;
    try (DatabaseOrigin origin = origin(reading)) {
      List<Piece> pieces = origin.pieces(List.of());

      taken = LandedRows.names(pieces);
      assertThat(LandedRows.all(pieces, folder))
          .singleElement()
          .asString()
          .contains("\"id\":\"1\"");
      assertThat(origin.notes()).isEmpty();
    }
    sql("insert into t values (3, (select at from t where id = 2))");
    try (DatabaseOrigin origin = origin(reading)) {
      assertThat(origin.pieces(taken)).as("of the same second, not read alone").isEmpty();
    }
    sql(
        "update t set at = datetime('now', '-30 minutes') where id > 1",
        "insert into t values (4, datetime('now', '+1 year'))");
    try (DatabaseOrigin origin = origin(reading)) {
      assertThat(LandedRows.all(origin.pieces(taken), folder)).hasSize(2);
      assertThat(origin.notes())
          .containsExactly(
              "small.t has rows whose at lies in the future: they are read when that time has come");
    }
  }

  @Test
  void a_file_that_is_not_there_is_not_made() {
    assertThatThrownBy(() -> lines(DatabaseReading.table("jdbc:sqlite:data/smal.db", "t")))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Cannot connect to jdbc:sqlite:data/smal.db: ")
        .hasMessageContaining("check sources.shop.database.url");
    assertThat(folder.resolve("data/smal.db")).doesNotExist();
  }
}
