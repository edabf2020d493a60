// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import io.perennial.domain.StableHash;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds brands in texts: whole words in a row, whatever their case and accents. A long word may be
 * one typing error off: a letter wrong, missing, too many, or exchanged with its neighbour. Short
 * names are often words of another meaning: names of up to three letters must be written as the
 * brand writes them. Immutable.
 */
public final class BrandMentions {

  /** Words of this length may be one letter off. */
  private static final int LONG_WORD = 7;

  /** Words up to this length must be written as they are, capitals too. */
  private static final int SHORT_NAME = 3;

  private final Map<String, List<Pattern>> byFirst = new HashMap<>();
  private final Map<String, Set<String>> nearly = new HashMap<>();
  private final Set<String> exact = new HashSet<>();
  private int longest;

  /** The words of a name, and whose name it is. */
  private record Pattern(String brand, List<String> words, @Nullable String asWritten) {}

  /** Of names that two brands have, the first brand has it. */
  public BrandMentions(Collection<BrandName> brands) {
    Set<String> taken = new HashSet<>();
    for (BrandName brand : brands) {
      add(brand.name(), brand.name(), taken);
      brand.aliases().forEach(alias -> add(brand.name(), alias, taken));
    }
  }

  private void add(String brand, String name, Set<String> taken) {
    List<String> words = words(name).stream().map(BrandMentions::plain).toList();
    if (words.isEmpty() || !taken.add(String.join(" ", words))) {
      return;
    }
    int letters = words.stream().mapToInt(String::length).sum();
    String written = letters <= SHORT_NAME ? String.join(" ", words(name)) : null;
    String first = words.get(0);
    byFirst.computeIfAbsent(first, f -> new ArrayList<>()).add(new Pattern(brand, words, written));
    for (String word : words) {
      exact.add(word);
      longest = Math.max(longest, word.length());
      if (word.length() >= LONG_WORD) {
        for (String shorter : shortened(word)) {
          nearly.computeIfAbsent(shorter, s -> new TreeSet<>()).add(word);
        }
        nearly.computeIfAbsent(word, s -> new TreeSet<>()).add(word);
      }
    }
  }

  /** Another number for other names. */
  public long fingerprint() {
    return StableHash.of(new TreeMap<>(byFirst).toString());
  }

  /** The brands that a text speaks of, each once. Linear in the text. */
  public SortedSet<String> in(String text) {
    SortedSet<String> found = new TreeSet<>();
    List<String> written = words(text);
    List<String> words = written.stream().map(BrandMentions::plain).toList();
    for (int at = 0; at < words.size(); at++) {
      for (String first : candidates(words.get(at))) {
        for (Pattern pattern : byFirst.getOrDefault(first, List.of())) {
          if (matches(pattern, words, written, at)) {
            found.add(pattern.brand());
          }
        }
      }
    }
    return found;
  }

  private boolean matches(Pattern pattern, List<String> words, List<String> written, int at) {
    int length = pattern.words().size();
    if (at + length > words.size()) {
      return false;
    }
    for (int k = 0; k < length; k++) {
      if (!candidates(words.get(at + k)).contains(pattern.words().get(k))) {
        return false;
      }
    }
    return pattern.asWritten() == null
        || pattern.asWritten().equals(String.join(" ", written.subList(at, at + length)));
  }

  /** Words of names that a word of a text may be. */
  private Set<String> candidates(String word) {
    if (exact.contains(word)) {
      return Set.of(word);
    }
    if (word.length() < LONG_WORD - 1 || word.length() > longest + 1) {
      return Set.of();
    }
    Set<String> possible = new TreeSet<>();
    collect(word, word, possible);
    for (String shorter : shortened(word)) {
      collect(shorter, word, possible);
    }
    return possible;
  }

  private void collect(String key, String word, Set<String> possible) {
    for (String name : nearly.getOrDefault(key, Set.of())) {
      if (isOneOff(word, name)) {
        possible.add(name);
      }
    }
  }

  /** All that is left of a word when a letter is taken out (Garbe's symmetric deletion). */
  private static Set<String> shortened(String word) {
    Set<String> shorter = new HashSet<>();
    for (int i = 0; i < word.length(); i++) {
      shorter.add(word.substring(0, i) + word.substring(i + 1));
    }
    return shorter;
  }

  /** Whether two words are one edit apart, or the same; neighbours exchanged are one edit. */
  static boolean isOneOff(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 1) {
      return false;
    }
    int from = 0;
    int least = Math.min(a.length(), b.length());
    while (from < least && a.charAt(from) == b.charAt(from)) {
      from++;
    }
    int back = 0;
    while (back < least - from
        && a.charAt(a.length() - 1 - back) == b.charAt(b.length() - 1 - back)) {
      back++;
    }
    int restA = a.length() - from - back;
    int restB = b.length() - from - back;
    return (restA <= 1 && restB <= 1)
        || (restA == 2
            && restB == 2
            && a.charAt(from) == b.charAt(from + 1)
            && a.charAt(from + 1) == b.charAt(from));
  }

  /** Letters and digits in a row; {@code 's} and other signs end a word. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)
                  || Character.getType(c) == Character.NON_SPACING_MARK) {
                word.appendCodePoint(c);
              } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
              }
            });
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Normalizer.isNormalized(lower, Normalizer.Form.NFD)
        ? lower
        : Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
  }

  /** The names of {@code configured}, then those of {@code seen} that are new. */
  public static List<BrandName> dictionary(
      Collection<BrandName> configured, Collection<String> seen) {
    List<BrandName> brands = new ArrayList<>(configured);
    Set<String> known = new HashSet<>();
    for (BrandName brand : configured) {
      known.add(key(brand.name()).orElse(""));
      brand.aliases().forEach(alias -> known.add(key(alias).orElse("")));
    }
    for (String name : new TreeSet<>(seen)) {
      Optional<String> key = key(name);
      if (key.isPresent() && known.add(key.get())) {
        brands.add(BrandName.of(name));
      }
    }
    return brands;
  }

  private static Optional<String> key(String name) {
    String key = String.join(" ", words(name).stream().map(BrandMentions::plain).toList());
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }
}
