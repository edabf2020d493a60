// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.io.Serializable;
import java.util.Currency;

/**
 * Why a customer is in a segment, for people: {@code R 5 F 4 M 5: bought 3 days ago, 12 times,
 * 1,204 EUR}. Made for millions, so without a formatter.
 *
 * @param currency of the money
 * @param monetary what the money is
 */
public record RfmReason(Currency currency, RfmConfig.Monetary monetary) implements Serializable {

  private static final double SHOWN_WITH_CENTS = 100;

  /**
   * The reason for one customer.
   *
   * @param recencyDays whole days since the last purchase
   * @param money in {@link #currency}, finite
   */
  public String of(Rfm scores, long recencyDays, long purchases, double money) {
    StringBuilder text = new StringBuilder(64);
    text.append("R ").append(scores.recency());
    text.append(" F ").append(scores.frequency());
    text.append(" M ").append(scores.monetary());
    text.append(": bought ");
    if (recencyDays <= 0) {
      text.append("on the last day");
    } else {
      group(recencyDays, text);
      text.append(recencyDays == 1 ? " day ago" : " days ago");
    }
    text.append(", ");
    if (purchases == 1) {
      text.append("once");
    } else {
      group(purchases, text);
      text.append(" times");
    }
    text.append(", ");
    money(money, text);
    text.append(' ').append(currency.getCurrencyCode());
    if (monetary == RfmConfig.Monetary.MEAN && purchases > 1) {
      text.append(" each");
    }
    return text.toString();
  }

  private static void money(double money, StringBuilder text) {
    if (money < 0) {
      text.append('-');
    }
    double amount = Math.abs(money);
    if (amount >= SHOWN_WITH_CENTS) {
      group(Math.round(amount), text);
      return;
    }
    long cents = Math.round(amount * 100);
    text.append(cents / 100).append('.');
    text.append(cents / 10 % 10).append(cents % 10);
  }

  /** A number with a comma before each three digits. */
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
