// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the words in a column's name mean, whatever the language: {@code Kundennummer}, {@code N°
 * client} and {@code CustomerID} are a customer and an id. The words are in {@code words.txt}.
 */
final class ColumnWords {

  private static final int LONGEST = 4;
  private static final int SHORTEST_PART = 3;
  private static final Set<String> SHORT_ENDS = Set.of("id", "nr", "no", "ts", "dt", "at");
  private static final List<String> GLUE = List.of("", "s", "n", "e", "en", "es");
  private static final String UNKNOWN = "x";
  private static final String NOTHING = ".";
  private static final Map<String, String> MEANINGS = meanings();

  private ColumnWords() {}

  /** {@code CustomerID} is {@code customer_id}, {@code Numéro client} is {@code numero_client}. */
  static String plain(String name) {
    String apart =
        Normalizer.normalize(name.strip(), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replace("IDs", "Ids")
            .replace("ß", "ss")
            .replace("ł", "l")
            .replace("Ł", "L")
            .replace("ø", "o")
            .replace("æ", "ae");
    return apart
        .replaceAll("([\\p{Ll}0-9])(\\p{Lu})", "$1_$2")
        .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1_$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}0-9]+", "_")
        .replaceAll("^_|_$", "");
  }

  /** The meanings of a name's words, blanks between; {@code x} for what is not known. */
  static String meaning(String name) {
    String[] words = plain(name).split("_", -1);
    List<String> meanings = new ArrayList<>();
    for (int at = 0; at < words.length; ) {
      int taken = 0;
      for (int length = Math.min(LONGEST, words.length - at); length > 0 && taken == 0; length--) {
        String phrase = String.join("_", List.of(words).subList(at, at + length));
        String meaning = MEANINGS.get(phrase);
        if (meaning != null) {
          meanings.add(meaning);
          taken = length;
        }
      }
      if (taken == 0) {
        meanings.addAll(ofOne(words[at]));
      }
      at += Math.max(1, taken);
    }
    meanings.removeIf(NOTHING::equals);
    return String.join(" ", meanings);
  }

  private static List<String> ofOne(String word) {
    String bare = word.replaceAll("[0-9]+$", "");
    if (bare.isEmpty()) {
      return List.of();
    }
    String known = MEANINGS.get(bare);
    if (known != null && bare.length() > 1) {
      return List.of(known);
    }
    boolean ofId = bare.length() > SHORTEST_PART && bare.endsWith("id");
    return parts(bare, 0).orElse(ofId ? List.of(UNKNOWN, "id") : List.of(UNKNOWN));
  }

  /** A word of several, as {@code rechnungsdatum}, in as few as there can be. */
  private static Optional<List<String>> parts(String word, int depth) {
    if (word.isEmpty()) {
      return Optional.of(List.of());
    }
    if (depth == LONGEST) {
      return Optional.empty();
    }
    for (int length = word.length(); length >= 2; length--) {
      String first = word.substring(0, length);
      boolean long_ = length >= SHORTEST_PART;
      boolean end = length == word.length() && depth > 0 && SHORT_ENDS.contains(first);
      String meaning = long_ || end ? MEANINGS.get(first) : null;
      if (meaning == null) {
        continue;
      }
      for (String glue : GLUE) {
        if (word.startsWith(glue, length) && (glue.isEmpty() || length < word.length() - 2)) {
          Optional<List<String>> rest = parts(word.substring(length + glue.length()), depth + 1);
          if (rest.isPresent()) {
            List<String> all = new ArrayList<>(List.of(meaning));
            all.addAll(rest.get());
            return Optional.of(all);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new HashMap<>();
    for (String line : TextLines.of("words.txt")) {
      String[] parts = line.split(" : ", 2);
      for (String word : parts[1].split(" ", -1)) {
        meanings.putIfAbsent(word, parts[0]);
        meanings.putIfAbsent(
            word.replace("ae", "a").replace("oe", "o").replace("ue", "u"), parts[0]);
      }
    }
    return Map.copyOf(meanings);
  }
}
