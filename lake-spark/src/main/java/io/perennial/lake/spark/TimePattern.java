// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A strptime pattern. Numbers may lack leading zeros, names and AM or PM may be in any case, spaces
 * around the text do not count, and a space in the pattern stands for one or more. What the pattern
 * does not name is that of 1900-01-01 00:00:00.
 */
final class TimePattern {

  private static final Map<String, TimePattern> KNOWN = new ConcurrentHashMap<>();
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  /** A character to find, or what stands behind a percent sign. */
  private record Part(char what, boolean field) {}

  private final List<Part> parts = new ArrayList<>();

  private TimePattern(String pattern) {
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i++);
      if (c != '%') {
        parts.add(new Part(c, false));
        continue;
      }
      if (i < pattern.length() && pattern.charAt(i) == '-') {
        i++;
      }
      char field = i < pattern.length() ? pattern.charAt(i++) : ' ';
      if ("YymdHIMSfpbBaA%".indexOf(field) < 0) {
        throw new IllegalArgumentException(
            "Unknown part %" + field + " of the time pattern " + pattern);
      }
      parts.add(new Part(field, field != '%'));
    }
  }

  /**
   * The pattern.
   *
   * @throws IllegalArgumentException when it has a part that is not among %Y %y %m %d %H %I %M %S
   *     %f %p %b %B %a %A %%
   */
  static TimePattern of(String pattern) {
    return KNOWN.computeIfAbsent(pattern, TimePattern::new);
  }

  /** The time that {@code text} says; empty when it does not fit the pattern or is no time. */
  Optional<LocalDateTime> parse(String text) {
    return new Reading(text.strip()).read();
  }

  /** One text on its way through the pattern. */
  private final class Reading {

    private final String text;
    private int at;
    private int year = 1900;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int micros;
    private boolean halves;
    private boolean afternoon;

    Reading(String text) {
      this.text = text;
    }

    Optional<LocalDateTime> read() {
      for (Part part : parts) {
        if (!(part.field() ? field(part.what()) : literal(part.what()))) {
          return Optional.empty();
        }
      }
      if (at < text.length()) {
        return Optional.empty();
      }
      if (halves) {
        if (hour < 1 || hour > 12) {
          return Optional.empty();
        }
        hour = hour % 12 + (afternoon ? 12 : 0);
      }
      try {
        return Optional.of(LocalDateTime.of(year, month, day, hour, minute, second, 1000 * micros));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private boolean literal(char expected) {
      if (at >= text.length() || text.charAt(at) != expected) {
        return false;
      }
      at++;
      while (expected == ' ' && at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      return true;
    }

    private boolean field(char what) {
      switch (what) {
        case 'b', 'B' -> {
          OptionalInt found = name(MONTHS, what == 'b');
          month = found.orElse(-1) + 1;
          return found.isPresent();
        }
        case 'a', 'A' -> {
          return name(DAYS, what == 'a').isPresent();
        }
        case 'p' -> {
          halves = true;
          afternoon = text.regionMatches(true, at, "pm", 0, 2);
          boolean found = afternoon || text.regionMatches(true, at, "am", 0, 2);
          at += 2;
          return found;
        }
        default -> {
          int start = at;
          int most = what == 'Y' ? 4 : what == 'f' ? 6 : 2;
          int value = 0;
          while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            value = 10 * value + (text.charAt(at++) - '0');
          }
          for (int digits = at - start; what == 'f' && digits < 6; digits++) {
            value *= 10;
          }
          set(what, value);
          return at > start;
        }
      }
    }

    private void set(char what, int value) {
      switch (what) {
        case 'Y' -> year = value;
        case 'y' -> year = value + (value < 69 ? 2000 : 1900);
        case 'm' -> month = value;
        case 'd' -> day = value;
        case 'M' -> minute = value;
        case 'S' -> second = value;
        case 'f' -> micros = value;
        default -> hour = value;
      }
    }

    private OptionalInt name(List<String> names, boolean isShort) {
      for (int i = 0; i < names.size(); i++) {
        String name = isShort ? names.get(i).substring(0, 3) : names.get(i);
        if (text.toLowerCase(Locale.ROOT).startsWith(name, at)) {
          at += name.length();
          return OptionalInt.of(i);
        }
      }
      return OptionalInt.empty();
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
