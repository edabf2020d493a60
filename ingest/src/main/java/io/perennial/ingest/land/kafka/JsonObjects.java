// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON objects that a text is: one, several one after the other, or a list of them. Reads JSON
 * strictly (RFC 8259), so that what is given on is JSON for everybody.
 */
final class JsonObjects {

  private static final int DEEPEST = 200;

  private final String text;
  private final Set<String> reserved;
  private final List<String> objects = new ArrayList<>();
  private int at;

  private JsonObjects(String text, Set<String> reserved) {
    this.text = text;
    this.reserved = reserved;
  }

  /** What is wrong with a text. */
  private static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotJson() {
      super("not JSON", null, false, false);
    }
  }

  /**
   * The members of each object, without its braces; empty where the text is not of objects.
   *
   * @param reserved names that members of the objects get another underscore before
   */
  static Optional<List<String>> in(String text, Set<String> reserved) {
    JsonObjects found = new JsonObjects(text, reserved);
    try {
      found.all();
      return Optional.of(found.objects);
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  private void all() {
    blanks();
    if (next() == '[') {
      at++;
      blanks();
      if (next() != ']') {
        while (true) {
          object();
          blanks();
          if (next() != ',') {
            break;
          }
          at++;
          blanks();
        }
      }
      expect(']');
      blanks();
      if (at < text.length()) {
        throw new NotJson();
      }
      return;
    }
    while (at < text.length()) {
      object();
      blanks();
    }
  }

  /** An object whose members are kept. */
  private void object() {
    expect('{');
    StringBuilder members = new StringBuilder();
    int from = at;
    blanks();
    if (next() != '}') {
      while (true) {
        blanks();
        int name = at;
        string();
        if (reserved.contains(text.substring(name + 1, at - 1))) {
          members.append(text, from, name + 1).append('_');
          from = name + 1;
        }
        member();
        if (next() != ',') {
          break;
        }
        at++;
      }
    }
    members.append(text, from, at);
    expect('}');
    objects.add(members.toString());
  }

  private void member() {
    blanks();
    expect(':');
    blanks();
    value(1);
    blanks();
  }

  private void value(int depth) {
    if (depth > DEEPEST) {
      throw new NotJson();
    }
    char c = next();
    switch (c) {
      case '"' -> string();
      case '{' -> list('}', depth, true);
      case '[' -> list(']', depth, false);
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void list(char end, int depth, boolean named) {
    at++;
    blanks();
    if (next() == end) {
      at++;
      return;
    }
    while (true) {
      blanks();
      if (named) {
        string();
        blanks();
        expect(':');
        blanks();
      }
      value(depth + 1);
      blanks();
      if (next() != ',') {
        break;
      }
      at++;
    }
    expect(end);
  }

  private void string() {
    expect('"');
    while (true) {
      char c = next();
      at++;
      if (c == '"') {
        return;
      }
      if (c < ' ') {
        throw new NotJson();
      }
      if (c == '\\') {
        escape();
      }
    }
  }

  private void escape() {
    char c = next();
    at++;
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        if (Character.digit(next(), 16) < 0 || next() > 'f') {
          throw new NotJson();
        }
        at++;
      }
    } else if ("\"\\/bfnrt".indexOf(c) < 0) {
      throw new NotJson();
    }
  }

  private void word(String word) {
    if (!text.startsWith(word, at)) {
      throw new NotJson();
    }
    at += word.length();
  }

  private void number() {
    if (next() == '-') {
      at++;
    }
    if (next() == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (next() == '+' || next() == '-') {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw new NotJson();
    }
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    if (at >= text.length()) {
      throw new NotJson();
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (next() != c) {
      throw new NotJson();
    }
    at++;
  }
}
