// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Given names of a person in that person's texts, without regard to case and accents. */
final class Names {

  static final String PLACEHOLDER = "[name]";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Pattern MARK = Pattern.compile("\\p{M}+");

  /** Parts of names that are words of their own: gone only between others. */
  private static final Set<String> PARTICLES =
      Set.of(
          "von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "la",
          "le", "el", "al", "bin", "ben", "zu", "zur", "und", "y", "e", "mr", "mrs", "ms", "dr",
          "herr", "frau", "prof", "jr", "sr");

  /** Of somebody of whom no name is known. */
  static final Names NONE = new Names(List.of());

  private final Set<String> words = new HashSet<>();
  private final Set<String> signs = new HashSet<>();

  Names(Collection<String> names) {
    for (String name : names) {
      Matcher word = WORD.matcher(name);
      while (word.find()) {
        String plain = plain(word.group());
        if (!isOfSigns(plain)) {
          if (plain.length() >= 2 && !PARTICLES.contains(plain)) {
            words.add(plain);
          }
        } else if (plain.length() >= 2) {
          signs.add(word.group());
        }
      }
    }
  }

  void find(String text, List<Found> found) {
    for (String name : signs) {
      for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
        found.add(new Found(at, at + name.length(), PLACEHOLDER));
      }
    }
    if (words.isEmpty()) {
      return;
    }
    boolean hasCapitals = text.chars().anyMatch(Character::isUpperCase);
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      boolean isWritten =
          !hasCapitals
              || !Character.isLowerCase(text.codePointAt(word.start()))
              || word.end() - word.start() > 5;
      if (isWritten && words.contains(plain(word.group()))) {
        found.add(new Found(word.start(), word.end(), PLACEHOLDER));
      }
    }
  }

  /** Lower case without accents. */
  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 128)) {
      return lower;
    }
    String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
    return MARK.matcher(apart).replaceAll("").replace("ß", "ss");
  }

  /** Chinese, Japanese, Korean: written without blanks. */
  private static boolean isOfSigns(String word) {
    int first = word.codePointAt(0);
    return Character.isIdeographic(first)
        || Character.UnicodeScript.of(first) == Character.UnicodeScript.HANGUL
        || Character.UnicodeScript.of(first) == Character.UnicodeScript.KATAKANA
        || Character.UnicodeScript.of(first) == Character.UnicodeScript.HIRAGANA;
  }
}
