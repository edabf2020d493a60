// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.LandedRows;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every database that is read must give; a class for each of them extends it. */
abstract class DatabaseContract {

  @TempDir Path folder;
  private Connection admin;

  /** A connection that may do anything, to an empty database. */
  abstract Connection connect() throws SQLException;

  /** How the product is asked to read. */
  abstract DatabaseReading reading(String table);

  /** What the database is called in names of pieces. */
  abstract String database();

  /** The type of a time without a zone, to the microsecond. */
  String time() {
    return "timestamp(6)";
  }

  /** Such a time as names of pieces write it. */
  String written(String time) {
    return time.replace(' ', 'T');
  }

  @BeforeEach
  void open() throws SQLException {
    admin = connect();
  }

  @AfterEach
  void close() throws SQLException {
    admin.close();
  }

  void sql(String... statements) {
    try (Statement statement = admin.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  DatabaseOrigin origin(DatabaseReading reading) {
    return new DatabaseOrigin(reading, "shop", folder, ZoneOffset.UTC, () -> folder);
  }

  List<String> lines(DatabaseReading reading) {
    try (DatabaseOrigin origin = origin(reading)) {
      return LandedRows.all(origin.pieces(List.of()), folder);
    }
  }

  private String fingerprint(DatabaseReading reading) {
    try (DatabaseOrigin origin = origin(reading)) {
      return origin.pieces(List.of()).get(0).fingerprint();
    }
  }

  private void orders() {
    sql(
        "create table orders (id bigint not null primary key, customer varchar(50),"
            + " amount decimal(12,2), updated_at "
            + time()
            + ")",
        "insert into orders values (2, 'Zoë \"Z\" \\', 7.50, '2026-01-02 00:00:00.000001')",
        "insert into orders values (1, null, -0.10, '2026-01-01 10:11:12')");
  }

  /** Readings one after the other, each with what the lake has from those before. */
  private final List<String> taken = new ArrayList<>();

  private List<String> take(DatabaseReading reading) {
    try (DatabaseOrigin origin = origin(reading)) {
      List<Piece> pieces = origin.pieces(taken);
      List<String> lines = LandedRows.all(pieces, folder);
      taken.addAll(LandedRows.names(pieces));
      return lines;
    }
  }

  private static List<String> ids(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll(".*\"id\":\"([0-9]+)\".*", "$1")).toList();
  }

  @Test
  void a_table_is_one_piece_with_its_rows_in_the_order_of_its_key() {
    orders();

    try (DatabaseOrigin origin = origin(reading("orders"))) {
      List<Piece> pieces = origin.pieces(List.of());

      assertThat(LandedRows.names(pieces)).containsExactly(database() + ".orders");
      assertThat(LandedRows.all(pieces, folder))
          .containsExactly(
              "{\"id\":\"1\",\"amount\":\"-0.10\",\"updated_at\":\"2026-01-01T10:11:12\"}",
              "{\"id\":\"2\",\"customer\":\"Zoë \\\"Z\\\" \\\\\",\"amount\":\"7.50\","
                  + "\"updated_at\":\"2026-01-02T00:00:00.000001\"}");
      assertThat(pieces.get(0).bytes()).isPositive();
    }
  }

  @Test
  void a_table_has_one_fingerprint_until_a_row_changes() {
    orders();
    String before = fingerprint(reading("orders"));

    assertThat(fingerprint(reading("orders"))).isEqualTo(before).matches("[0-9a-f]+-[0-9a-f]{16}");
    sql("update orders set amount = 7.51 where id = 2");
    assertThat(fingerprint(reading("orders"))).isNotEqualTo(before);
  }

  @Test
  void the_order_of_rows_without_a_key_does_not_matter() {
    sql(
        "create table one (a varchar(9))",
        "insert into one values ('x')",
        "insert into one values ('y')",
        "create table other (a varchar(9))",
        "insert into other values ('y')",
        "insert into other values ('x')");

    assertThat(fingerprint(reading("one"))).isEqualTo(fingerprint(reading("other")));
  }

  @Test
  void a_query_is_read_as_it_is() {
    orders();

    assertThat(
            lines(
                reading("orders")
                    .withQuery(
                        "select id, id as id, customer as \"a.b\" from orders"
                                .replace("\"", quote())
                            + " where id = 2 -- the second\n;")))
        .containsExactly("{\"id\":\"2\",\"id_2\":\"2\",\"a_b\":\"Zoë \\\"Z\\\" \\\\\"}");
  }

  String quote() {
    return "\"";
  }

  @Test
  void names_of_any_letters_are_found() {
    String table = quote() + "Order Lines; drop" + quote();
    sql(
        "create table " + table + " (" + quote() + "Changed At" + quote() + " int not null)",
        "insert into " + table + " values (5)");

    assertThat(take(reading("Order Lines; drop").withWatermark("Changed At", Duration.ZERO)))
        .containsExactly("{\"Changed At\":\"5\"}");
    assertThat(taken).containsExactly(database() + ".Order Lines; drop Changed At (-, 5]");
  }

  @Test
  void what_grows_is_read_once_by_its_time() {
    orders();
    DatabaseReading reading =
        reading("orders").withWatermark("updated_at", Duration.ZERO).withBatchRows(1000);

    assertThat(ids(take(reading))).containsExactly("1", "2");
    assertThat(take(reading)).isEmpty();
    sql(
        "insert into orders values (3, 'c', 1, '2026-01-02 00:00:00.000002')",
        "update orders set amount = 9, updated_at = '2026-01-03 00:00:00' where id = 1");
    assertThat(ids(take(reading))).containsExactly("3", "1");
    assertThat(taken)
        .containsExactly(
            database() + ".orders updated_at (-, " + written("2026-01-02 00:00:00.000001") + "]",
            database()
                + ".orders updated_at ("
                + written("2026-01-02 00:00:00.000001")
                + ", "
                + written("2026-01-03 00:00:00")
                + "]");
  }

  @Test
  void rows_with_one_watermark_stay_together_whatever_the_size_of_a_piece() {
    sql("create table t (id int not null, version int not null)");
    for (int id = 1; id <= 9; id++) {
      sql("insert into t values (" + id + ", " + (id <= 2 ? 1 : id <= 7 ? 2 : 3) + ")");
    }

    DatabaseReading reading = reading("t").withWatermark("version", Duration.ZERO).withBatchRows(2);
    assertThat(ids(take(reading)))
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(taken)
        .containsExactly(
            database() + ".t version (-, 1]",
            database() + ".t version (1, 2]",
            database() + ".t version (2, 3]");
  }

  @Test
  void numbers_within_the_margin_wait_for_the_next_reading() {
    sql("create table t (id int not null)");
    for (int id = 1; id <= 9; id++) {
      sql("insert into t values (" + id + ")");
    }
    DatabaseReading reading =
        reading("t").withWatermark("id", Duration.ZERO).withWatermarkMargin(3);

    assertThat(ids(take(reading))).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(take(reading)).isEmpty();
    sql("insert into t values (12)");
    assertThat(ids(take(reading))).containsExactly("7", "8", "9");
  }

  @Test
  void numbers_without_a_margin_are_told_as_they_may_miss_rows() {
    sql("create table t (id int not null)", "insert into t values (1)");
    DatabaseReading reading = reading("t").withWatermark("id", Duration.ZERO);

    try (DatabaseOrigin origin = origin(reading)) {
      origin.pieces(List.of());
      assertThat(origin.notes())
          .containsExactly(
              database()
                  + ".t: a row that is committed later with a smaller id than one that was read is"
                  + " missed (set watermark-margin above the number of rows that are written at"
                  + " once, or use a time)");
    }
    try (DatabaseOrigin origin = origin(reading.withWatermarkMargin(1))) {
      origin.pieces(List.of());
      assertThat(origin.notes()).isEmpty();
    }
  }

  @Test
  void what_was_announced_and_is_not_in_the_lake_is_read_first_and_alike() {
    orders();
    DatabaseReading reading = reading("orders").withWatermark("id", Duration.ZERO);
    String announced;
    try (DatabaseOrigin killed = origin(reading)) {
      announced = LandedRows.names(killed.pieces(taken)).get(0);
    }
    sql("insert into orders values (3, 'c', 1, null)");

    assertThat(ids(take(reading))).containsExactly("1", "2", "3");
    assertThat(taken)
        .containsExactly(announced, database() + ".orders id (2, 3]")
        .first()
        .isEqualTo(database() + ".orders id (-, 2]");
    assertThat(take(reading)).isEmpty();
    assertThat(folder.resolve("state/landing/shop.pieces")).doesNotExist();
  }

  @Test
  void an_announced_range_whose_rows_have_moved_on_makes_no_piece() {
    orders();
    DatabaseReading reading = reading("orders").withWatermark("id", Duration.ZERO);
    take(reading);
    sql("insert into orders values (3, 'c', 1, null)");
    try (DatabaseOrigin killed = origin(reading)) {
      assertThat(killed.pieces(taken)).hasSize(1);
    }
    sql("update orders set id = 4 where id = 3");

    assertThat(ids(take(reading))).containsExactly("4");
    assertThat(taken).endsWith(database() + ".orders id (2, 4]");
  }

  @Test
  void a_piece_is_given_again_by_its_name() {
    orders();
    DatabaseReading reading = reading("orders").withWatermark("id", Duration.ZERO).withBatchRows(1);
    take(reading);

    try (DatabaseOrigin origin = origin(reading)) {
      assertThat(ids(LandedRows.lines(origin.again(taken.get(1)).orElseThrow(), folder)))
          .containsExactly("2");
      assertThat(origin.again(database() + ".orders id (7, 9]")).isEmpty();
      assertThat(origin.again("orders.csv")).isEmpty();
    }
    try (DatabaseOrigin origin = origin(reading("orders"))) {
      assertThat(origin.again(database() + ".orders")).isPresent();
    }
  }

  @Test
  void the_state_grows_with_the_watermark() {
    orders();
    DatabaseReading reading = reading("orders").withWatermark("id", Duration.ZERO);
    String before;
    try (DatabaseOrigin origin = origin(reading)) {
      before = origin.state();
      assertThat(origin.state()).isEqualTo(before).endsWith("id 2");
    }
    sql("insert into orders values (3, 'c', 1, null)");

    try (DatabaseOrigin origin = origin(reading);
        DatabaseOrigin whole = origin(reading("orders"))) {
      assertThat(origin.state()).isNotEqualTo(before);
      assertThat(whole.state()).isNotEqualTo(whole.state());
    }
  }

  @Test
  void rows_without_a_watermark_are_told() {
    orders();
    sql("insert into orders values (3, 'c', 1, null)");

    try (DatabaseOrigin origin =
        origin(reading("orders").withWatermark("updated_at", Duration.ZERO))) {
      assertThat(origin.pieces(List.of())).hasSize(1);
      assertThat(origin.notes())
          .containsExactly(
              database()
                  + ".orders has 1 rows without updated_at, which are never read (read a query"
                  + " with coalesce instead)");
    }
  }

  @Test
  void an_empty_table_makes_no_piece_where_it_grows() {
    sql("create table t (id int not null)");

    assertThat(take(reading("t").withWatermark("id", Duration.ZERO))).isEmpty();
  }

  @Test
  void an_unknown_table_or_column_is_told_with_the_nearest() {
    orders();

    assertThatThrownBy(() -> lines(reading("ordrs")))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Unknown table: ordrs; is it ")
        .hasMessageContaining("orders")
        .hasMessageEndingWith("? (check sources.shop.database.table)");
    assertThatThrownBy(() -> lines(reading("orders").withWatermark("update_at", Duration.ZERO)))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Unknown column: update_at; is it updated_at? (check sources.shop.database.watermark)");
  }

  @Test
  void a_column_that_cannot_grow_is_told() {
    sql(
        "create table t (id int not null, flag boolean not null)",
        "insert into t values (1, true)");
    if (database().equals("small")) {
      return; // SQLite's flags are numbers
    }

    assertThatThrownBy(() -> lines(reading("t").withWatermark("flag", Duration.ZERO)))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Cannot read by column flag: it is ")
        .hasMessageContaining("must be a number or a time that grows with every change");
  }

  @Test
  void a_query_that_fails_is_told() {
    orders();

    assertThatThrownBy(() -> lines(reading("orders").withQuery("select nothing from orders")))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Cannot read " + database() + ".query: ")
        .hasMessageContainingAll("nothing");
  }

  @Test
  void nothing_is_ever_written() {
    orders();

    assertThatThrownBy(
            () ->
                lines(reading("orders").withQuery("delete from orders where id = 1 returning id")))
        .isInstanceOf(IngestException.class)
        .hasMessageStartingWith("Cannot read ");
    assertThat(lines(reading("orders"))).hasSize(2);
  }
}
