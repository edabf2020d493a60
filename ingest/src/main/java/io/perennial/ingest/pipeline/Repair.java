// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.sniff.EventWords;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.ingest.sniff.TimeForms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of configuration that would help rows that could not be taken, found by trying their
 * values.
 */
final class Repair {

  private static final Pattern YEAR = Pattern.compile("(?<![0-9])([12][0-9]{3})(?![0-9])");
  private static final double MOST = 0.5;
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("%d", "dd"),
          Map.entry("%m", "MM"),
          Map.entry("%Y", "yyyy"),
          Map.entry("%y", "yy"),
          Map.entry("%H", "HH"),
          Map.entry("%M", "mm"),
          Map.entry("%S", "ss"));

  private Repair() {}

  /**
   * The line, such as {@code time-format: dd.MM.yyyy}; empty when nothing was found.
   *
   * @param problem its name, such as bad_time
   * @param values of the rows as quarantine has them, each once
   */
  static Optional<String> line(String problem, List<String> values) {
    return switch (problem) {
      case "bad_time" -> time(values);
      case "too_early" -> firstYear(values).map(year -> "earliest: " + year + "-01-01");
      case "bad_type" -> types(values);
      case "bad_quantity",
          "bad_unit_price",
          "bad_amount",
          "bad_discount",
          "bad_cost",
          "bad_score" ->
          number(values);
      case "no_customer" -> Optional.of("empty-customer: guest");
      default -> Optional.empty();
    };
  }

  private static Optional<String> time(List<String> values) {
    TimeForms forms = TimeForms.of(values, NumberForms.Mark.UNKNOWN);
    if (forms.formats().isEmpty() || forms.share() < MOST) {
      return Optional.empty();
    }
    String found = "time-format: " + quoted(letters(forms.formats().get(0)));
    return Optional.of(
        forms.ambiguous().isPresent()
            ? found + " or " + quoted(letters(forms.ambiguous().get()))
            : found);
  }

  /** {@code dd.MM.yyyy} for {@code %d.%m.%Y}; a format with other parts as it is. */
  private static String letters(String format) {
    String letters = format;
    for (Map.Entry<String, String> part : LETTERS.entrySet()) {
      letters = letters.replace(part.getKey(), part.getValue());
    }
    return letters.contains("%") ? format : letters;
  }

  private static String quoted(String format) {
    return format.matches("[A-Za-z][A-Za-z0-9./-]*") ? format : "'" + format + "'";
  }

  private static Optional<Integer> firstYear(List<String> values) {
    return values.stream()
        .map(YEAR::matcher)
        .filter(Matcher::find)
        .map(year -> Integer.parseInt(year.group(1)))
        .min(Comparator.naturalOrder());
  }

  private static Optional<String> types(List<String> values) {
    Map<String, String> known = EventWords.values(values);
    List<String> words = new ArrayList<>();
    known.forEach((word, type) -> words.add(yaml(word) + ": " + type));
    values.stream()
        .filter(word -> !known.containsKey(word))
        .limit(5)
        .forEach(word -> words.add(yaml(word) + ": …"));
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of("type-values: {" + String.join(", ", words) + "}");
  }

  private static String yaml(String word) {
    return word.matches("[\\p{L}][\\p{L}0-9 _-]*")
            && !word.toLowerCase(Locale.ROOT).matches("yes|no|on|off|true|false|null|y|n")
        ? word
        : "'" + word.replace("'", "''") + "'";
  }

  private static Optional<String> number(List<String> values) {
    List<String> plain = values.stream().map(String::strip).toList();
    for (NumberForms.Mark mark : List.of(NumberForms.Mark.COMMA, NumberForms.Mark.POINT)) {
      long read = plain.stream().filter(v -> NumberForms.isNumber(v, mark)).count();
      if (read > MOST * (double) plain.size()) {
        return Optional.of("decimal-mark: '" + (mark == NumberForms.Mark.COMMA ? ',' : '.') + "'");
      }
    }
    return Optional.empty();
  }
}
