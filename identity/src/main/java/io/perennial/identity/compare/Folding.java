// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.text.Normalizer;
import java.util.Locale;

/** Texts without what people write in more than one way: case, accents, punctuation, blanks. */
final class Folding {

  private Folding() {}

  /** Small letters without accents; ß as ss, ø as o, full-width digits as digits. */
  static String fold(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) < 0x80;
    }
    String small = text.toLowerCase(Locale.ROOT);
    return plain ? small : withoutAccents(small);
  }

  private static String withoutAccents(String small) {
    String parts = Normalizer.normalize(small, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(parts.length());
    for (int i = 0; i < parts.length(); i++) {
      char c = parts.charAt(i);
      if (Character.getType(c) == Character.NON_SPACING_MARK) {
        continue;
      }
      switch (c) {
        case 'ß' -> folded.append("ss");
        case 'æ' -> folded.append("ae");
        case 'œ' -> folded.append("oe");
        case 'þ' -> folded.append("th");
        case 'ø' -> folded.append('o');
        case 'ð', 'đ' -> folded.append('d');
        case 'ł' -> folded.append('l');
        case 'ı' -> folded.append('i');
        case '’', '‘', 'ʼ', '`' -> folded.append('\'');
        case '–', '—', '‐', '‑' -> folded.append('-');
        default -> folded.append(c);
      }
    }
    return folded.toString();
  }

  /**
   * Words of letters and digits with one blank between. Apostrophes go (o'brien, obrien), as do
   * dots between single letters (i.b.m., ibm); other punctuation is a blank.
   */
  static String words(String folded) {
    StringBuilder words = new StringBuilder(folded.length());
    boolean blank = false;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        if (blank && words.length() > 0) {
          words.append(' ');
        }
        blank = false;
        words.append(c);
      } else if (c != '\'' && !(c == '.' && isBetweenSingleLetters(folded, i))) {
        blank = true;
      }
    }
    return words.toString();
  }

  /** Letters and digits alone. */
  static String lettersAndDigits(String folded) {
    StringBuilder kept = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      if (Character.isLetterOrDigit(folded.charAt(i))) {
        kept.append(folded.charAt(i));
      }
    }
    return kept.toString();
  }

  /** Digits alone. */
  static String digits(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static boolean isBetweenSingleLetters(String text, int dot) {
    return isSingleLetter(text, dot - 1) && isSingleLetter(text, dot + 1);
  }

  private static boolean isSingleLetter(String text, int at) {
    return at >= 0
        && at < text.length()
        && Character.isLetter(text.charAt(at))
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
        && (at == text.length() - 1 || !Character.isLetterOrDigit(text.charAt(at + 1)));
  }
}
