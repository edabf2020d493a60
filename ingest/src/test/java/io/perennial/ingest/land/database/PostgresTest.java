// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.LandedRows;
import io.perennial.ingest.land.Piece;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL server. */
class PostgresTest extends DatabaseContract {

  private final String database = PostgresServer.database();

  @Override
  Connection connect() throws SQLException {
    return PostgresServer.connect(database);
  }

  @Override
  DatabaseReading reading(String table) {
    return DatabaseReading.table(PostgresServer.url(database), table)
        .withUser("postgres", "postgres");
  }

  @Override
  String database() {
    return database;
  }

  @Test
  void values_are_exact_text() {
    sql(
        "create type mood as enum ('happy')",
        "create table t (a numeric, b float8, c boolean, d date, e timestamp, f timestamptz,"
            + " g uuid, h bytea, i json, j jsonb, k int[], l text[], m mood, n interval, o money,"
            + " p float4, q bit(3), r timestamptz[], s numeric, t time, u inet)",
        "insert into t values (123456789012345678901234567890.0123456789, 1e10, true,"
            + " '2026-02-03', '2026-02-03 04:05:06.123456', '2026-02-03 04:05:06.5+02',"
            + " 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '\\x00ff', '{\"a\":\n 1.10}',"
            + " '{\"b\": [1, null, \"x\"]}', '{{1,2},{3,null}}', '{\"a,b\",NULL}', 'happy',"
            + " '1 day 2 hours', 12.5, 0.1, B'101', '{\"2026-02-03 04:05:06+00\"}', 'NaN',"
            + " '04:05:06', '10.0.0.1/8')");

    assertThat(lines(reading("t")))
        .containsExactly(
            "{\"a\":\"123456789012345678901234567890.0123456789\",\"b\":\"10000000000\","
                + "\"c\":\"true\",\"d\":\"2026-02-03\",\"e\":\"2026-02-03T04:05:06.123456\","
                + "\"f\":\"2026-02-03T02:05:06.500Z\","
                + "\"g\":\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\",\"h\":\"00ff\","
                + "\"i\":{\"a\":  1.10},\"j\":{\"b\": [1, null, \"x\"]},"
                + "\"k\":[[\"1\",\"2\"],[\"3\",null]],\"l\":[\"a,b\",null],\"m\":\"happy\","
                + "\"n\":\"1 day 02:00:00\",\"o\":\"$12.50\",\"p\":\"0.1\",\"q\":\"101\","
                + "\"r\":[\"2026-02-03T04:05:06Z\"],\"s\":\"NaN\",\"t\":\"04:05:06\","
                + "\"u\":\"10.0.0.1/8\"}");
  }

  @Test
  void times_without_end_are_named() {
    sql(
        "create table t (a timestamp, b timestamptz, c date)",
        "insert into t values ('infinity', '-infinity', 'infinity')");

    assertThat(lines(reading("t")))
        .containsExactly("{\"a\":\"infinity\",\"b\":\"-infinity\",\"c\":\"infinity\"}");
  }

  @Test
  void rows_that_are_younger_than_the_lag_wait_and_so_do_those_of_the_future() {
    sql(
        "create table t (id int, at timestamptz not null)",
        "insert into t values (1, now() - interval '1 hour'), (2, now() - interval '1 second'),"
            + " (3, now() + interval '70 years')");

    try (DatabaseOrigin origin = origin(reading("t").withWatermark("at", Duration.ofMinutes(10)))) {
      List<Piece> pieces = origin.pieces(List.of());

      assertThat(LandedRows.all(pieces, folder))
          .singleElement()
          .asString()
          .contains("\"id\":\"1\"");
      assertThat(origin.notes())
          .containsExactly(
              database
                  + ".t has rows whose at lies in the future: they are read when that time has"
                  + " come");
    }
  }

  @Test
  void a_commit_that_comes_late_is_within_the_lag() throws SQLException {
    sql("create table t (id int, at timestamptz not null default clock_timestamp())");
    DatabaseReading reading = reading("t").withWatermark("at", Duration.ofSeconds(60));
    try (Connection late = connect();
        Statement statement = late.createStatement();
        DatabaseOrigin origin = origin(reading)) {
      sql("insert into t values (1, now() - interval '5 minutes')");
      late.setAutoCommit(false);
      statement.execute("insert into t values (2, now() - interval '30 seconds')");
      sql("insert into t values (3, now() - interval '20 seconds')");

      List<Piece> first = origin.pieces(List.of());
      late.commit();

      assertThat(LandedRows.all(first, folder)).singleElement().asString().contains("\"id\":\"1\"");
      try (DatabaseOrigin then = origin(reading("t").withWatermark("at", Duration.ofSeconds(10)))) {
        assertThat(LandedRows.all(then.pieces(LandedRows.names(first)), folder))
            .extracting(line -> line.replaceAll(".*\"id\":\"(\\d+)\".*", "$1"))
            .containsExactly("2", "3");
      }
    }
  }

  @Test
  void a_schema_is_said_before_a_dot() {
    sql(
        "create schema sales",
        "create table sales.orders (id int)",
        "insert into sales.orders values (1)",
        "create table orders (id int)",
        "insert into orders values (2)",
        "create schema more",
        "create table more.carts (id int)",
        "create table sales.carts (id int)");

    assertThat(lines(reading("sales.orders"))).containsExactly("{\"id\":\"1\"}");
    assertThat(lines(reading("orders"))).containsExactly("{\"id\":\"2\"}");
    assertThatThrownBy(() -> lines(reading("carts")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot read table carts: there are several, more.carts, sales.carts (check"
                + " sources.shop.database.table)");
  }

  @Test
  void views_are_read_too() {
    sql(
        "create table t (id int)",
        "insert into t values (1)",
        "create view v as select id + 1 as id from t",
        "create materialized view m as select id + 2 as id from t");

    assertThat(lines(reading("v"))).containsExactly("{\"id\":\"2\"}");
    assertThat(lines(reading("m"))).containsExactly("{\"id\":\"3\"}");
  }

  @Test
  void a_growing_query_is_a_subquery() {
    sql(
        "create table t (id int, at timestamp)",
        "insert into t values (1, '2026-01-01'), (2, null)");

    assertThat(
            lines(
                reading("t")
                    .withQuery("select *, coalesce(at, '2025-01-01') as seen from t -- all\n;")
                    .withWatermark("seen", Duration.ZERO)))
        .containsExactly(
            "{\"id\":\"2\",\"seen\":\"2025-01-01T00:00:00\"}",
            "{\"id\":\"1\",\"at\":\"2026-01-01T00:00:00\",\"seen\":\"2026-01-01T00:00:00\"}");
  }

  @Test
  void what_cannot_be_cast_is_not_quoted() {
    sql("create table t (mail text)", "insert into t values ('ada@example.org')");

    assertThatThrownBy(() -> lines(reading("t").withQuery("select mail::int from t")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot read "
                + database
                + ".query: a value of it is not what the query takes it for (SQLState 22P02)");
  }

  @Test
  void a_user_who_may_not_read_is_told() {
    sql(
        "create table t (id int)",
        "drop role if exists guest",
        "create role guest login password 'guest'");

    assertThatThrownBy(() -> lines(reading("t").withUser("guest", "guest")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot read "
                + database
                + ".t: user guest may not read it (grant SELECT to that user)");
  }

  @Test
  void a_query_that_takes_too_long_is_stopped() {
    DatabaseReading slow = reading("t").withQuery("select pg_sleep(30)");
    DatabaseReading hurried =
        new DatabaseReading(
            slow.url(),
            slow.user(),
            slow.password(),
            slow.table(),
            slow.query(),
            slow.watermark(),
            slow.watermarkLag(),
            slow.watermarkMargin(),
            slow.batchRows(),
            slow.timeout(),
            Duration.ofSeconds(1));

    assertThatThrownBy(() -> lines(hurried))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot read "
                + database
                + ".query: it took longer than 1s (sources.shop.database.query-timeout)");
  }

  @Test
  void a_connection_that_breaks_is_told() throws SQLException {
    sql("create table t (id int not null)", "insert into t select generate_series(1, 100000)");
    DatabaseReading reading =
        reading("t")
            .withQuery(
                "select id, pg_terminate_backend(case when id = 90000 then"
                    + " pg_backend_pid() end) from t");

    assertThatThrownBy(() -> lines(reading))
        .isInstanceOf(IngestException.class)
        .hasMessage("Cannot read " + database + ".query: the connection was lost (run again)");
  }

  @Test
  void no_server_no_database_and_no_driver_are_told() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    DatabaseReading nobody =
        DatabaseReading.table("jdbc:postgresql://localhost:" + free + "/x?password=hocuspocus", "t")
            .withUser("ada", "abracadabra");

    assertThatThrownBy(() -> lines(nobody))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Cannot connect to jdbc:postgresql://localhost:" + free + "/x: ")
        .hasMessageContaining("refused")
        .hasMessageEndingWith(
            "(check sources.shop.database.url, and that it can be reached from here)")
        .hasMessageNotContainingAny("hocuspocus", "abracadabra")
        .hasNoCause();
    assertThatThrownBy(
            () ->
                lines(
                    DatabaseReading.table(PostgresServer.url("nowhere"), "t")
                        .withUser("postgres", "postgres")))
        .isInstanceOf(IngestException.class)
        .hasMessageEndingWith(
            "/nowhere: it has no database nowhere (check sources.shop.database.url)");
    assertThatThrownBy(() -> lines(DatabaseReading.table("jdbc:oracle:thin:@x", "t")))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Cannot connect to jdbc:oracle:thin:@x: there is no driver for it");
  }

  @Test
  void a_wrong_password_is_told_and_not_shown() throws SQLException {
    // the server trusts whoever comes from this machine: only one that does not exist is refused
    assertThatThrownBy(() -> lines(reading("t").withUser("nobody", "hocuspocus")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot connect to "
                + PostgresServer.url(database)
                + ": it refuses user nobody or the password (check sources.shop.database.user and"
                + " .password)")
        .hasNoCause();
  }

  @Test
  void a_large_table_is_streamed() throws SQLException {
    sql(
        "create table t as select g as id, md5(g::text) as a, md5((g+1)::text) as b"
            + " from generate_series(1, 200000) g");

    try (DatabaseOrigin origin = origin(reading("t"))) {
      assertThat(LandedRows.all(origin.pieces(List.of()), folder)).hasSize(200_000);
    }
  }
}
