// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static io.perennial.lake.duckdb.DuckDbSql.quoted;
import static io.perennial.lake.duckdb.DuckDbSql.text;

import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.DataFile;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes a query's rows as Parquet files of a table: one for each month, sorted, zstd, with field
 * ids, and with the statistics that the table's metadata needs, so that no file is read back.
 */
final class ParquetFiles {

  /** Small enough to skip by record, large enough to compress: 8k to 120k differ by 3 % in size. */
  private static final int ROW_GROUP_ROWS = 32_768;

  /**
   * Rows of a file of a table without months, about 20 MB of claims: an erasure writes one again,
   * in a second or two, and upkeep does not put them together again.
   */
  private static final long PART_ROWS = 2_000_000;

  private static final AtomicLong WRITTEN = new AtomicLong();

  private final Database database;

  ParquetFiles(Database database) {
    this.database = database;
  }

  List<WrittenFile> write(String sql, FileTarget target) {
    TableSpec spec = target.spec();
    Set<String> given = given(sql, target);
    String columns =
        spec.columns().stream()
            .filter(c -> given.contains(c.name()))
            .map(c -> value(c) + " AS " + quoted(c.name()))
            .collect(Collectors.joining(", "));
    String rows = "SELECT " + columns + " FROM (" + sql + "\n)";
    if (spec.monthOf().isPresent() && !given.contains(spec.monthOf().get())) {
      throw new LakeException(
          "Cannot write to " + spec.name() + ": some rows have no " + spec.monthOf().get());
    }
    if (spec.monthOf().isEmpty()) {
      List<WrittenFile> parts = new ArrayList<>();
      for (String condition : parts(sql, given, spec)) {
        parts.add(copy(rows + condition, given, target, target.folder(), OptionalInt.empty()));
      }
      return parts;
    }
    List<WrittenFile> files = new ArrayList<>();
    String time = quoted(spec.monthOf().get());
    for (int month : months(sql, time, spec)) {
      if (target.only().isEmpty() || target.only().get() == month) {
        String inMonth =
            rows
                + " WHERE "
                + time
                + " >= "
                + start(month)
                + " AND "
                + time
                + " < "
                + start(month + 1);
        Path folder =
            target
                .folder()
                .resolve(
                    String.format(
                        Locale.ROOT,
                        "month=%04d-%02d",
                        1970 + Math.floorDiv(month, 12),
                        Math.floorMod(month, 12) + 1));
        files.add(copy(inMonth, given, target, folder, OptionalInt.of(month)));
      }
    }
    return files;
  }

  /** The columns of the query; none is foreign to the table or a constant as well. */
  private Set<String> given(String sql, FileTarget target) {
    TableSpec spec = target.spec();
    Set<String> given =
        database.rows("DESCRIBE " + sql).stream()
            .map(row -> row.get(0))
            .collect(Collectors.toSet());
    Stream.concat(given.stream(), target.constants().keySet().stream())
        .filter(column -> !spec.has(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw new LakeException(
                  "Cannot write to " + spec.name() + ": it has no column " + column);
            });
    target.constants().keySet().stream()
        .filter(given::contains)
        .findFirst()
        .ifPresent(
            column -> {
              throw new LakeException(
                  "Cannot write to " + spec.name() + ": column " + column + " is given twice");
            });
    return given;
  }

  /**
   * The conditions that cut the rows of a table without months into files, by its first sort
   * column: what changes one record then rewrites one of them.
   */
  private List<String> parts(String sql, Set<String> given, TableSpec spec) {
    String first = spec.sortedBy().isEmpty() ? "" : spec.sortedBy().get(0);
    boolean cut = given.contains(first) && spec.column(first).type() == ColumnType.LONG;
    String column = cut ? quoted(first) : "NULL";
    List<String> range =
        database
            .rows(
                "SELECT count(*), count(%s), CAST(min(%s) AS BIGINT) FROM (%s\n)"
                    .formatted(column, column, sql))
            .get(0);
    long count = Long.parseLong(range.get(0));
    long known = Long.parseLong(range.get(1));
    if (count == 0) {
      return List.of();
    }
    if (count <= PART_ROWS || known == 0) {
      return List.of("");
    }
    List<String> shares = new ArrayList<>();
    for (long part = 1; part * PART_ROWS < known; part++) {
      shares.add(part + " * " + PART_ROWS + ".0 / " + known);
    }
    List<String> conditions = new ArrayList<>();
    String least = range.get(2);
    // bounds are values that are there, so no part is empty
    for (String bound : bounds(sql, column, shares)) {
      if (!bound.equals(least)) {
        conditions.add(" WHERE " + column + " >= " + least + " AND " + column + " < " + bound);
        least = bound;
      }
    }
    conditions.add(" WHERE " + column + " >= " + least);
    if (known < count) {
      conditions.add(" WHERE " + column + " IS NULL");
    }
    return conditions;
  }

  private List<String> bounds(String sql, String column, List<String> shares) {
    if (shares.isEmpty()) {
      return List.of();
    }
    return database
        .rows(
            "SELECT DISTINCT unnest(quantile_disc("
                + column
                + ", ["
                + String.join(", ", shares)
                + "])) AS bound FROM ("
                + sql
                + "\n) ORDER BY bound")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** The column as the table holds it: what is not a number is null. */
  private static String value(Column column) {
    String cast = "CAST(" + quoted(column.name()) + " AS " + DuckDbSql.type(column.type()) + ")";
    return column.type() == ColumnType.DOUBLE
        ? "CASE WHEN NOT isnan(" + cast + ") THEN " + cast + " END"
        : cast;
  }

  private List<Integer> months(String sql, String time, TableSpec spec) {
    List<Integer> months = new ArrayList<>();
    String found =
        "SELECT DISTINCT f_month_no(" + time + ") AS m FROM (" + sql + "\n) ORDER BY m NULLS FIRST";
    for (List<String> row : database.rows(found)) {
      if (row.get(0).isEmpty()) {
        throw new LakeException(
            "Cannot write to " + spec.name() + ": some rows have no " + spec.monthOf().get());
      }
      months.add(Integer.valueOf(row.get(0)));
    }
    return months;
  }

  private static String start(int month) {
    Instant instant =
        LocalDateTime.of(1970 + Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1, 1, 0, 0)
            .toInstant(ZoneOffset.UTC);
    return DuckDbSql.timestamp(instant);
  }

  private WrittenFile copy(
      String rows, Set<String> given, FileTarget target, Path folder, OptionalInt month) {
    TableSpec spec = target.spec();
    Path file = folder.resolve(name());
    String order =
        spec.sortedBy().stream()
            .filter(column -> given.contains(column) && !target.ordered())
            .map(c -> quoted(c) + " NULLS LAST")
            .collect(Collectors.joining(", "));
    String ids =
        spec.columns().stream()
            .map(c -> quoted(c.name()) + ": " + c.id())
            .collect(Collectors.joining(", "));
    // columns that are not given join after sorting: a null sorted is as dear as a number
    String columns =
        spec.columns().stream()
            .map(c -> given.contains(c.name()) ? quoted(c.name()) : constant(c, target))
            .collect(Collectors.joining(", "));
    String copy =
        "COPY (SELECT "
            + columns
            + " FROM ("
            + rows
            + (order.isEmpty() ? "" : " ORDER BY " + order)
            + ")) TO "
            + text(file.toString())
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
            + ROW_GROUP_ROWS
            + ", RETURN_STATS, FIELD_IDS {"
            + ids
            + "})";
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LakeException(
          "Cannot make the folder " + folder + ": check that it may be written", e);
    }
    try (DuckDBConnection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(copy)) {
      result.next();
      Map<?, ?> stats = (Map<?, ?>) result.getObject("column_statistics");
      long count = result.getLong("count");
      DataFile data =
          new DataFile(file.toString(), month, count, result.getLong("file_size_bytes"));
      return new WrittenFile(data, columns(spec, stats, count));
    } catch (SQLException e) {
      throw Database.failure("Cannot write to " + spec.name(), e);
    }
  }

  private static String constant(Column column, FileTarget target) {
    Object value = target.constants().get(column.name());
    return "CAST("
        + (value == null ? "NULL" : DuckDbSql.literal(value))
        + " AS "
        + DuckDbSql.type(column.type())
        + ") AS "
        + quoted(column.name());
  }

  /** Unique, and in the order of writing, so that planning does not depend on chance. */
  private static String name() {
    return String.format(
        Locale.ROOT, "%010d-%s.parquet", WRITTEN.incrementAndGet(), UUID.randomUUID());
  }

  private static Map<String, WrittenFile.ColumnStats> columns(
      TableSpec spec, Map<?, ?> stats, long rows) {
    Map<String, WrittenFile.ColumnStats> columns = new HashMap<>();
    for (Column column : spec.columns()) {
      if (stats.get(quoted(column.name())) instanceof Map<?, ?> of) {
        columns.put(
            column.name(),
            new WrittenFile.ColumnStats(
                number(of, "column_size_bytes", 0),
                number(of, "num_values", rows),
                number(of, "null_count", 0),
                bound(column.type(), of.get("min")),
                bound(column.type(), of.get("max"))));
      }
    }
    return columns;
  }

  private static long number(Map<?, ?> of, String key, long otherwise) {
    Object value = of.get(key);
    return value == null ? otherwise : Long.parseLong(value.toString());
  }

  private static Optional<Object> bound(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.toString();
    return switch (type) {
      case BOOLEAN -> Optional.of(text.equals("1") || text.equalsIgnoreCase("true"));
      case LONG -> Optional.of(Long.valueOf(text));
      case DOUBLE -> Optional.of(Double.valueOf(text)).filter(x -> !x.isNaN()).map(x -> (Object) x);
      case DECIMAL -> Optional.of(new BigDecimal(text).setScale(4));
      case STRING -> Optional.of(text);
      case TIMESTAMP -> {
        LocalDateTime at = LocalDateTime.parse(text.replace(' ', 'T'));
        yield Optional.of(ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), at));
      }
    };
  }
}
