// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.text.Normalizer;
import java.util.Set;

/** What holds for any text: form, blanks, and what nobody sees. */
public final class Texts {

  /** What people and programs write where there is nothing. */
  private static final Set<String> NOTHING =
      Set.of(
          "n/a",
          "#n/a",
          "na",
          "nan",
          "nil",
          "none",
          "null",
          "(null)",
          "undefined",
          "unknown",
          "missing",
          "not available",
          "not provided",
          "not applicable",
          "no data",
          "keine angabe",
          "k.a.",
          "unbekannt",
          "inconnu",
          "desconocido",
          "sconosciuto",
          "onbekend",
          "\\n",
          "-",
          "--",
          "---",
          ".",
          "..",
          "...",
          "?",
          "??",
          "???",
          "_",
          "*",
          "/",
          "erased",
          "deleted",
          "redacted");

  private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
  private static final char ZERO_WIDTH_JOINER = '\u200d';

  private Texts() {}

  /** Whether the text is plain already, so that no rule for texts changes it. */
  public static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '<' || c == '&' || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ';
  }

  /**
   * Without control characters but line ends and tabs, without format characters but the joiners
   * that scripts and emoji need, without halves of surrogate pairs; other line ends as {@code \n}.
   * Source: Unicode general categories Cc, Cf, Cs; UAX #9 and #14.
   */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (point == '\r') {
        if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
          visible.append('\n');
        }
      } else if (point == '\u0085' || point == '\u2028' || point == '\u2029') {
        visible.append('\n');
      } else if (isSeen(point)) {
        visible.appendCodePoint(point);
      }
    }
    return visible.toString();
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.FORMAT ->
          point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER || point >= 0xe0020;
      case Character.SURROGATE -> false;
      default -> true;
    };
  }

  /** Unicode's normalisation form C: a letter and its accent are one. Source: UAX #15. */
  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** One line: every run of blanks and line ends is one blank, and there is none around. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        blank = line.length() > 0;
      } else {
        if (blank) {
          line.append(' ');
          blank = false;
        }
        line.append(c);
      }
    }
    return line.toString();
  }

  /** Lines, each as {@link #line} makes them, with at most one empty line between two. */
  static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    int empty = 0;
    for (String raw : text.split("\n", -1)) {
      String line = line(raw);
      if (line.isEmpty()) {
        empty++;
        continue;
      }
      if (lines.length() > 0) {
        lines.append(empty > 0 ? "\n\n" : "\n");
      }
      empty = 0;
      lines.append(line);
    }
    return lines.toString();
  }

  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Whether the text is a word for nothing: {@code N/A}, {@code null}, {@code -}. */
  static boolean saysNothing(String text) {
    String word = text.strip().toLowerCase(java.util.Locale.ROOT);
    return NOTHING.contains(word) || word.codePoints().allMatch(Texts::isBlankOrUnseen);
  }

  private static boolean isBlankOrUnseen(int point) {
    return isBlank(point) || !isSeen(point);
  }
}
