// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How values, names and types are written in DuckDB's SQL. */
final class DuckDbSql {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private DuckDbSql() {}

  /** A typed literal; a collection becomes a list in parentheses. */
  static String literal(Object value) {
    if (value instanceof Collection<?> many) {
      return many.isEmpty()
          ? "(NULL)"
          : many.stream().map(DuckDbSql::literal).collect(Collectors.joining(", ", "(", ")"));
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Long || value instanceof Integer) {
      return "CAST(" + value + " AS BIGINT)";
    }
    if (value instanceof Double number) {
      if (number.isNaN() || number.isInfinite()) {
        throw new IllegalArgumentException("Invalid value: " + number + " (must be finite)");
      }
      return "CAST('" + number + "' AS DOUBLE)";
    }
    if (value instanceof BigDecimal number) {
      return "CAST('" + number.toPlainString() + "' AS DECIMAL(18, 4))";
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Instant instant) {
      return timestamp(instant);
    }
    throw new IllegalArgumentException(
        "Unsupported value of type " + value.getClass().getSimpleName() + " in SQL");
  }

  /** A quoted text. */
  static String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("Invalid text: it holds a NUL character");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  /** A quoted name. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A list of files; what DuckDB would take for a pattern stands for itself. */
  static String files(List<String> files) {
    return files.stream()
        .map(file -> text(file.replaceAll("[*?\\[]", "[$0]")))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String timestamp(Instant instant) {
    return "TIMESTAMP '" + TIMESTAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "'";
  }

  static String type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case DECIMAL -> "DECIMAL(18, 4)";
      case TIMESTAMP -> "TIMESTAMP";
      case STRING -> "VARCHAR";
    };
  }

  /** The rows that pass {@code filter}; a range bound is microseconds for a TIMESTAMP column. */
  static String condition(Filter filter, ColumnType type) {
    String column = quoted(filter.column());
    if (filter instanceof Filter.Range range) {
      return column
          + " >= "
          + bound(range.from(), type)
          + " AND "
          + column
          + " < "
          + bound(range.to(), type);
    }
    if (filter instanceof Filter.In in) {
      return column + " IN " + literal(in.values().stream().sorted().toList());
    }
    Filter.Text equal = (Filter.Text) filter;
    return column + " = " + text(equal.value());
  }

  private static String bound(long value, ColumnType type) {
    return type == ColumnType.TIMESTAMP
        ? "make_timestamp(CAST(" + value + " AS BIGINT))"
        : "CAST(" + value + " AS BIGINT)";
  }
}
