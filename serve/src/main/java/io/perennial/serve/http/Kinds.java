// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What values of a type are called. */
final class Kinds {

  private Kinds() {}

  static String words(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(one -> String.valueOf(one).toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == Instant.class) {
      return "an instant such as 2026-01-31T00:00:00Z";
    }
    return type == LocalDate.class ? "a date such as 2026-01-31" : "as /openapi.json says";
  }
}
