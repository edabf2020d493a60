// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes: a bit for each column that is null, then the values that are not. Whole numbers
 * take as many bytes as they need; of texts that come often only the number in a list is written.
 */
final class RowCodec {

  /** Texts beyond these are written out. */
  private static final int MOST_WORDS = 4096;

  private static final int LONGEST_WORD = 64;

  /** Doubles that are whole numbers up to here are written as such. */
  private static final double WHOLE = 1L << 48;

  private final List<Field> fields;
  private final List<String> words;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** A codec that learns words as it writes, or that knows them already and only reads. */
  RowCodec(List<Field> fields, List<String> words) {
    this.fields = List.copyOf(fields);
    this.words = new ArrayList<>(words);
  }

  List<Field> fields() {
    return fields;
  }

  /** The texts that are written as numbers. */
  List<String> words() {
    return List.copyOf(words);
  }

  void write(@Nullable Object[] row, ByteSink out) {
    int bits = 0;
    for (int i = 0; i < fields.size(); i++) {
      bits |= row[i] == null ? 1 << (i & 7) : 0;
      if ((i & 7) == 7 || i == fields.size() - 1) {
        out.writeByte(bits);
        bits = 0;
      }
    }
    for (Object value : row) {
      if (value instanceof Long number) {
        out.writeSigned(number);
      } else if (value instanceof Double number) {
        write(number, out);
      } else if (value instanceof Boolean truth) {
        out.writeByte(truth ? 1 : 0);
      } else if (value instanceof Instant instant) {
        out.writeSigned(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
      } else if (value instanceof String text) {
        write(text, out);
      }
    }
  }

  private static void write(double number, ByteSink out) {
    // minus zero is no whole number here: its sign would be lost
    if (number == Math.rint(number)
        && Math.abs(number) < WHOLE
        && Double.doubleToRawLongBits(number) != Long.MIN_VALUE) {
      long whole = (long) number;
      out.writeUnsigned(1 + ((whole << 1) ^ (whole >> 63)));
    } else {
      out.writeByte(0);
      out.writeFixed(Double.doubleToRawLongBits(number));
    }
  }

  private void write(String text, ByteSink out) {
    Integer number = numbers.get(text);
    if (number == null && words.size() < MOST_WORDS && text.length() <= LONGEST_WORD) {
      number = words.size();
      words.add(text);
      numbers.put(text, number);
    }
    if (number != null) {
      out.writeUnsigned(number + 1L);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeUnsigned(0);
      out.writeUnsigned(bytes.length);
      out.write(bytes);
    }
  }

  @Nullable Object[] read(ByteSource in) {
    @Nullable Object[] row = new @Nullable Object[fields.size()];
    byte[] nulls = in.read((fields.size() + 7) >> 3);
    for (int i = 0; i < row.length; i++) {
      if ((nulls[i >> 3] & (1 << (i & 7))) == 0) {
        row[i] = read(fields.get(i).type(), in);
      }
    }
    return row;
  }

  private Object read(ColumnType type, ByteSource in) {
    return switch (type) {
      case LONG -> in.readSigned();
      case BOOLEAN -> in.readByte() != 0;
      case TIMESTAMP -> Rows.instant(in.readSigned());
      case DOUBLE, DECIMAL -> {
        long first = in.readUnsigned();
        long zigzag = first - 1;
        yield first == 0
            ? Double.longBitsToDouble(in.readFixed())
            : (double) ((zigzag >>> 1) ^ -(zigzag & 1));
      }
      case STRING -> {
        long number = in.readUnsigned();
        yield number > 0
            ? words.get(Math.toIntExact(number - 1))
            : new String(in.read(Math.toIntExact(in.readUnsigned())), StandardCharsets.UTF_8);
      }
    };
  }
}
