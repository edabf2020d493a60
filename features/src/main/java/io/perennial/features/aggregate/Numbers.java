// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays of numbers of which most are 0, as bytes: a bit says which are not. */
final class Numbers {

  private static final int BITS = 64;

  private Numbers() {}

  static void write(long[] numbers, int n, DataOutput out) throws IOException {
    for (int from = 0; from < n; from += BITS) {
      int to = Math.min(n, from + BITS);
      long there = 0;
      for (int i = from; i < to; i++) {
        there |= numbers[i] == 0 ? 0 : 1L << (i - from);
      }
      out.writeLong(there);
      for (int i = from; i < to; i++) {
        if (numbers[i] != 0) {
          out.writeLong(numbers[i]);
        }
      }
    }
  }

  static void read(long[] numbers, int n, DataInput in) throws IOException {
    for (int from = 0; from < n; from += BITS) {
      int to = Math.min(n, from + BITS);
      long there = in.readLong();
      for (int i = from; i < to; i++) {
        numbers[i] = (there >>> (i - from) & 1) == 0 ? 0 : in.readLong();
      }
    }
  }

  static void write(double[] numbers, int n, DataOutput out) throws IOException {
    long[] bits = new long[n];
    for (int i = 0; i < n; i++) {
      bits[i] = Double.doubleToRawLongBits(numbers[i]);
    }
    write(bits, n, out);
  }

  static void read(double[] numbers, int n, DataInput in) throws IOException {
    long[] bits = new long[n];
    read(bits, n, in);
    for (int i = 0; i < n; i++) {
      numbers[i] = Double.longBitsToDouble(bits[i]);
    }
  }
}
