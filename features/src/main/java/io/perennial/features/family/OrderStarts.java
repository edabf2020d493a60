// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Tells the first line of each order of one customer from its other lines: lines that follow one
 * another are of one order when they have the same key, or, without keys, the same instant.
 */
final class OrderStarts {

  private static final byte NONE = 0;
  private static final byte KEYED = 1;
  private static final byte UNKEYED = 2;

  private byte last = NONE;
  private long key;
  private long micros;

  /** Whether the next line begins an order. */
  boolean begins(long at, boolean hasKey, long orderKey) {
    boolean same = hasKey ? last == KEYED && key == orderKey : last == UNKEYED && micros == at;
    last = hasKey ? KEYED : UNKEYED;
    key = hasKey ? orderKey : 0;
    micros = at;
    return !same;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(last);
    out.writeLong(key);
    out.writeLong(micros);
  }

  static OrderStarts restore(DataInput in) throws IOException {
    OrderStarts starts = new OrderStarts();
    starts.last = in.readByte();
    starts.key = in.readLong();
    starts.micros = in.readLong();
    return starts;
  }
}
