// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 1h30m}, {@code 2w}. */
final class DurationText {

  /** The whole of what is taken: amounts with units, one after the other. */
  static final String FORM = "^([0-9]{1,15} ?(ms|[smhdw]) ?)+$";

  private static final Pattern WHOLE = Pattern.compile(FORM);
  private static final Pattern PART = Pattern.compile("([0-9]+) ?(ms|[smhdw])");

  /** Milliseconds per unit, longest first; a week is seven days of 24 hours. */
  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("w", Duration.ofDays(7).toMillis());
    UNITS.put("d", Duration.ofDays(1).toMillis());
    UNITS.put("h", Duration.ofHours(1).toMillis());
    UNITS.put("m", Duration.ofMinutes(1).toMillis());
    UNITS.put("s", Duration.ofSeconds(1).toMillis());
    UNITS.put("ms", 1L);
  }

  private DurationText() {}

  /**
   * Reads {@code 1h30m}.
   *
   * @throws IllegalArgumentException if the text has another form
   * @throws ArithmeticException if it is more milliseconds than a long holds
   */
  static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    long millis = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long unit = UNITS.getOrDefault(part.group(2), 1L);
      millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(part.group(1)), unit));
    }
    return Duration.ofMillis(millis);
  }

  /** The one way to write a duration, so that {@code 60s} and {@code 1m} come out alike. */
  static String of(Duration duration) {
    long left = duration.toMillis();
    if (left <= 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (left >= unit.getValue()) {
        text.append(left / unit.getValue()).append(unit.getKey());
        left %= unit.getValue();
      }
    }
    return text.toString();
  }
}
