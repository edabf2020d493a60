// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Walks once through a JSON document that a program wrote. For one thread. */
final class JsonCursor {

  private final byte[] bytes;
  private int at;

  JsonCursor(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads an object; {@code member} is given each key, and must read or skip its value. */
  void object(Consumer<String> member) {
    expect('{');
    if (peek() == '}') {
      at++;
      return;
    }
    do {
      String key = string();
      expect(':');
      member.accept(key);
    } while (another('}'));
  }

  /** Reads an array; {@code element} must read or skip one of its values. */
  void array(Runnable element) {
    expect('[');
    if (peek() == ']') {
      at++;
      return;
    }
    do {
      element.run();
    } while (another(']'));
  }

  /** Reads an array of numbers. */
  float[] floats() {
    FloatList list = new FloatList();
    array(() -> list.add(Float.parseFloat(number())));
    return list.toArray();
  }

  /** Reads an array of whole numbers, or of true and false as 1 and 0. */
  int[] ints() {
    int[][] list = {new int[64]};
    int[] size = {0};
    array(
        () -> {
          if (size[0] == list[0].length) {
            list[0] = Arrays.copyOf(list[0], 2 * size[0]);
          }
          list[0][size[0]++] = wholeNumber();
        });
    return Arrays.copyOf(list[0], size[0]);
  }

  /** Whether an object is next. */
  boolean atObject() {
    return peek() == '{';
  }

  /** Passes over the value that is next, whatever it is. */
  void skip() {
    switch (peek()) {
      case '{' -> object(key -> skip());
      case '[' -> array(this::skip);
      case '"' -> string();
      default -> number();
    }
  }

  private int wholeNumber() {
    String word = number();
    return switch (word) {
      case "true" -> 1;
      case "false" -> 0;
      default -> Integer.parseInt(word);
    };
  }

  private String string() {
    expect('"');
    int from = at;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return new String(bytes, from, at++ - from, StandardCharsets.UTF_8);
  }

  private String number() {
    peek();
    int from = at;
    while (at < bytes.length && ",]}".indexOf(bytes[at]) < 0 && bytes[at] > ' ') {
      at++;
    }
    return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
  }

  private boolean another(char end) {
    byte next = peek();
    at++;
    if (next != ',' && next != end) {
      throw wrong("',' or '" + end + "'");
    }
    return next == ',';
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private byte peek() {
    while (at < bytes.length && bytes[at] <= ' ') {
      at++;
    }
    if (at == bytes.length) {
      throw wrong("more");
    }
    return bytes[at];
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException(
        "Invalid model: byte " + at + " (must be " + wanted + " there)");
  }

  private static final class FloatList {

    private float[] values = new float[64];
    private int size;

    void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    float[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
