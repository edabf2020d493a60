// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.config.Nearest;
import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.IngestException;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be read, as SQL: a table or the rows of a query, and the column by which it grows.
 *
 * @param name what people call it, such as {@code shop.orders}
 * @param from what stands behind FROM
 * @param whole the statement that reads all of it
 * @param order columns of the order, quoted; none where it has no key
 * @param growth the column by which it grows
 */
record Rows(String name, String from, String whole, List<String> order, Optional<Growth> growth) {

  /**
   * The column by which rows grow.
   *
   * @param column as the database writes it
   * @param quoted as SQL has it
   * @param kind of its values
   * @param nullable whether it may have none
   */
  record Growth(String column, String quoted, Watermark.Kind kind, boolean nullable) {}

  /**
   * Looks at what is to be read.
   *
   * @throws IngestException when there is no such table or column, or it cannot grow by it
   */
  static Rows find(DatabaseReading reading, Session session, String source) {
    String what = reading.table().map(table -> "table " + table).orElse("the query");
    return session.with(
        what + " of " + session.url().shown(), open -> find(open, reading, session, source));
  }

  private static Rows find(Connection open, DatabaseReading reading, Session session, String source)
      throws SQLException {
    String quote = open.getMetaData().getIdentifierQuoteString();
    String database = open.getCatalog();
    database = database == null || database.isEmpty() ? session.url().lastName() : database;
    String name;
    String from;
    String whole;
    List<String> order = new ArrayList<>();
    if (reading.table().isPresent()) {
      TableName table = TableName.find(open, reading.table().get(), source);
      boolean said = reading.table().get().contains(".") && !table.name().contains(".");
      name = database + '.' + (said ? table.schema() + "." : "") + table.name();
      from = table.quoted(open);
      for (String column : table.key(open)) {
        order.add(TableName.quoted(column, quote));
      }
      whole =
          "SELECT * FROM "
              + from
              + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order));
    } else {
      String query = reading.query().orElseThrow().strip().replaceFirst(";\\s*$", "");
      name = database + ".query";
      // the line break ends a comment at the query's end
      from = "(" + query + "\n) q";
      whole = query;
    }
    Optional<Growth> growth = Optional.empty();
    if (reading.watermark().isPresent()) {
      growth = Optional.of(growth(open, from, reading.watermark().get(), session, source));
      order.remove(growth.get().quoted());
      order.add(0, growth.get().quoted());
    }
    return new Rows(name, from, whole, List.copyOf(order), growth);
  }

  private static Growth growth(
      Connection open, String from, String said, Session session, String source)
      throws SQLException {
    String setting = " (check sources." + source + ".database.watermark)";
    List<String> columns = new ArrayList<>();
    try (Statement statement = open.createStatement();
        var rows = statement.executeQuery("SELECT * FROM " + from + " WHERE 1 = 0")) {
      ResultSetMetaData data = rows.getMetaData();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        columns.add(data.getColumnLabel(i));
      }
      int at = columns.indexOf(said);
      for (int i = 0; at < 0 && i < columns.size(); i++) {
        at = columns.get(i).equalsIgnoreCase(said) ? i : at;
      }
      if (at < 0) {
        throw new IngestException(
            "Unknown column: "
                + said
                + Nearest.name(said, columns)
                    .map(near -> "; is it " + near + "?")
                    .orElseGet(() -> "; there are " + TableName.few(columns))
                + setting);
      }
      DatabaseUrl.Product product = session.url().product();
      Watermark.Kind kind =
          product == DatabaseUrl.Product.SQLITE
              ? sqlite(open, from, TableName.quoted(columns.get(at), "\""))
              : Columns.kind(data.getColumnType(at + 1), data.getColumnTypeName(at + 1), product);
      if (kind == null) {
        throw new IngestException(
            "Cannot read by column "
                + columns.get(at)
                + ": it is "
                + data.getColumnTypeName(at + 1)
                + ", and must be a number or a time that grows with every change"
                + setting);
      }
      return new Growth(
          columns.get(at),
          TableName.quoted(columns.get(at), open.getMetaData().getIdentifierQuoteString()),
          kind,
          data.isNullable(at + 1) != ResultSetMetaData.columnNoNulls);
    }
  }

  /** SQLite's columns have no type of their own: the highest value tells. */
  private static Watermark.Kind sqlite(Connection open, String from, String column)
      throws SQLException {
    try (Statement statement = open.createStatement();
        var rows = statement.executeQuery("SELECT typeof(max(" + column + ")) FROM " + from)) {
      rows.next();
      return switch (rows.getString(1)) {
        case "integer" -> Watermark.Kind.WHOLE;
        case "real" -> Watermark.Kind.NUMBER;
        default -> Watermark.Kind.TEXT;
      };
    }
  }

  /** How names of pieces begin: table and column. */
  String growing() {
    return name + ' ' + growth.orElseThrow().column();
  }

  /** The rows of a range, in order. */
  String within(WatermarkRange range) {
    return "SELECT * FROM " + from + where(range) + " ORDER BY " + String.join(", ", order);
  }

  /** A condition with one parameter, or two: see {@link #parameters}. */
  String where(WatermarkRange range) {
    String column = growth.orElseThrow().quoted();
    return " WHERE " + (range.above().isPresent() ? column + " > ? AND " : "") + column + " <= ?";
  }

  /** What is to be bound to a statement with {@link #where}. */
  static List<Watermark> parameters(WatermarkRange range) {
    return range
        .above()
        .map(above -> List.of(above, range.upTo()))
        .orElseGet(() -> List.of(range.upTo()));
  }
}
