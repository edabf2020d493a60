// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.ingest.land.JsonRowFile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result, as the fields of a row: every value as exact text. Times as ISO 8601,
 * with a Z where they know their zone; bytes in hexadecimal; JSON as it is; lists as JSON; null is
 * absent.
 */
final class Columns {

  private static final int LONGEST_PLAIN = 40;

  private static final Pattern CHANGED =
      Pattern.compile(
          "(last_?)?(updated?|modified|changed?|mutation)(_?(at|on|date|time|timestamp|ts))?"
              + "|systemmodstamp|write_date");

  private enum Form {
    AS_SAID,
    TRUTH,
    BITS,
    NUMBER,
    LOCAL_TIME,
    ZONED_TIME,
    UTC_TIME,
    BYTES,
    JSON,
    LIST,
    BY_VALUE
  }

  private final List<String> names = new ArrayList<>();
  private final List<Form> forms = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();

  Columns(ResultSetMetaData said, DatabaseUrl.Product product) throws SQLException {
    Set<String> taken = new HashSet<>();
    for (int column = 1; column <= said.getColumnCount(); column++) {
      // dots lead into objects, and a name stands once in a row
      String label = said.getColumnLabel(column).replace('.', '_');
      String name = label;
      for (int i = 2; !taken.add(name); i++) {
        name = label + '_' + i;
      }
      String type = String.valueOf(said.getColumnTypeName(column)).toLowerCase(Locale.ROOT);
      names.add(name);
      types.add(type);
      int bits = type.equals("bit") ? said.getPrecision(column) : 1;
      forms.add(
          bits > 1 && product == DatabaseUrl.Product.MARIADB
              ? Form.BITS
              : form(said.getColumnType(column), type, product));
      lengths.add(bits);
    }
  }

  private static Form form(int type, String name, DatabaseUrl.Product product) {
    if (product == DatabaseUrl.Product.SQLITE) {
      return Form.BY_VALUE; // a column holds what each row put there
    }
    if (name.equals("json") || name.equals("jsonb")) {
      return Form.JSON;
    }
    if (name.equals("uuid")) {
      return Form.AS_SAID;
    }
    return switch (type) {
      case Types.BIT, Types.BOOLEAN -> truth(name, product);
      case Types.DECIMAL, Types.NUMERIC, Types.REAL, Types.FLOAT, Types.DOUBLE ->
          name.equals("money") ? Form.AS_SAID : Form.NUMBER;
      case Types.TIMESTAMP ->
          name.equals("timestamptz")
              ? Form.ZONED_TIME
              : product == DatabaseUrl.Product.MARIADB && name.equals("timestamp")
                  ? Form.UTC_TIME
                  : Form.LOCAL_TIME;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Form.ZONED_TIME;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Form.BYTES;
      case Types.ARRAY -> Form.LIST;
      default -> Form.AS_SAID;
    };
  }

  /** PostgreSQL's strings of bits are no truth values. */
  private static Form truth(String name, DatabaseUrl.Product product) {
    return product == DatabaseUrl.Product.POSTGRESQL && !name.equals("bool")
        ? Form.AS_SAID
        : Form.TRUTH;
  }

  /** How a column grows that has this type; empty where it is not clear that it does. */
  static Watermark.@Nullable Kind kind(int type, String typeName, DatabaseUrl.Product product) {
    String name = typeName.toLowerCase(Locale.ROOT);
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Watermark.Kind.WHOLE;
      case Types.BIGINT -> name.contains("unsigned") ? Watermark.Kind.NUMBER : Watermark.Kind.WHOLE;
      case Types.DECIMAL, Types.NUMERIC -> Watermark.Kind.NUMBER;
      case Types.DATE -> Watermark.Kind.DATE;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          switch (form(type, name, product)) {
            case ZONED_TIME -> Watermark.Kind.INSTANT;
            case UTC_TIME -> Watermark.Kind.UTC;
            default -> Watermark.Kind.LOCAL;
          };
      default -> null;
    };
  }

  /** The columns of a time of which the name says that changes set it. */
  List<String> likelyWatermarks(ResultSetMetaData said, DatabaseUrl.Product product)
      throws SQLException {
    List<String> likely = new ArrayList<>();
    for (int column = 1; column <= said.getColumnCount(); column++) {
      String label = said.getColumnLabel(column);
      Watermark.Kind kind =
          kind(said.getColumnType(column), said.getColumnTypeName(column), product);
      boolean time = product == DatabaseUrl.Product.SQLITE || (kind != null && kind.isTime());
      if (time && CHANGED.matcher(label.toLowerCase(Locale.ROOT)).matches()) {
        likely.add(label);
      }
    }
    return likely;
  }

  /** Writes the row that {@code rows} stands at. */
  void write(ResultSet rows, JsonRowFile file) throws SQLException {
    file.begin();
    for (int i = 0; i < names.size(); i++) {
      Form form = forms.get(i);
      String value =
          form == Form.BITS
              ? bits(rows.getBytes(i + 1), lengths.get(i))
              : value(rows, i + 1, form, types.get(i));
      if (value != null) {
        if (form == Form.JSON || form == Form.LIST) {
          file.json(names.get(i), value);
        } else {
          file.text(names.get(i), value);
        }
      }
    }
    file.end();
  }

  private static @Nullable String value(ResultSet rows, int column, Form form, String type)
      throws SQLException {
    return switch (form) {
      case AS_SAID, JSON, BITS -> rows.getString(column);
      case TRUTH -> {
        boolean truth = rows.getBoolean(column);
        yield rows.wasNull() ? null : String.valueOf(truth);
      }
      case NUMBER -> plain(rows.getString(column));
      case LOCAL_TIME -> {
        String time = local(time(rows, column));
        yield time == null ? rows.getString(column) : time;
      }
      case UTC_TIME -> {
        String time = local(time(rows, column));
        yield time == null ? rows.getString(column) : time + "Z";
      }
      case ZONED_TIME -> zoned(rows.getObject(column, OffsetDateTime.class));
      case BYTES -> {
        byte[] bytes = rows.getBytes(column);
        yield bytes == null ? null : HexFormat.of().formatHex(bytes);
      }
      case LIST -> {
        Array list = rows.getArray(column);
        yield list == null ? null : list(list.getArray(), type);
      }
      case BY_VALUE -> byValue(rows.getObject(column));
    };
  }

  /** Null also for what is no time, such as 0000-00-00 and 2026-00-03, which MySQL may hold. */
  private static @Nullable LocalDateTime time(ResultSet rows, int column) throws SQLException {
    try {
      return rows.getObject(column, LocalDateTime.class);
    } catch (SQLDataException e) {
      return null;
    }
  }

  /** As PostgreSQL writes them: a sign for each. */
  private static @Nullable String bits(byte @Nullable [] bytes, int length) {
    if (bytes == null) {
      return null;
    }
    String bits = new BigInteger(1, bytes).toString(2);
    return "0".repeat(Math.max(0, length - bits.length())) + bits;
  }

  private static @Nullable String byValue(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value == null
        ? null
        : value instanceof Double number ? plain(number.toString()) : value.toString();
  }

  /** Without an exponent, unless that would be long; what is no number, such as NaN, as it is. */
  private static @Nullable String plain(@Nullable String number) {
    if (number == null || (number.indexOf('E') < 0 && number.indexOf('e') < 0)) {
      return number;
    }
    try {
      String plain = new BigDecimal(number).toPlainString();
      return plain.length() > LONGEST_PLAIN ? number : plain;
    } catch (NumberFormatException e) {
      return number;
    }
  }

  private static @Nullable String local(@Nullable LocalDateTime time) {
    if (time == null) {
      return null;
    }
    return time.equals(LocalDateTime.MAX)
        ? "infinity"
        : time.equals(LocalDateTime.MIN)
            ? "-infinity"
            : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
  }

  private static @Nullable String zoned(@Nullable OffsetDateTime time) {
    if (time == null) {
      return null;
    }
    return time.equals(OffsetDateTime.MAX)
        ? "infinity"
        : time.equals(OffsetDateTime.MIN)
            ? "-infinity"
            : DateTimeFormatter.ISO_INSTANT.format(time);
  }

  private static String list(Object array, String type) {
    StringBuilder json = new StringBuilder("[");
    for (Object element : (Object[]) array) {
      if (json.length() > 1) {
        json.append(',');
      }
      if (element == null) {
        json.append("null");
      } else if (element instanceof Object[] inner) {
        json.append(list(inner, type));
      } else if (element instanceof Boolean) {
        json.append(element);
      } else {
        JsonRowFile.quote(json, element(element, type));
      }
    }
    return json.append(']').toString();
  }

  private static String element(Object element, String type) {
    if (element instanceof Timestamp time) {
      String text =
          type.equals("_timestamptz")
              ? zoned(time.toInstant().atOffset(ZoneOffset.UTC))
              : local(time.toLocalDateTime());
      return String.valueOf(text);
    }
    if (element instanceof OffsetDateTime time) {
      return String.valueOf(zoned(time));
    }
    return String.valueOf(byValue(element));
  }
}
