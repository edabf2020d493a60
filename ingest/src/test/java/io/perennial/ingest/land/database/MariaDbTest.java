// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.LandedRows;
import io.perennial.ingest.land.Piece;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A real MariaDB server, which somebody runs: {@code -Dmariadb.url=jdbc:mariadb://127.0.0.1:3306
 * -Dmariadb.user=root -Dmariadb.password=}. Databases {@code perennial_test_…} are made and dropped
 * in it. The server's licence does not let it be a part of this build.
 */
class MariaDbTest extends DatabaseContract {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final String SERVER =
      System.getProperty("mariadb.url", "").replaceFirst("/+$", "");
  private static final String USER = System.getProperty("mariadb.user", "root");
  private static final String PASSWORD = System.getProperty("mariadb.password", "");

  private final String database = "perennial_test_" + DATABASES.incrementAndGet();

  @BeforeAll
  static void find() {
    assumeTrue(
        !SERVER.isEmpty(),
        "no MariaDB server is given: run one, and say -Dmariadb.url=jdbc:mariadb://127.0.0.1:3306");
  }

  @Override
  Connection connect() throws SQLException {
    try (Connection server = DriverManager.getConnection(SERVER, USER, PASSWORD);
        Statement statement = server.createStatement()) {
      statement.execute("drop database if exists " + database);
      statement.execute("create database " + database + " character set utf8mb4");
    }
    Connection open = again();
    try (Statement statement = open.createStatement()) {
      statement.execute("set sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'");
    }
    return open;
  }

  private Connection again() throws SQLException {
    return DriverManager.getConnection(SERVER + '/' + database, USER, PASSWORD);
  }

  @AfterEach
  void drop() {
    sql("drop database " + database);
  }

  @Override
  DatabaseReading reading(String table) {
    return DatabaseReading.table(SERVER + '/' + database, table).withUser(USER, PASSWORD);
  }

  @Override
  String database() {
    return database;
  }

  @Override
  String time() {
    return "datetime(6)";
  }

  @Override
  String quote() {
    return "`";
  }

  @Test
  void values_are_exact_text() {
    sql(
        "create table t (a decimal(40,10), b double, c boolean, d date, e datetime(6),"
            + " f timestamp(6) null, g uuid, h varbinary(9), i json, j enum('happy', 'sad'),"
            + " k set('x', 'y'), l float, m bit(3), n time(3), o year, p bigint unsigned,"
            + " q inet6, r mediumtext, s tinyint, t bit(1), u blob, v int unsigned zerofill)",
        "set time_zone = '+02:00'",
        "insert into t values (123456789012345678901234567890.0123456789, 1e10, true,"
            + " '2026-02-03', '2026-02-03 04:05:06.123456', '2026-02-03 04:05:06.5',"
            + " 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', x'00ff', '{\"a\": [1.10, null]}', 'happy',"
            + " 'x,y', 0.1, b'101', '104:05:06.5', 2026, 18446744073709551615,"
            + " '2001:db8::1', 'long', -7, b'1', x'00ff', 7)",
        "insert into t values (null, null, null, null, null, null, null, null, null, null, null,"
            + " null, null, null, null, null, null, null, null, null, null, null)");

    assertThat(lines(reading("t")))
        .containsExactlyInAnyOrder(
            "{}",
            "{\"a\":\"123456789012345678901234567890.0123456789\",\"b\":\"10000000000\","
                + "\"c\":\"true\",\"d\":\"2026-02-03\",\"e\":\"2026-02-03T04:05:06.123456\","
                + "\"f\":\"2026-02-03T02:05:06.5Z\","
                + "\"g\":\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\",\"h\":\"00ff\","
                + "\"i\":{\"a\": [1.10, null]},\"j\":\"happy\",\"k\":\"x,y\",\"l\":\"0.1\","
                + "\"m\":\"101\",\"n\":\"104:05:06.500\",\"o\":\"2026\","
                + "\"p\":\"18446744073709551615\",\"q\":\"2001:db8::1\",\"r\":\"long\","
                + "\"s\":\"-7\",\"t\":\"true\",\"u\":\"00ff\",\"v\":\"0000000007\"}");
  }

  @Test
  void days_that_never_were_are_said_as_they_are() {
    sql(
        "set sql_mode = ''",
        "create table t (a date, b datetime, c timestamp not null)",
        "insert into t values ('0000-00-00', '0000-00-00', '0000-00-00')",
        "insert into t values ('2026-00-00', '2026-00-03 04:05:06', '2026-02-03 00:00:00')");

    assertThat(lines(reading("t")))
        .containsExactlyInAnyOrder(
            "{\"a\":\"0000-00-00\",\"b\":\"0000-00-00 00:00:00\","
                + "\"c\":\"0000-00-00 00:00:00\"}",
            "{\"a\":\"2026-00-00\",\"b\":\"2026-00-03 04:05:06\","
                + "\"c\":\"2026-02-03T00:00:00Z\"}");
  }

  @Test
  void times_of_all_kinds_grow() {
    for (String type : List.of("datetime", "datetime(6)", "timestamp(6)", "timestamp", "date")) {
      sql(
          "set time_zone = '+03:00'",
          "create or replace table t (id int, at " + type + " null)",
          "insert into t values (1, '2026-01-01'), (2, '2026-01-02'), (3, null)");
      DatabaseReading reading = reading("t").withWatermark("at", Duration.ZERO);
      List<String> taken;
      try (DatabaseOrigin origin = origin(reading)) {
        List<Piece> pieces = origin.pieces(List.of());
        assertThat(LandedRows.all(pieces, folder)).as(type).hasSize(2);
        taken = LandedRows.names(pieces);
      }
      sql("insert into t values (4, '2026-01-03')");
      try (DatabaseOrigin origin = origin(reading)) {
        assertThat(LandedRows.all(origin.pieces(taken), folder))
            .as(type)
            .singleElement()
            .asString()
            .contains("\"id\":\"4\"");
      }
    }
  }

  @Test
  void rows_that_are_younger_than_the_lag_wait_and_so_do_those_of_the_future() {
    sql(
        "set time_zone = '-05:00'",
        "create table t (id int, at timestamp(6) null)",
        "insert into t values (1, now() - interval 1 hour), (2, now() - interval 1 second),"
            + " (3, now() + interval 7 year)");

    try (DatabaseOrigin origin = origin(reading("t").withWatermark("at", Duration.ofMinutes(10)))) {
      assertThat(LandedRows.all(origin.pieces(List.of()), folder))
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
    sql("create table t (id int, at timestamp(6) not null default now(6))");
    DatabaseReading reading = reading("t").withWatermark("at", Duration.ofSeconds(60));
    try (Connection late = again();
        Statement statement = late.createStatement();
        DatabaseOrigin origin = origin(reading)) {
      sql("insert into t values (1, now() - interval 5 minute)");
      late.setAutoCommit(false);
      statement.execute("insert into t values (2, now() - interval 30 second)");
      sql("insert into t values (3, now() - interval 20 second)");

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
  void views_are_read_too_and_growing_queries_are_subqueries() {
    sql(
        "create table t (id int, at datetime)",
        "insert into t values (1, '2026-01-01'), (2, null)",
        "create view v as select id + 1 as id from t where at is not null");

    assertThat(lines(reading("v"))).containsExactly("{\"id\":\"2\"}");
    assertThat(
            lines(
                reading("t")
                    .withQuery(
                        "select *, coalesce(at, timestamp '2025-01-01 00:00:00') as seen from t -- all\n;")
                    .withWatermark("seen", Duration.ZERO)))
        .hasSize(2);
  }

  @Test
  void a_user_who_may_not_read_is_told() {
    DatabaseReading asGuest = reading("t").withUser("perennial_guest", "guest");
    String denied = ": user perennial_guest may not read it (grant SELECT to that user)";
    // a server may have a nameless user of its own machine, who goes before one of anywhere
    for (String host : List.of("'%'", "localhost")) {
      sql("create or replace user perennial_guest@" + host + " identified by 'guest'");
    }
    sql("create table t (id int)", "create table u (id int)");

    assertThatThrownBy(() -> lines(asGuest))
        .isInstanceOf(IngestException.class)
        .hasMessage("Cannot connect to " + SERVER + '/' + database + denied)
        .hasNoCause();
    for (String host : List.of("'%'", "localhost")) {
      sql("grant select on " + database + ".u to perennial_guest@" + host);
    }
    assertThatThrownBy(() -> lines(asGuest))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Unknown table: t; is it u? ");
    assertThatThrownBy(() -> lines(asGuest.withQuery("select * from t")))
        .isInstanceOf(IngestException.class)
        .hasMessage("Cannot read " + database + ".query" + denied);
    sql("drop user perennial_guest@'%'", "drop user perennial_guest@localhost");
  }

  @Test
  void a_query_that_takes_too_long_is_stopped() {
    DatabaseReading slow = reading("t").withQuery("select sleep(30)");
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
  void no_database_and_a_wrong_password_are_told_and_not_shown() {
    assertThatThrownBy(
            () -> lines(DatabaseReading.table(SERVER + "/nowhere", "t").withUser(USER, PASSWORD)))
        .isInstanceOf(IngestException.class)
        .hasMessageEndingWith(
            "/nowhere: it has no database nowhere (check sources.shop.database.url)");
    assertThatThrownBy(() -> lines(reading("t").withUser("nobody", "hocuspocus")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot connect to "
                + SERVER
                + '/'
                + database
                + ": it refuses user nobody or the password (check sources.shop.database.user and"
                + " .password)")
        .hasNoCause();
  }

  @Test
  void a_large_table_is_streamed() {
    sql(
        "create table t as select seq as id, md5(seq) as a, md5(seq + 1) as b"
            + " from seq_1_to_200000");

    try (DatabaseOrigin origin = origin(reading("t"))) {
      assertThat(LandedRows.all(origin.pieces(List.of()), folder)).hasSize(200_000);
    }
  }
}
