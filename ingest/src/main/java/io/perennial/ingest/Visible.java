// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Locale;

/**
 * Texts that quote files, made fit for a terminal: a control character would move its cursor, or
 * change what it shows.
 */
final class Visible {

  private Visible() {}

  /** The same, a control character written as a backslash and its letter or number. */
  static String of(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\t' -> visible.append("\\t");
        case '\n' -> visible.append("\\n");
        case '\r' -> visible.append("\\r");
        default -> {
          if (Character.isISOControl(c)) {
            visible.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            visible.append(c);
          }
        }
      }
    }
    return visible.toString();
  }
}
