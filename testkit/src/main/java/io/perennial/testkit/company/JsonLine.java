// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import java.util.ArrayDeque;
import java.util.Deque;

/** A JSON object written field by field. */
final class JsonLine {

  private final StringBuilder text = new StringBuilder("{");
  private final Deque<Character> open = new ArrayDeque<>();
  private boolean first = true;

  JsonLine put(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonLine put(String name, long value) {
    name(name).append(value);
    return this;
  }

  JsonLine put(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  /** A number as it is to be written. */
  JsonLine number(String name, String value) {
    name(name).append(value);
    return this;
  }

  JsonLine nothing(String name) {
    name(name).append("null");
    return this;
  }

  JsonLine object(String name) {
    name(name).append('{');
    return opened('}');
  }

  JsonLine list(String name) {
    name(name).append('[');
    return opened(']');
  }

  /** An object in a list. */
  JsonLine element() {
    comma();
    text.append('{');
    return opened('}');
  }

  JsonLine end() {
    text.append(open.pop());
    first = false;
    return this;
  }

  /** The object, with all that is open in it ended. */
  @Override
  public String toString() {
    StringBuilder whole = new StringBuilder(text);
    open.forEach(whole::append);
    return whole.append('}').toString();
  }

  /** Cents as money is written: {@code -12.05}. */
  static String money(long cents) {
    long magnitude = Math.abs(cents);
    String fraction = Long.toString(100 + magnitude % 100).substring(1);
    return (cents < 0 ? "-" : "") + magnitude / 100 + "." + fraction;
  }

  private JsonLine opened(char end) {
    open.push(end);
    first = true;
    return this;
  }

  private StringBuilder name(String name) {
    comma();
    quote(name);
    return text.append(':');
  }

  private void comma() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    text.append('"');
  }
}
