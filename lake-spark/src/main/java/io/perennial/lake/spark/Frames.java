// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Batches as bytes, for the way between executors and the driver: a row count, then column by
 * column a null count, the nulls as bits when there are any, and the values.
 */
final class Frames {

  private Frames() {}

  static void write(Batch batch, DataOutputStream out) throws IOException {
    int rows = batch.rows();
    out.writeInt(rows);
    for (int column = 0; column < batch.fields().size(); column++) {
      int nulls = batch.nulls(column);
      out.writeInt(nulls);
      if (nulls > 0) {
        byte[] bits = new byte[(rows + 7) / 8];
        for (int row = 0; row < rows; row++) {
          if (batch.isNull(column, row)) {
            bits[row >> 3] |= (byte) (1 << (row & 7));
          }
        }
        out.write(bits);
      }
      switch (batch.fields().get(column).type()) {
        case BOOLEAN, LONG, TIMESTAMP -> {
          ByteBuffer bytes = ByteBuffer.allocate(8 * rows);
          bytes.asLongBuffer().put(batch.longs(column), 0, rows);
          out.write(bytes.array());
        }
        case DOUBLE, DECIMAL -> {
          ByteBuffer bytes = ByteBuffer.allocate(8 * rows);
          bytes.asDoubleBuffer().put(batch.doubles(column), 0, rows);
          out.write(bytes.array());
        }
        case STRING -> {
          for (int row = 0; row < rows; row++) {
            if (!batch.isNull(column, row)) {
              byte[] text = batch.texts(column)[row].getBytes(StandardCharsets.UTF_8);
              out.writeInt(text.length);
              out.write(text);
            }
          }
        }
      }
    }
  }

  /** Fills {@code batch} with the next frame; false at the end. */
  static boolean read(DataInputStream in, Batch batch) throws IOException {
    int rows;
    try {
      rows = in.readInt();
    } catch (EOFException end) {
      return false;
    }
    batch.fill(rows);
    for (int column = 0; column < batch.fields().size(); column++) {
      readColumn(in, batch, column);
    }
    return true;
  }

  private static void readColumn(DataInputStream in, Batch batch, int column) throws IOException {
    int rows = batch.rows();
    byte[] bits = in.readInt() == 0 ? new byte[0] : in.readNBytes((rows + 7) / 8);
    ColumnType type = batch.fields().get(column).type();
    switch (type) {
      case BOOLEAN, LONG, TIMESTAMP ->
          ByteBuffer.wrap(in.readNBytes(8 * rows)).asLongBuffer().get(batch.longs(column), 0, rows);
      case DOUBLE, DECIMAL ->
          ByteBuffer.wrap(in.readNBytes(8 * rows))
              .asDoubleBuffer()
              .get(batch.doubles(column), 0, rows);
      case STRING -> {
        for (int row = 0; row < rows; row++) {
          if (!isSet(bits, row)) {
            byte[] text = in.readNBytes(in.readInt());
            batch.setText(column, row, new String(text, StandardCharsets.UTF_8));
          }
        }
      }
    }
    if (bits.length > 0) {
      for (int row = 0; row < rows; row++) {
        if (isSet(bits, row)) {
          batch.setNull(column, row);
        }
      }
    }
  }

  private static boolean isSet(byte[] bits, int row) {
    return bits.length > 0 && (bits[row >> 3] >> (row & 7) & 1) != 0;
  }
}
