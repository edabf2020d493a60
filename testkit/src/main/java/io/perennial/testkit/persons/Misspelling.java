// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.persons;

import io.perennial.math.random.RandomStream;

/** The mistakes of hands and scanners: one or two per text. */
final class Misspelling {

  private static final String NEAR = "qwertzuiopasdfghjklyxcvbnm";
  private static final String[][] ALIKE = {
    {"ph", "f"}, {"ck", "k"}, {"ei", "ie"}, {"m", "rn"}, {"y", "i"}, {"tt", "t"}, {"c", "k"}
  };

  private Misspelling() {}

  /** The text with one mistake, sometimes two; shorter than two letters as it is. */
  static String of(String text, RandomStream random) {
    String once = one(text, random);
    return random.chance(0.15) ? one(once, random) : once;
  }

  private static String one(String text, RandomStream random) {
    if (text.length() < 2) {
      return text;
    }
    int at = random.nextInt(text.length());
    char there = text.charAt(at);
    char other =
        Character.isDigit(there)
            ? (char) ('0' + random.nextInt(10))
            : NEAR.charAt(random.nextInt(NEAR.length()));
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + other + text.substring(at);
      case 2 -> text.substring(0, at) + other + text.substring(at + 1);
      case 3 -> {
        int first = Math.min(at, text.length() - 2);
        yield text.substring(0, first)
            + text.charAt(first + 1)
            + text.charAt(first)
            + text.substring(first + 2);
      }
      default -> {
        String[] pair = ALIKE[random.nextInt(ALIKE.length)];
        yield text.contains(pair[0]) ? text.replaceFirst(pair[0], pair[1]) : text;
      }
    };
  }
}
