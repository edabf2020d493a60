// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

/**
 * So many whole days before the day of the as-of instant, by the calendar of the workspace's zone,
 * and what is known of that day.
 *
 * @param days 1 to 1100
 */
public record Window(int days) implements java.io.Serializable {

  /** Three years and a bit: what is kept of each day grows with the longest window. */
  public static final int LONGEST = 1100;

  public Window {
    if (days < 1 || days > LONGEST) {
      throw new IllegalArgumentException(
          "Invalid window: " + days + " days (must be 1 to " + LONGEST + ")");
    }
  }

  /**
   * A window from its text.
   *
   * @param text such as {@code 30d}
   * @throws IllegalArgumentException when it is none
   */
  public static Window of(String text) {
    String digits = text.strip().replaceAll("d$", "");
    if (!digits.matches("[0-9]{1,4}") || digits.length() == text.strip().length()) {
      throw new IllegalArgumentException("Invalid window: " + text + " (must be days, as in 30d)");
    }
    return new Window(Integer.parseInt(digits));
  }

  /** {@code 30d}. */
  @Override
  public String toString() {
    return days + "d";
  }
}
