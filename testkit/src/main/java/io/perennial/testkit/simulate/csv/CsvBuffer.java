// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;

/** Bytes of CSV in the making (RFC 4180, but lines end in LF). For one thread. */
final class CsvBuffer {

  private static final int SECONDS_PER_DAY = 86_400;

  private byte[] bytes;
  private int length;
  private final byte[] day = new byte[10];
  private long dayNumber = Long.MIN_VALUE;

  CsvBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void put(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  /** Once more what stands in {@code [from, to)}. */
  void repeat(int from, int to) {
    reserve(to - from);
    System.arraycopy(bytes, from, bytes, length, to - from);
    length += to - from;
  }

  /** A whole number. */
  void putNumber(long value) {
    reserve(20);
    if (value < 0) {
      bytes[length++] = '-';
    }
    long left = Math.abs(value);
    int digits = 1;
    for (long power = 10; power <= left && digits < 18; power *= 10) {
      digits++;
    }
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    length += digits;
  }

  /** Hundredths as a number with two decimals. */
  void putCents(long cents) {
    if (cents < 0) {
      put('-');
    }
    long magnitude = Math.abs(cents);
    putNumber(magnitude / 100);
    putFraction(magnitude);
  }

  /** As {@link #putCents}, quoted and with a comma between thousands. */
  void putGroupedCents(long cents) {
    put('"');
    if (cents < 0) {
      put('-');
    }
    long magnitude = Math.abs(cents);
    String whole = Long.toString(magnitude / 100);
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        put(',');
      }
      put(whole.charAt(i));
    }
    putFraction(magnitude);
    put('"');
  }

  /** An instant as {@code yyyy-MM-dd HH:mm:ss}, UTC. */
  void putInstant(long epochSecond) {
    long number = Math.floorDiv(epochSecond, (long) SECONDS_PER_DAY);
    if (number != dayNumber) {
      byte[] text = LocalDate.ofEpochDay(number).toString().getBytes(UTF_8);
      System.arraycopy(text, 0, day, 0, day.length);
      dayNumber = number;
    }
    put(day);
    int second = (int) Math.floorMod(epochSecond, (long) SECONDS_PER_DAY);
    reserve(9);
    bytes[length++] = ' ';
    putTwo(second / 3_600);
    bytes[length++] = ':';
    putTwo(second / 60 % 60);
    bytes[length++] = ':';
    putTwo(second % 60);
  }

  /** A field's bytes, in quotes where it has a comma, a quote or an end of line. */
  static byte[] field(String text) {
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return (quoted ? '"' + text.replace("\"", "\"\"") + '"' : text).getBytes(UTF_8);
  }

  private void putFraction(long magnitude) {
    reserve(3);
    bytes[length++] = '.';
    putTwo((int) (magnitude % 100));
  }

  private void putTwo(int value) {
    bytes[length++] = (byte) ('0' + value / 10);
    bytes[length++] = (byte) ('0' + value % 10);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
