// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.io.Serializable;
import java.util.Currency;
import java.util.Locale;

/**
 * Why a customer is in a segment, for people: {@code R 5 F 4 M 5: bought 3 days ago, 12 times,
 * 1,204 EUR}.
 *
 * @param currency of the money
 * @param monetary what the money is
 */
public record RfmReason(Currency currency, RfmConfig.Monetary monetary) implements Serializable {

  /** The reason for one customer. */
  public String of(Rfm scores, long recencyDays, long purchases, double money) {
    return scores
        + ": bought "
        + when(recencyDays)
        + ", "
        + times(purchases)
        + ", "
        + String.format(Locale.ROOT, Math.abs(money) < 100 ? "%,.2f" : "%,.0f", money)
        + " "
        + currency.getCurrencyCode()
        + (monetary == RfmConfig.Monetary.MEAN && purchases > 1 ? " each" : "");
  }

  private static String when(long days) {
    if (days <= 0) {
      return "on the last day";
    }
    return days == 1 ? "1 day ago" : String.format(Locale.ROOT, "%,d days ago", days);
  }

  private static String times(long purchases) {
    return purchases == 1 ? "once" : String.format(Locale.ROOT, "%,d times", purchases);
  }
}
