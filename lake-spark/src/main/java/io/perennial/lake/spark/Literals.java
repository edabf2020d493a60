// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values as typed literals of Spark's SQL. */
final class Literals {

  private Literals() {}

  /** A typed literal; a collection becomes a list in parentheses. */
  static String of(Object value) {
    if (value instanceof Collection<?> many) {
      return many.isEmpty()
          ? "(NULL)"
          : many.stream().map(Literals::of).collect(Collectors.joining(", ", "(", ")"));
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Integer whole && whole >= 0) {
      return whole.toString();
    }
    if (value instanceof Long || value instanceof Integer) {
      return "CAST('" + value + "' AS BIGINT)";
    }
    if (value instanceof Double number) {
      if (number.isNaN() || number.isInfinite()) {
        throw new IllegalArgumentException("Invalid value: " + number + " (must be finite)");
      }
      return "CAST('" + number + "' AS DOUBLE)";
    }
    if (value instanceof BigDecimal exact) {
      return "CAST('" + exact.toPlainString() + "' AS DECIMAL(18, 4))";
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Instant instant) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      return "CAST(timestamp_micros(" + of(micros) + ") AS TIMESTAMP_NTZ)";
    }
    throw new IllegalArgumentException(
        "Unsupported value of type " + value.getClass().getSimpleName() + " in SQL");
  }

  /** A quoted text: Spark reads a backslash as the start of an escape. */
  private static String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("Invalid text: it holds a NUL character");
    }
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
