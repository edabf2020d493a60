// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

/** Digits of a text from some place on, with single signs between them. */
final class Digits {

  private final String text;
  private final String between;
  private final int maxBetween;
  private final StringBuilder digits = new StringBuilder();
  private int at;

  /**
   * @param from where the first digit stands
   * @param between signs that may stand between digits
   * @param maxBetween how many of them in a row
   */
  Digits(String text, int from, String between, int maxBetween) {
    this.text = text;
    this.at = from;
    this.between = between;
    this.maxBetween = maxBetween;
  }

  /** Reads on to the end of the next group of digits; false if there is none. */
  boolean nextGroup() {
    int start = at;
    while (!digits.isEmpty()
        && start < text.length()
        && start - at < maxBetween
        && between.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end)) && end - start <= 40) {
      digits.append((char) ('0' + Character.digit(text.charAt(end), 10)));
      end++;
    }
    if (end == start) {
      return false;
    }
    at = end;
    return true;
  }

  /** All digits so far, as ASCII. */
  String soFar() {
    return digits.toString();
  }

  int count() {
    return digits.length();
  }

  /** Behind the last digit. */
  int end() {
    return at;
  }

  /** Whether no letter or digit follows, so that what was read is whole. */
  boolean isWhole() {
    return at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }

  /** Whether a text has any digit. */
  static boolean areIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c > '~' && Character.isDigit(c));
  }
}
