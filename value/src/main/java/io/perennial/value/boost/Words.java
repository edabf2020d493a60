// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.StringTokenizer;

/** The words of one line of a stored model, read from left to right. */
final class Words {

  private final StringTokenizer words;
  private final int line;

  Words(String text, int line) {
    this.words = new StringTokenizer(text, " ");
    this.line = line;
  }

  String next() {
    if (!words.hasMoreTokens()) {
      throw new IllegalArgumentException("Invalid model: line " + line + " ends too early");
    }
    return words.nextToken();
  }

  void expect(String word) {
    String found = next();
    if (!found.equals(word)) {
      throw wrong(found, word);
    }
  }

  int count() {
    return within(0, Integer.MAX_VALUE);
  }

  int below(int bound) {
    return within(0, bound - 1);
  }

  int within(int least, int most) {
    String word = next();
    try {
      int number = Integer.parseInt(word);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(word, "a whole number");
    }
    throw wrong(word, "within [" + least + ", " + most + "]");
  }

  boolean isLeft() {
    String word = next();
    if (!word.equals("l") && !word.equals("r")) {
      throw wrong(word, "l or r");
    }
    return word.equals("l");
  }

  float number() {
    String word = next();
    try {
      return Float.parseFloat(word);
    } catch (NumberFormatException e) {
      throw wrong(word, "a number");
    }
  }

  double real() {
    String word = next();
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw wrong(word, "a number");
    }
  }

  private IllegalArgumentException wrong(String word, String wanted) {
    return new IllegalArgumentException(
        "Invalid model: " + word + " in line " + line + " (must be " + wanted + ")");
  }
}
