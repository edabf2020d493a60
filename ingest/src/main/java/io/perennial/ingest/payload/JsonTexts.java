// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Members of JSON objects as texts and numbers, where they are any. */
final class JsonTexts {

  /** Digits before and after the point together; far above any money, far below any harm. */
  private static final int MOST_DIGITS = 40;

  private JsonTexts() {}

  /** The first of the members that has a text, a number or a truth value; blanks around go. */
  static Optional<String> first(JsonNode object, String... names) {
    for (String name : names) {
      Optional<String> text = text(object.path(name));
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /** The text of a value that is neither a list nor an object. */
  static Optional<String> text(JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isBigDecimal() ? plain(value.decimalValue()) : value.asText().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The number that the first of the members with a value is; empty if that is none. */
  static Optional<BigDecimal> number(JsonNode object, String... names) {
    return first(object, names).flatMap(JsonTexts::number);
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return isSmall(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private static boolean isSmall(BigDecimal number) {
    return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
  }

  /** Without an exponent, unless it would be a line of zeros. */
  private static String plain(BigDecimal number) {
    return isSmall(number) ? number.toPlainString() : number.toString();
  }
}
