// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.ingest.IngestException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a Parquet file's columns, from its footer: Thrift's compact protocol, of which only
 * the schema's names and numbers of children are kept. Source: parquet.thrift, FileMetaData.
 */
final class ParquetFooter {

  private static final int TAIL = 8;
  private static final int LARGEST = 1 << 28;

  private final byte[] bytes;
  private int at;

  private ParquetFooter(byte[] bytes) {
    this.bytes = bytes;
  }

  private record Element(String name, int children) {}

  /**
   * The top-level columns in order.
   *
   * @throws IngestException when the file is not Parquet
   */
  static List<String> columns(Path file, String name) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      byte[] tail = new byte[TAIL];
      if (length >= 3 * 4) {
        in.seek(length - TAIL);
        in.readFully(tail);
      }
      int size = (tail[0] & 255) | (tail[1] & 255) << 8 | (tail[2] & 255) << 16 | tail[3] << 24;
      String magic = new String(tail, 4, 4, StandardCharsets.US_ASCII);
      if (!magic.equals("PAR1") || size <= 0 || size > Math.min(LARGEST, length - TAIL)) {
        throw notParquet(name, null);
      }
      byte[] footer = new byte[size];
      in.seek(length - TAIL - size);
      in.readFully(footer);
      return new ParquetFooter(footer).topColumns();
    } catch (IOException e) {
      throw FileBytes.unreadable(name, e);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw notParquet(name, e);
    }
  }

  private static IngestException notParquet(String name, @Nullable RuntimeException cause) {
    String message =
        "Cannot read "
            + name
            + ": it is not a whole Parquet file (copy it again, or set its format)";
    return cause == null ? new IngestException(message) : new IngestException(message, cause);
  }

  private List<String> topColumns() {
    List<Element> schema = new ArrayList<>();
    int field = 0;
    for (int header = next(); header != 0; header = next()) {
      field = header >> 4 == 0 ? (int) zigzag() : field + (header >> 4);
      if (field == 2) {
        schema(schema);
        break;
      }
      skip(header & 15);
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i < schema.size(); i = after(schema, i)) {
      names.add(schema.get(i).name);
    }
    return names;
  }

  private static int after(List<Element> schema, int element) {
    int at = element + 1;
    for (int child = 0; child < schema.get(element).children; child++) {
      at = after(schema, at);
    }
    return at;
  }

  private void schema(List<Element> schema) {
    int count = listSize(next());
    for (int i = 0; i < count; i++) {
      String name = "";
      int children = 0;
      int field = 0;
      for (int header = next(); header != 0; header = next()) {
        field = header >> 4 == 0 ? (int) zigzag() : field + (header >> 4);
        if (field == 4) {
          int length = (int) varint();
          name = new String(bytes, at, length, StandardCharsets.UTF_8);
          at += length;
        } else if (field == 5) {
          children = (int) zigzag();
        } else {
          skip(header & 15);
        }
      }
      schema.add(new Element(name, children));
    }
  }

  private void skip(int type) {
    switch (type) {
      case 1, 2 -> {}
      case 3 -> at++;
      case 4, 5, 6 -> varint();
      case 7 -> at += 8;
      case 8 -> at += (int) varint();
      case 9, 10 -> {
        int header = next();
        int count = listSize(header);
        for (int i = 0; i < count; i++) {
          skip((header & 15) <= 2 ? 3 : header & 15);
        }
      }
      case 12 -> {
        for (int header = next(); header != 0; header = next()) {
          if (header >> 4 == 0) {
            zigzag();
          }
          skip(header & 15);
        }
      }
      default -> throw new ArrayIndexOutOfBoundsException("Thrift type " + type);
    }
  }

  private int listSize(int header) {
    return header >> 4 == 15 ? (int) varint() : header >> 4;
  }

  private int next() {
    return bytes[at++] & 255;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int b = next();
      value |= (long) (b & 127) << shift;
      if (b < 128) {
        return value;
      }
    }
  }

  private long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }
}
