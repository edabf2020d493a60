// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of one language that feel good or bad, how much, and the words that turn, strengthen or
 * weaken them. Immutable. What the lists are and whose: SOURCE.md beside them.
 */
final class Lexicon {

  /** What a word does to those around it. */
  enum Part {
    NOT,
    AFTER,
    MORE,
    LESS,
    BUT
  }

  /** Languages with a list of their own. */
  private static final Set<String> LISTED =
      Set.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "tr");

  /** Languages that read the list of a near relative. */
  private static final Map<String, String> RELATIVES = Map.of("no", "da", "gl", "pt");

  private static final String[] NO_COLUMNS = {};
  private static final int LEAST_STEM = 5;
  private static final String ENDINGS = "aeiouyàáâãäåèéêëìíîïòóôõöùúûünrsmt";
  private static final Map<String, Lexicon> KNOWN = new ConcurrentHashMap<>();

  private final Map<String, Double> valences = new HashMap<>();
  private final Map<String, Double> stems = new HashMap<>();
  private final Map<Part, Set<String>> parts = new EnumMap<>(Part.class);

  private Lexicon(String language) {
    String list = RELATIVES.getOrDefault(language, language);
    for (Part part : Part.values()) {
      parts.put(part, new HashSet<>());
    }
    if (LISTED.contains(list)) {
      rows("lexicon/" + list + ".tsv")
          .forEach(row -> valences.put(row[0], Double.parseDouble(row[1])));
    }
    rows("own.tsv").stream()
        .filter(row -> row[0].equals(list))
        .forEach(row -> valences.put(row[1].replace('_', ' '), Double.parseDouble(row[2])));
    rows("rules.tsv").stream()
        .filter(row -> row[0].equals(list))
        .forEach(
            row ->
                parts
                    .get(part(row[1]))
                    .addAll(Arrays.stream(row[2].split(" ", -1)).map(Lexicon::spaced).toList()));
    if (!list.equals("en")) {
      addStems();
    }
    rows("lexicon/signs.tsv").forEach(row -> valences.put(row[0], Double.parseDouble(row[1])));
  }

  /** The list of a language; that of emoji alone, where there is no other. */
  static Lexicon of(String language) {
    return KNOWN.computeIfAbsent(language, Lexicon::new);
  }

  private static String spaced(String words) {
    return words.replace('_', ' ');
  }

  private static Part part(String word) {
    return switch (word) {
      case "not" -> Part.NOT;
      case "after" -> Part.AFTER;
      case "more" -> Part.MORE;
      case "less" -> Part.LESS;
      case "but" -> Part.BUT;
      default -> throw new IllegalArgumentException("Unknown part in rules.tsv: " + word);
    };
  }

  private static List<String[]> rows(String file) {
    try (InputStream in = Lexicon.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Cannot find " + file + ": not on the class path");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("# "))
          .map(line -> line.split("\t", -1))
          .map(row -> row.length < 2 ? NO_COLUMNS : row)
          .filter(row -> row.length >= 2)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Words without their endings, where all of a stem feel alike. */
  private void addStems() {
    Map<String, double[]> sums = new HashMap<>();
    valences.forEach(
        (word, valence) -> {
          String stem = stem(word);
          if (!stem.isEmpty()) {
            double[] sum = sums.computeIfAbsent(stem, s -> new double[3]);
            sum[0] += valence;
            sum[1] += 1;
            sum[2] += Math.signum(valence);
          }
        });
    sums.forEach(
        (stem, sum) -> {
          if (Math.abs(sum[2]) == sum[1]) {
            stems.put(stem, 0.8 * sum[0] / sum[1]);
          }
        });
  }

  private static String stem(String word) {
    int end = word.length();
    while (end > LEAST_STEM
        && word.length() - end < 3
        && ENDINGS.indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return end < LEAST_STEM || word.indexOf(' ') >= 0 ? "" : word.substring(0, end);
  }

  /** How good a word or phrase in lower case feels, -4..4; empty if it does not tell. */
  OptionalDouble valence(String word) {
    Double exact = valences.get(word);
    if (exact == null && !stems.isEmpty()) {
      exact = stems.get(stem(word));
    }
    return exact == null ? OptionalDouble.empty() : OptionalDouble.of(exact);
  }

  /** The same of a phrase, which must stand in the list as it is. */
  OptionalDouble phrase(String words) {
    Double exact = valences.get(words);
    return exact == null ? OptionalDouble.empty() : OptionalDouble.of(exact);
  }

  boolean is(Part part, String word) {
    return parts.get(part).contains(word);
  }

  /** Whether there is more than emoji. */
  boolean hasWords() {
    return !parts.get(Part.NOT).isEmpty();
  }
}
