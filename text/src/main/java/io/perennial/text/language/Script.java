// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.language;

import io.perennial.text.Language;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the letters alone tell of a text's language. Source: Unicode's scripts. */
final class Script {

  /** Scripts that one language has for its own, or nearly. */
  private static final Map<Character.UnicodeScript, String> ONE_LANGUAGE =
      Map.ofEntries(
          Map.entry(Character.UnicodeScript.GREEK, "el"),
          Map.entry(Character.UnicodeScript.HEBREW, "he"),
          Map.entry(Character.UnicodeScript.THAI, "th"),
          Map.entry(Character.UnicodeScript.HANGUL, "ko"),
          Map.entry(Character.UnicodeScript.HIRAGANA, "ja"),
          Map.entry(Character.UnicodeScript.KATAKANA, "ja"),
          Map.entry(Character.UnicodeScript.HAN, "zh"),
          Map.entry(Character.UnicodeScript.DEVANAGARI, "hi"),
          Map.entry(Character.UnicodeScript.BENGALI, "bn"),
          Map.entry(Character.UnicodeScript.GUJARATI, "gu"),
          Map.entry(Character.UnicodeScript.GURMUKHI, "pa"),
          Map.entry(Character.UnicodeScript.TAMIL, "ta"),
          Map.entry(Character.UnicodeScript.TELUGU, "te"),
          Map.entry(Character.UnicodeScript.KANNADA, "kn"),
          Map.entry(Character.UnicodeScript.MALAYALAM, "ml"),
          Map.entry(Character.UnicodeScript.SINHALA, "si"),
          Map.entry(Character.UnicodeScript.GEORGIAN, "ka"),
          Map.entry(Character.UnicodeScript.ARMENIAN, "hy"),
          Map.entry(Character.UnicodeScript.KHMER, "km"),
          Map.entry(Character.UnicodeScript.LAO, "lo"),
          Map.entry(Character.UnicodeScript.MYANMAR, "my"),
          Map.entry(Character.UnicodeScript.ETHIOPIC, "am"));

  /** Letters of one language in a script of many. */
  private static final List<Map.Entry<String, String>> OWN_LETTERS =
      List.of(
          Map.entry("uk", "іїєґ"),
          Map.entry("be", "ў"),
          Map.entry("ur", "ٹڈڑےںۓ"),
          Map.entry("fa", "پچژگ"));

  /** The languages that a model has to tell apart in each script of many. */
  private static final Map<Character.UnicodeScript, List<String>> MANY =
      Map.of(
          Character.UnicodeScript.CYRILLIC, List.of("bg", "mk", "ru", "sr"),
          Character.UnicodeScript.ARABIC, List.of("ar", "fa"));

  /** A sign of these says as much as some letters of others. */
  private static final int LETTERS_OF_A_SIGN = 3;

  private Script() {}

  /** The script of most letters; empty if there are no letters. Kana beside Han is Japanese. */
  static Optional<Character.UnicodeScript> of(String text) {
    Map<Character.UnicodeScript, Integer> letters = new EnumMap<>(Character.UnicodeScript.class);
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (Character.isLetter(point)) {
        letters.merge(Character.UnicodeScript.of(point), 1, Integer::sum);
      }
    }
    letters
        .keySet()
        .removeAll(List.of(Character.UnicodeScript.COMMON, Character.UnicodeScript.INHERITED));
    int kana =
        letters.getOrDefault(Character.UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(Character.UnicodeScript.KATAKANA, 0);
    int han = letters.getOrDefault(Character.UnicodeScript.HAN, 0);
    if (8 * kana > han) {
      letters.remove(Character.UnicodeScript.HAN);
      letters.put(Character.UnicodeScript.HIRAGANA, LETTERS_OF_A_SIGN * (kana + han));
    } else {
      letters.computeIfPresent(Character.UnicodeScript.HAN, (script, n) -> LETTERS_OF_A_SIGN * n);
    }
    letters.computeIfPresent(Character.UnicodeScript.HANGUL, (script, n) -> LETTERS_OF_A_SIGN * n);
    return letters.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** The only language of a script, or the one whose own letters stand in the text. */
  static Optional<Language> tells(Character.UnicodeScript script, String text) {
    String only = ONE_LANGUAGE.get(script);
    if (only != null) {
      return Optional.of(new Language(only));
    }
    if (!MANY.containsKey(script)) {
      return Optional.empty();
    }
    for (Map.Entry<String, String> own : OWN_LETTERS) {
      if (text.chars().anyMatch(letter -> own.getValue().indexOf(letter) >= 0)) {
        return Optional.of(new Language(own.getKey()));
      }
    }
    return Optional.empty();
  }

  /** Whether a language is written in a script. */
  static boolean has(Character.UnicodeScript script, String language) {
    List<String> many = MANY.get(script);
    return many != null
        ? many.contains(language)
        : script == Character.UnicodeScript.LATIN
            && MANY.values().stream().noneMatch(others -> others.contains(language));
  }
}
