// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Values of a batch as text. */
final class Values {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final double PLAIN_FROM = 1e-6;
  private static final double PLAIN_TO = 1e15;

  private Values() {}

  /** The value for people; the caller has seen that it is not null. Times are UTC. */
  static String text(Batch batch, int column, int row) {
    return switch (batch.fields().get(column).type()) {
      case STRING -> batch.texts(column)[row];
      case LONG -> Long.toString(batch.longs(column)[row]);
      case BOOLEAN -> Boolean.toString(batch.longs(column)[row] != 0);
      case TIMESTAMP -> time(batch.longs(column)[row]);
      case DOUBLE, DECIMAL -> number(batch.doubles(column)[row]);
    };
  }

  /** {@code 2026-01-31 12:00:00}, with a fraction only where there is one. */
  static String time(long micros) {
    return TIME.format(new AsOf(micros).instant());
  }

  /** {@code 2026-01-31T12:00:00Z}. */
  static String isoTime(long micros) {
    Instant instant = new AsOf(micros).instant();
    return instant.toString();
  }

  /** The shortest decimal that is this double; with an exponent only when very large or small. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    if (Double.isNaN(value) || Double.isInfinite(value) || size < PLAIN_FROM || size >= PLAIN_TO) {
      return Double.toString(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    return exact.toPlainString();
  }

  static boolean isNumber(ColumnType type) {
    return switch (type) {
      case LONG, DOUBLE, DECIMAL -> true;
      case STRING, BOOLEAN, TIMESTAMP -> false;
    };
  }
}
