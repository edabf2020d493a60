// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object as flat texts: nested members are reached by dots, lists stay JSON, null is
 * absent.
 */
final class JsonRow {

  /** Objects within objects whose members have names; those within are text, as lists are. */
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private JsonRow(String text) {
    this.text = text;
  }

  /**
   * The members of the object that {@code line} is.
   *
   * @throws IllegalArgumentException when it is not one JSON object
   */
  static Map<String, String> parse(String line) {
    JsonRow row = new JsonRow(line);
    Map<String, String> members = new LinkedHashMap<>();
    row.blanks();
    row.object("", members, 1);
    row.blanks();
    if (row.at != line.length()) {
      throw row.wrong();
    }
    return members;
  }

  private void object(String prefix, Map<String, String> members, int depth) {
    expect('{');
    blanks();
    if (next() == '}') {
      at++;
      return;
    }
    while (true) {
      blanks();
      String name = prefix + string();
      blanks();
      expect(':');
      blanks();
      if (next() == '{' && depth < DEEPEST) {
        object(name + '.', members, depth + 1);
      } else {
        int from = at;
        String value = value();
        if (!text.startsWith("null", from)) {
          members.put(name, value);
        }
      }
      blanks();
      if (next() == '}') {
        at++;
        return;
      }
      expect(',');
    }
  }

  private String value() {
    char c = next();
    if (c == '"') {
      return string();
    }
    int from = at;
    if (c == '[' || c == '{') {
      nested();
    } else {
      while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (!text.substring(from, at).matches("true|false|null|-?[0-9][-+0-9.eE]*")) {
        throw wrong();
      }
    }
    return text.substring(from, at);
  }

  private void nested() {
    int depth = 0;
    do {
      char c = next();
      if (c == '"') {
        string();
        continue;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      at++;
    } while (depth > 0);
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = next();
      at++;
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw wrong();
        }
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char next() {
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (next() != c) {
      throw wrong();
    }
    at++;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("Invalid JSON at character " + (at + 1));
  }
}
