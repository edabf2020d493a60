// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes properties in canonical form: no spaces, keys in the given order, texts as strings. */
final class JsonText {

  private final StringBuilder json = new StringBuilder("{");

  /** A text as JSON, quotes and all. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder();
    quote(text, json);
    return json.toString();
  }

  /** Adds a member, unless its text is null. */
  void add(String key, @Nullable String text) {
    if (text != null) {
      if (json.length() > 1) {
        json.append(',');
      }
      quote(key, json);
      json.append(':');
      quote(text, json);
    }
  }

  /** The object, or null when it has no member. */
  @Nullable String finish() {
    return json.length() == 1 ? null : json.append('}').toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
