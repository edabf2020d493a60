// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.v1;

import io.perennial.serve.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a request says, as it must be. */
final class Given {

  private static final int LONGEST = 200;

  private Given() {}

  /** A customer's id. */
  static long id(String field, String text) {
    if (!text.matches("-?[0-9]{1,19}")) {
      throw Refusal.invalid(
          field, "Invalid " + field + " (must be a customer's id: a whole number)");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalid(field, "Invalid " + field + " (must be a whole number of 64 bits)");
    }
  }

  /** Whether a text may be an id. */
  static boolean isId(String text) {
    return text.matches("[0-9]{1,18}|[1-8][0-9]{18}");
  }

  /** Ids, separated by commas. */
  static List<Long> ids(String field, String text, int most) {
    List<String> parts = parts(text);
    if (parts.isEmpty() || parts.size() > most) {
      throw Refusal.invalid(
          field, "Invalid " + field + ": " + parts.size() + " ids (must be 1 to " + most + ")");
    }
    return parts.stream().map(part -> id(field, part)).distinct().toList();
  }

  /** Words, separated by commas. */
  static List<String> words(String field, Optional<String> text) {
    return parts(text(field, text).orElse(""));
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** A text of people: not too long, without characters that nobody types; empty for none. */
  static Optional<String> text(String field, Optional<String> text) {
    return text.map(word -> text(field, word)).filter(word -> !word.isEmpty());
  }

  /** The same of what must be there. */
  static String text(String field, String text) {
    if (text.length() > LONGEST) {
      throw Refusal.invalid(
          field, "Invalid " + field + ": " + text.length() + " characters (must be <= 200)");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)
        || text.chars().anyMatch(c -> Character.isSurrogate((char) c) && !isPaired(text))) {
      throw Refusal.invalid(field, "Invalid " + field + ": a character that is no text");
    }
    return text.strip();
  }

  private static boolean isPaired(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** A number that is one. */
  static OptionalDouble number(String field, Optional<Double> number) {
    if (number.isPresent() && !Double.isFinite(number.get())) {
      throw Refusal.invalid(field, "Invalid " + field + " (must be a finite number)");
    }
    return number.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** A number within [0, 1]. */
  static OptionalDouble share(String field, Optional<Double> number) {
    OptionalDouble share = number(field, number);
    if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
      throw Refusal.invalid(field, "Invalid " + field + " (must be within 0 and 1)");
    }
    return share;
  }

  /** One of some words. */
  static String oneOf(String field, Optional<String> word, List<String> words) {
    String given = word.orElse(words.get(0));
    if (!words.contains(given)) {
      throw Refusal.invalid(
          field, "Invalid " + field + " (must be one of " + String.join(", ", words) + ")");
    }
    return given;
  }
}
