// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.clean;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Any text as one line that can be compared: without tags and entities of HTML, in Unicode's form
 * NFKC, without control characters, with single blanks, each link as {@code http}. Emoji and case
 * stay. What a text says, be it a command, is only text.
 */
public final class PlainText {

  /** Longer texts are read up to here: about 3,000 words. */
  public static final int MAX_LENGTH = 20_000;

  /** Of what came no more is looked at: pages of markup hold their words early. */
  private static final int MAX_RAW = 400_000;

  /** Marks above one letter; scripts need three or four, only mischief more. */
  private static final int MAX_MARKS = 8;

  private static final String A_LINK = "http";
  private static final Pattern LINK =
      Pattern.compile("(?<![\\p{L}\\p{N}])(?:[hH][tT][tT][pP][sS]?://|www\\.)[^\\s<>\"]+");

  private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
  private static final char ZERO_WIDTH_JOINER = '\u200d';

  private PlainText() {}

  /**
   * The text, at most {@link #MAX_LENGTH} characters of it; empty if it says nothing. Linear in the
   * length, and bounded. Source: UAX #15 for NFKC.
   */
  public static String of(String raw) {
    String text = cut(raw, MAX_RAW);
    if (!isSimple(text)) {
      text = Normalizer.normalize(visible(HtmlText.of(text)), Normalizer.Form.NFKC);
    }
    return cut(oneLine(withoutLinks(text)), MAX_LENGTH).strip();
  }

  /**
   * Where a link leads tells nobody how a text feels or what it is about: that there is one stays.
   */
  private static String withoutLinks(String text) {
    boolean mayHave = text.contains("://") || text.contains("www.");
    return mayHave ? LINK.matcher(text).replaceAll(A_LINK) : text;
  }

  /** Whether only blanks have to be looked at. */
  private static boolean isSimple(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '<' || c == '&') {
        return false;
      }
    }
    return true;
  }

  /** At most {@code length} characters, without half a character at the end. */
  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean isHalf = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, isHalf ? length - 1 : length);
  }

  /** Control and format characters as blanks or gone, but joiners, which scripts and emoji need. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    int marks = 0;
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      int type = Character.getType(point);
      boolean isMark =
          type == Character.NON_SPACING_MARK
              || type == Character.ENCLOSING_MARK
              || type == Character.COMBINING_SPACING_MARK;
      marks = isMark ? marks + 1 : 0;
      if (type == Character.CONTROL) {
        visible.append(' ');
      } else if (isSeen(point, type) && marks <= MAX_MARKS) {
        visible.appendCodePoint(point);
      }
    }
    return visible.toString();
  }

  private static boolean isSeen(int point, int type) {
    return switch (type) {
      case Character.FORMAT ->
          point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER || Emoji.isTag(point);
      case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
      default -> true;
    };
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
    boolean isBlank = true;
    for (int i = 0; i < text.length() && line.length() <= MAX_LENGTH; i++) {
      char c = text.charAt(i);
      boolean now = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!now) {
        line.append(c);
      } else if (!isBlank) {
        line.append(' ');
      }
      isBlank = now;
    }
    return line.toString();
  }
}
