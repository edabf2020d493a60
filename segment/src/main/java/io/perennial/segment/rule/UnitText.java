// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.features.dictionary.Unit;
import java.io.Serializable;
import java.util.Currency;

/**
 * Numbers for people, with their unit and no more digits than tell something: {@code 1,204 EUR},
 * {@code 62 %}, {@code 40 days}, {@code 3.2}. Made for millions, so without a formatter.
 *
 * @param currency of money
 */
public record UnitText(Currency currency) implements Serializable {

  /** From here on money is shown without cents, and other numbers without decimals. */
  private static final double WHOLE_FROM = 100;

  /** A finite number of a unit. */
  public String of(double number, Unit unit) {
    return switch (unit) {
      case MONEY, PRICE -> money(number) + " " + currency.getCurrencyCode();
      case SHARE, RANK -> plain(number * 100) + " %";
      case DAYS -> counted(number, "day");
      case WEEKS -> counted(number, "week");
      case HOURS -> counted(number, "hour");
      default -> plain(number);
    };
  }

  /**
   * So many of something.
   *
   * @param noun one of them, of which many have an s: order; of {@code time}, once and twice are
   *     said as such
   */
  public static String counted(double number, String noun) {
    String digits = plain(number);
    if (noun.equals("time") && (digits.equals("1") || digits.equals("2"))) {
      return digits.equals("1") ? "once" : "twice";
    }
    return digits + " " + noun + (digits.equals("1") ? "" : "s");
  }

  private static String money(double number) {
    double amount = Math.abs(number);
    if (amount >= WHOLE_FROM || amount == 0) {
      return plain(number);
    }
    long cents = Math.round(amount * 100);
    StringBuilder text = new StringBuilder();
    if (number < 0 && cents > 0) {
      text.append('-');
    }
    text.append(cents / 100).append('.').append(cents / 10 % 10).append(cents % 10);
    return text.toString();
  }

  /** A number with two digits at least, and as many before the point as it has. */
  public static String plain(double number) {
    double size = Math.abs(number);
    StringBuilder text = new StringBuilder();
    if (number < 0) {
      text.append('-');
    }
    if (size >= 1e15) {
      return text.append("over 1e15").toString();
    }
    if (size >= 10 || size == Math.rint(size)) {
      group(Math.round(size), text);
      return text.toString();
    }
    int decimals = size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
    long scale = decimals == 1 ? 10 : decimals == 2 ? 100 : 1000;
    long scaled = Math.round(size * scale);
    if (scaled == 0) {
      return "0";
    }
    text.append(scaled / scale);
    long rest = scaled % scale;
    if (rest != 0) {
      text.append('.');
      for (long digit = scale / 10; digit > 0 && rest > 0; digit /= 10) {
        text.append(rest / digit);
        rest %= digit;
      }
    }
    return text.toString();
  }

  private static void group(long number, StringBuilder text) {
    if (number >= 1000) {
      group(number / 1000, text);
      long rest = number % 1000;
      text.append(',').append(rest / 100).append(rest / 10 % 10).append(rest % 10);
    } else {
      text.append(number);
    }
  }
}
