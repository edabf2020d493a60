// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import java.util.Locale;

/**
 * How people call an input, and its values.
 *
 * @param label what it is, as {@code "purchases after the first"}; not blank
 * @param one its unit for 1, as {@code "visit"}; blank for a number without a unit
 * @param many its unit for others, as {@code "visits"}
 * @param each the time that it is counted over, as {@code "a month"}; blank if it is no rate
 * @param decimals of its values, within [0, 6]
 */
public record Wording(String label, String one, String many, String each, int decimals) {

  public Wording {
    if (label.isBlank()) {
      throw new IllegalArgumentException("Invalid wording: its label is blank");
    }
    if (decimals < 0 || decimals > 6) {
      throw new IllegalArgumentException(
          "Invalid decimals of " + label + ": " + decimals + " (must be within [0, 6])");
    }
  }

  /** A count of things, as {@code counted("visits", "visit", "visits")}. */
  public static Wording counted(String label, String one, String many) {
    return new Wording(label, one, many, "", 0);
  }

  /** A count in a stretch of time, as {@code "a month"}. */
  public static Wording rate(String label, String one, String many, String each) {
    return new Wording(label, one, many, each, 1);
  }

  /** A number without a unit. */
  public static Wording number(String label, int decimals) {
    return new Wording(label, "", "", "", decimals);
  }

  /** What to call an input of which there is no word: its name, with spaces. */
  public static Wording ofName(String name) {
    String words = name.replace('_', ' ').replace('.', ' ').strip();
    return number(words.isBlank() ? "an input without a name" : words, 2);
  }

  /** A value with its unit, as {@code "3 visits a month"}; "not known" for NaN. */
  public String value(double value) {
    return Double.isNaN(value) ? "not known" : amount(value, unit(number(value)));
  }

  /** How much more or less, as {@code "2 more visits a month"} or {@code "1.5 weeks less"}. */
  String change(double by) {
    String size = number(Math.abs(by));
    return counts()
        ? join(size, by > 0 ? "more" : "fewer", unit(size), each)
        : join(size, unit(size), by > 0 ? "more" : "less");
  }

  private boolean counts() {
    return !many.isBlank() && (decimals == 0 || !each.isBlank());
  }

  private String amount(double value, String unit) {
    return join(number(value), unit, each);
  }

  private String unit(String number) {
    return number.equals("1") ? one : many;
  }

  /** A value without its unit; whole ones of a unit without decimals. */
  String number(double value) {
    int digits = value == Math.rint(value) && !one.isEmpty() ? 0 : decimals;
    String text = String.format(Locale.ROOT, "%,." + digits + "f", value + 0.0);
    return text.startsWith("-") && text.matches("-[0.,]*") ? text.substring(1) : text;
  }

  private static String join(String... words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      if (!word.isBlank()) {
        text.append(text.isEmpty() ? "" : " ").append(word);
      }
    }
    return text.toString();
  }
}
