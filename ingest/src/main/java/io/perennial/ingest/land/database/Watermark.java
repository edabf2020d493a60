// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of the column that grows, exact: what a database says is what it is asked for again.
 *
 * @param kind how it is compared and written
 * @param text without blanks: a plain number, or a time as ISO 8601 has it, to the last digit
 */
record Watermark(Kind kind, String text) implements Comparable<Watermark> {

  private static final Pattern TIME_TEXT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:([ T])[0-9]{2}:[0-9]{2}.*)?");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  /** What columns can grow by. */
  enum Kind {
    WHOLE,
    NUMBER,
    /** A time that knows its zone; in UTC. */
    INSTANT,
    /** Such a time of MySQL, which drivers show as if it had no zone; the session is in UTC. */
    UTC,
    /** A time without a zone. */
    LOCAL,
    DATE,
    /** Text that sorts, which is how SQLite keeps times. */
    TEXT;

    /** Whether the clock says which values are over. */
    boolean isTime() {
      return this == INSTANT || this == UTC || this == LOCAL || this == DATE;
    }
  }

  /** The value in a column of the current row; empty where it is null. */
  static Optional<Watermark> of(ResultSet row, int column, Kind kind) throws SQLException {
    String text = read(row, column, kind);
    return text == null ? Optional.empty() : Optional.of(new Watermark(kind, text));
  }

  private static @Nullable String read(ResultSet row, int column, Kind kind) throws SQLException {
    return switch (kind) {
      case WHOLE, TEXT -> row.getString(column);
      case NUMBER -> {
        BigDecimal number = row.getBigDecimal(column);
        yield number == null ? null : number.toPlainString();
      }
      case INSTANT -> {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        yield time == null ? null : time.toInstant().toString();
      }
      case UTC -> {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        yield time == null ? null : time.toInstant(ZoneOffset.UTC).toString();
      }
      case LOCAL -> {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        yield time == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
      }
      case DATE -> {
        LocalDate date = row.getObject(column, LocalDate.class);
        yield date == null ? null : date.toString();
      }
    };
  }

  /**
   * The value that a text says.
   *
   * @throws RuntimeException when it is none of that kind
   */
  static Watermark parse(String text, Kind kind) {
    return new Watermark(
        kind,
        switch (kind) {
          case WHOLE -> String.valueOf(Long.parseLong(text));
          case NUMBER -> new BigDecimal(text).toPlainString();
          case INSTANT, UTC -> Instant.parse(text).toString();
          case LOCAL -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.parse(text));
          case DATE -> LocalDate.parse(text).toString();
          case TEXT -> text;
        });
  }

  /** Sets a parameter to the value, as the type that the column has: an index serves it then. */
  void bind(PreparedStatement statement, int parameter) throws SQLException {
    switch (kind) {
      case WHOLE -> statement.setLong(parameter, Long.parseLong(text));
      case NUMBER -> statement.setBigDecimal(parameter, new BigDecimal(text));
      case INSTANT -> statement.setObject(parameter, Instant.parse(text).atOffset(ZoneOffset.UTC));
      case UTC ->
          statement.setObject(
              parameter, LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC));
      case LOCAL -> statement.setObject(parameter, LocalDateTime.parse(text));
      case DATE -> statement.setObject(parameter, LocalDate.parse(text));
      case TEXT -> statement.setString(parameter, text);
    }
  }

  /** The last value of a kind of time that is wholly over at {@code moment}. */
  static Watermark before(Instant moment, Kind kind, ZoneId zone) {
    return switch (kind) {
      case INSTANT, UTC -> new Watermark(kind, moment.toString());
      case LOCAL ->
          new Watermark(
              kind, DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(localBefore(moment, zone)));
      case DATE -> new Watermark(kind, LocalDate.ofInstant(moment, zone).minusDays(1).toString());
      case WHOLE, NUMBER, TEXT -> throw new IllegalArgumentException(kind + " is no time");
    };
  }

  /**
   * The last text that is wholly over at {@code moment}, written as this text writes its time: in
   * UTC where it ends with Z, else in that zone. Empty for what is no time as ISO 8601 or SQL write
   * it.
   */
  Optional<Watermark> likeThis(Instant moment, ZoneId zone) {
    Matcher time = TIME_TEXT.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    if (time.group(1) == null) {
      return Optional.of(new Watermark(kind, before(moment, Kind.DATE, zone).text));
    }
    LocalDateTime over =
        text.endsWith("Z")
            ? LocalDateTime.ofInstant(moment, ZoneOffset.UTC)
            : localBefore(moment, zone);
    String seconds = SECONDS.format(over);
    return Optional.of(new Watermark(kind, seconds.replace("T", time.group(1))));
  }

  /** What a wall clock will not show again: the hour that comes twice is over with the second. */
  private static LocalDateTime localBefore(Instant moment, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    ZoneOffsetTransition next = zone.getRules().nextTransition(moment);
    return next != null && !local.isBefore(next.getDateTimeAfter())
        ? next.getDateTimeAfter().minus(1, ChronoUnit.MICROS) // some databases round what is finer
        : local;
  }

  /** A number that is smaller by {@code margin}. */
  Watermark minus(long margin) {
    return new Watermark(
        kind, new BigDecimal(text).subtract(BigDecimal.valueOf(margin)).toPlainString());
  }

  @Override
  public int compareTo(Watermark other) {
    return switch (kind) {
      case WHOLE, NUMBER -> new BigDecimal(text).compareTo(new BigDecimal(other.text));
      case INSTANT, UTC -> Instant.parse(text).compareTo(Instant.parse(other.text));
      case LOCAL -> LocalDateTime.parse(text).compareTo(LocalDateTime.parse(other.text));
      case DATE -> LocalDate.parse(text).compareTo(LocalDate.parse(other.text));
      case TEXT -> text.compareTo(other.text);
    };
  }
}
