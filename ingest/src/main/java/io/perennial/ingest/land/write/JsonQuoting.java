// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.write;

/** Texts as JSON writes them. */
public final class JsonQuoting {

  private JsonQuoting() {}

  /** Adds {@code text} in quotes. */
  public static void quote(String text, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), to);
    }
    to.append('"');
  }

  /** Adds {@code length} characters in quotes. */
  public static void quote(char[] text, int from, int length, StringBuilder to) {
    to.append('"');
    int plain = from;
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c < 0x20 || c == '"' || c == '\\') {
        to.append(text, plain, i - plain);
        escape(c, to);
        plain = i + 1;
      }
    }
    to.append(text, plain, from + length - plain).append('"');
  }

  private static void escape(char c, StringBuilder to) {
    switch (c) {
      case '"' -> to.append("\\\"");
      case '\\' -> to.append("\\\\");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      default -> {
        if (c < 0x20) {
          to.append("\\u00").append(c < 0x10 ? "0" : "1").append(Integer.toHexString(c & 15));
        } else {
          to.append(c);
        }
      }
    }
  }
}
