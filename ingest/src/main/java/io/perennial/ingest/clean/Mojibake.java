// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Texts in UTF-8 that somebody read as Windows-1252 or Latin-1: {@code MÃ¼ller} for {@code Müller}.
 *
 * <p>A text is repaired when all of it can be read back, and one of its sequences cannot be meant:
 * an accented capital before a closing quotation mark, a dash or a blank can, as in {@code «IRMÃ»};
 * before a fraction or a currency it cannot, nor within a word of small letters, as in {@code
 * ZoÃ«}. Source of the idea: the library ftfy; ours repairs less and never guesses.
 */
final class Mojibake {

  private static final String SPECIALS =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
          + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

  /** What may well stand behind a letter: quotation marks, dashes, an ellipsis, a fixed blank. */
  private static final String LIKELY_BEHIND =
      "\u201a\u201e\u2026\u2039\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u2122\u203a\u00a0\u00ab\u00bb\u00b0\u00aa\u00ba\u00ae\u00b7\u00b2\u00b3\u00b9";

  /** Those of them that no small letter follows: what closes, and what stands above the line. */
  private static final String NO_LETTER_BEHIND =
      "\u2026\u2122\u203a\u00bb\u00b0\u00aa\u00ba\u00ae\u00b2\u00b3\u00b9";

  private static final Map<Character, Integer> BYTES = new HashMap<>();

  static {
    for (int i = 0; i < SPECIALS.length(); i++) {
      BYTES.put(SPECIALS.charAt(i), 0x80 + i);
      BYTES.putIfAbsent((char) (0x80 + i), 0x80 + i);
    }
  }

  private Mojibake() {}

  /** The text as it was written, or the text itself where that is not certain. */
  static String repaired(String text) {
    if (!isSuspect(text)) {
      return text;
    }
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < text.length(); i++) {
      int value = byteOf(text.charAt(i));
      if (value < 0) {
        return text;
      }
      bytes[i] = (byte) value;
    }
    try {
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return isCertain(text) && isText(decoded) ? decoded : text;
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  /** Whether a lead of two or more bytes is there: Â, Ã, Ä, Å, â, ð and their like. */
  private static boolean isSuspect(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (text.charAt(i) >= '\u00c2' && text.charAt(i) <= '\u00f4' && text.charAt(i + 1) > '~') {
        return true;
      }
    }
    return false;
  }

  /** Whether some sequence is nothing that one writes: three bytes, or a sign behind Â or Ã. */
  private static boolean isCertain(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      char lead = text.charAt(i);
      int second = byteOf(text.charAt(i + 1));
      boolean follows = second >= 0x80 && second < 0xc0;
      if (follows
          && lead >= '\u00e0'
          && lead <= '\u00f4'
          && i + 2 < text.length()
          && byteOf(text.charAt(i + 2)) >= 0x80
          && byteOf(text.charAt(i + 2)) < 0xc0) {
        return true;
      }
      if (follows
          && lead >= '\u00c2'
          && lead <= '\u00c5'
          && (LIKELY_BEHIND.indexOf(text.charAt(i + 1)) < 0 || isWithinWord(text, i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the capital at {@code i} and the sign behind it are where only a letter can be: behind
   * a small letter ({@code ZoÃ«}), as an Ã that would be a word ({@code Ã–zdemir}), or with a sign
   * that no letter follows and a small letter behind that ({@code LÃ³pez}).
   */
  private static boolean isWithinWord(String text, int i) {
    char lead = text.charAt(i);
    boolean begins = i == 0 || !Character.isLetter(text.charAt(i - 1));
    if (!begins && Character.isLowerCase(text.charAt(i - 1))) {
      return true;
    }
    boolean goesOn = i + 2 < text.length() && Character.isLowerCase(text.charAt(i + 2));
    return goesOn
        && ((begins && lead == '\u00c3') || NO_LETTER_BEHIND.indexOf(text.charAt(i + 1)) >= 0);
  }

  /** Whether all characters are assigned, and none is a control or for private use. */
  private static boolean isText(String text) {
    return text.codePoints()
        .allMatch(
            point ->
                switch (Character.getType(point)) {
                  case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
                  case Character.CONTROL -> point < ' ';
                  default -> true;
                });
  }

  private static int byteOf(char c) {
    if (c < 0x80 || (c >= 0xa0 && c <= 0xff)) {
      return c;
    }
    return BYTES.getOrDefault(c, -1);
  }
}
