// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** The result of a query, streamed chunk by chunk over a connection of its own. */
final class QueryBatches implements Batches {

  /** Rows gathered into one batch: a few of DuckDB's chunks of 2,048. */
  private static final int TARGET_ROWS = 16_384;

  private final DuckDBConnection connection;
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;
  private final List<Field> fields;
  private final Batch batch;
  private boolean more = true;

  private QueryBatches(
      DuckDBConnection connection,
      DuckDBPreparedStatement statement,
      DuckDBChunkedResult result,
      List<Field> fields) {
    this.connection = connection;
    this.statement = statement;
    this.result = result;
    this.fields = fields;
    this.batch = new Batch(fields, TARGET_ROWS + 2_048);
  }

  /** Starts {@code sql} on {@code connection}, which is closed with the stream. */
  static QueryBatches start(DuckDBConnection connection, String sql) {
    try {
      try {
        Shape shape = Shape.of(connection, sql);
        DuckDBPreparedStatement statement = connection.prepare(shape.sql());
        return new QueryBatches(connection, statement, statement.query(), shape.fields());
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Database.answer(e);
    }
  }

  @Override
  public List<Field> fields() {
    return fields;
  }

  @Override
  public boolean next() {
    batch.clear();
    while (more && batch.rows() < TARGET_ROWS) {
      more = result.nextChunk();
      if (more) {
        append(result.chunk());
      }
    }
    return batch.rows() > 0;
  }

  private void append(DuckDBDataChunkReader chunk) {
    int count = Math.toIntExact(chunk.rowCount());
    int from = batch.extend(count);
    for (int column = 0; column < fields.size(); column++) {
      DuckDBReadableVector vector = chunk.vector(column);
      switch (fields.get(column).type()) {
        case DOUBLE, DECIMAL -> {
          double[] values = batch.doubles(column);
          for (int i = 0; i < count; i++) {
            values[from + i] = vector.getDouble(i, Double.NaN);
            if (Double.isNaN(values[from + i])) {
              batch.setNull(column, from + i);
            }
          }
        }
        case STRING -> {
          String[] values = batch.texts(column);
          for (int i = 0; i < count; i++) {
            if (vector.isNull(i)) {
              batch.setNull(column, from + i);
            } else {
              values[from + i] = vector.getString(i);
            }
          }
        }
        case BOOLEAN, LONG, TIMESTAMP -> {
          long[] values = batch.longs(column);
          for (int i = 0; i < count; i++) {
            if (vector.isNull(i)) {
              batch.setNull(column, from + i);
              values[from + i] = 0;
            } else {
              values[from + i] = vector.getLong(i);
            }
          }
        }
      }
    }
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public void close() {
    try (connection;
        statement;
        result) {
      more = false;
    } catch (SQLException e) {
      throw Database.failure("Cannot close a query", e);
    }
  }

  /** A query and what its columns become in a batch. */
  private record Shape(String sql, List<Field> fields) {

    static Shape of(DuckDBConnection connection, String sql) throws SQLException {
      List<Field> fields = new ArrayList<>();
      List<String> columns = new ArrayList<>();
      List<String> places = new ArrayList<>();
      try (Statement describe = connection.createStatement();
          ResultSet rows = describe.executeQuery("DESCRIBE " + sql)) {
        while (rows.next()) {
          String name = rows.getString(1);
          ColumnType type = typeOf(rows.getString(2));
          // by place: a query may have two columns of one name
          String column = "c" + fields.size();
          places.add(column);
          fields.add(new Field(fieldName(name, fields.size()), type));
          columns.add(
              switch (type) {
                case BOOLEAN -> "CAST(" + column + " AS BIGINT)";
                case LONG -> "CAST(" + column + " AS BIGINT)";
                case DOUBLE, DECIMAL -> "CAST(" + column + " AS DOUBLE)";
                case TIMESTAMP -> "epoch_us(CAST(" + column + " AS TIMESTAMP))";
                case STRING -> "CAST(" + column + " AS VARCHAR)";
              });
        }
      }
      return new Shape(
          "SELECT "
              + String.join(", ", columns)
              + " FROM ("
              + sql
              + "\n) AS t("
              + String.join(", ", places)
              + ")",
          List.copyOf(fields));
    }

    /** Names of result columns may be anything in SQL; a field's are plain. */
    private static String fieldName(String name, int index) {
      String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
      return plain.matches("[a-z_].*") ? plain : "column_" + (index + 1);
    }

    private static ColumnType typeOf(String type) {
      if (type.startsWith("DECIMAL")) {
        return ColumnType.DOUBLE;
      }
      return switch (type) {
        case "BOOLEAN" -> ColumnType.BOOLEAN;
        case "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "HUGEINT" ->
            ColumnType.LONG;
        case "DOUBLE", "FLOAT" -> ColumnType.DOUBLE;
        case "TIMESTAMP",
            "TIMESTAMP_S",
            "TIMESTAMP_MS",
            "TIMESTAMP_NS",
            "DATE",
            "TIMESTAMP WITH TIME ZONE" ->
            ColumnType.TIMESTAMP;
        default -> ColumnType.STRING;
      };
    }
  }
}
