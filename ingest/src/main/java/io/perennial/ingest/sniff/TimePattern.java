// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A strptime pattern, read as the engines read it: {@code %d %m %Y %y %H %I %M %S %f %p %b %B %a
 * %A}; numbers may lack leading zeros; all else stands for itself.
 */
final class TimePattern {

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

  private final String pattern;

  TimePattern(String pattern) {
    this.pattern = pattern;
  }

  String pattern() {
    return pattern;
  }

  /** The wall clock that {@code text} says; empty when it is not of this pattern. */
  Optional<LocalDateTime> parse(String text) {
    try {
      return new Reading(text).read();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

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
    private int half = -1;

    Reading(String text) {
      this.text = text;
    }

    Optional<LocalDateTime> read() {
      for (int p = 0; p < pattern.length(); p++) {
        char c = pattern.charAt(p);
        if (c == '%') {
          p++;
          if (!field(pattern.charAt(p))) {
            return Optional.empty();
          }
        } else if (at >= text.length() || text.charAt(at++) != c) {
          return Optional.empty();
        }
      }
      if (at != text.length()) {
        return Optional.empty();
      }
      if (half >= 0) {
        if (hour < 1 || hour > 12) {
          return Optional.empty();
        }
        hour = hour % 12 + 12 * half;
      }
      return Optional.of(LocalDateTime.of(year, month, day, hour, minute, second, micros * 1000));
    }

    private boolean field(char kind) {
      return switch (kind) {
        case 'Y' -> (year = number(4, 4)) >= 0;
        case 'y' -> {
          int two = number(2, 2);
          year = two + (two < 69 ? 2000 : 1900);
          yield two >= 0;
        }
        case 'm' -> (month = number(1, 2)) >= 0;
        case 'd' -> (day = number(1, 2)) >= 0;
        case 'H', 'I' -> (hour = number(1, 2)) >= 0;
        case 'M' -> (minute = number(1, 2)) >= 0;
        case 'S' -> (second = number(1, 2)) >= 0;
        case 'f' -> {
          int from = at;
          int value = number(1, 6);
          micros = value < 0 ? -1 : (int) (value * Math.pow(10, 6 - (at - from)));
          yield micros >= 0;
        }
        case 'p' -> {
          String word =
              text.substring(at, Math.min(text.length(), at + 2)).toLowerCase(Locale.ROOT);
          half = word.equals("am") ? 0 : word.equals("pm") ? 1 : -1;
          at += 2;
          yield half >= 0;
        }
        case 'B' -> (month = 1 + word(MONTHS, 0)) > 0;
        case 'b' -> (month = 1 + word(MONTHS, 3)) > 0;
        case 'A' -> word(DAYS, 0) >= 0;
        case 'a' -> word(DAYS, 3) >= 0;
        default -> false;
      };
    }

    private int number(int least, int most) {
      int from = at;
      int value = 0;
      while (at < text.length() && at - from < most && Character.digit(text.charAt(at), 10) >= 0) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      return at - from < least ? -1 : value;
    }

    /** Which of {@code words} stands here, cut to {@code length} letters; 0 for whole words. */
    private int word(List<String> words, int length) {
      for (int i = 0; i < words.size(); i++) {
        String word = length == 0 ? words.get(i) : words.get(i).substring(0, length);
        if (text.regionMatches(true, at, word, 0, word.length())) {
          at += word.length();
          return i;
        }
      }
      return -1;
    }
  }
}
