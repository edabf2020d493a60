// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How well names of columns fit fields of events and claims about customers. The patterns are in
 * {@code names.txt}, over the meanings of words that {@link ColumnWords} knows.
 */
final class ColumnNames {

  private static final String CLAIM = "claim:";

  private record Hint(Pattern pattern, double score, boolean caps) {}

  private static final Map<String, List<Hint>> HINTS = hints();
  private static final List<String> CLAIMS =
      HINTS.keySet().stream().filter(key -> key.startsWith(CLAIM)).toList();

  private static final Pattern PERSONAL =
      Pattern.compile(
          ".*(counterparty|beneficiary|payee|recipient|empfaenger|empfanger|auftraggeber|passport"
              + "|ssn|iban|e_?mail|phone|msisdn|address|adresse|surname|last_?name|first_?name"
              + "|birth|reviewer_name|user_?name|ip_?address).*");

  private ColumnNames() {}

  /** How well a column's name fits a field, in [0, 1]. */
  static double score(EventField field, String name) {
    return score(HINTS.getOrDefault(field.key(), List.of()), ColumnWords.meaning(name));
  }

  /** The claims that a column's name could mean, with a score each. */
  static Map<String, Double> claimScores(String name) {
    Map<String, Double> scores = new LinkedHashMap<>();
    String meaning = ColumnWords.meaning(name);
    for (String claim : CLAIMS) {
      double score = score(HINTS.getOrDefault(claim, List.of()), meaning);
      if (score > 0) {
        scores.put(claim.substring(CLAIM.length()), score);
      }
    }
    return scores;
  }

  /** Whether a column is likely to hold what people are called or where they can be found. */
  static boolean isPersonal(String name) {
    return PERSONAL.matcher(ColumnWords.plain(name)).matches() || !claimScores(name).isEmpty();
  }

  /** Whether one of a name's words means {@code meaning}. */
  static boolean says(String name, String... meaning) {
    List<String> words = List.of(ColumnWords.meaning(name).split(" ", -1));
    return Arrays.stream(meaning).anyMatch(words::contains);
  }

  private static double score(List<Hint> hints, String meaning) {
    double best = 0;
    double cap = 1;
    for (Hint hint : hints) {
      boolean counts = hint.caps ? hint.score < cap : hint.score > best;
      if (counts && hint.pattern.matcher(meaning).matches()) {
        if (hint.caps) {
          cap = hint.score;
        } else {
          best = hint.score;
        }
      }
    }
    return Math.min(best, cap);
  }

  private static Map<String, List<Hint>> hints() {
    Map<String, List<Hint>> hints = new LinkedHashMap<>();
    for (String line : TextLines.of("names.txt")) {
      String[] parts = line.split(" ", 3);
      boolean caps = parts[1].startsWith("!");
      hints
          .computeIfAbsent(parts[0], key -> new ArrayList<>())
          .add(
              new Hint(
                  Pattern.compile(parts[2]),
                  Double.parseDouble(caps ? parts[1].substring(1) : parts[1]),
                  caps));
    }
    return Collections.unmodifiableMap(hints);
  }
}
