// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import java.util.Arrays;

/** Reads what a {@link ByteSink} wrote. */
final class ByteSource {

  private final byte[] bytes;
  private int at;

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int readByte() {
    return bytes[at++];
  }

  byte[] read(int count) {
    byte[] some = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return some;
  }

  long readFixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[at++] & 0xFF);
    }
    return value;
  }

  long readUnsigned() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  long readSigned() {
    long value = readUnsigned();
    return (value >>> 1) ^ -(value & 1);
  }
}
