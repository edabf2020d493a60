// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in a currency, exact to a ten-thousandth of its unit, as DECIMAL(18,4) in the lake.
 *
 * @param amount scale 4, below 10^14 in size; negative for what was returned
 * @param currency ISO 4217
 */
public record Money(BigDecimal amount, Currency currency) {

  /** Digits after the point. */
  public static final int SCALE = 4;

  /** Digits in all. */
  public static final int PRECISION = 18;

  public Money {
    amount = amount.setScale(SCALE, RoundingMode.HALF_EVEN);
    if (amount.precision() > PRECISION) {
      throw new IllegalArgumentException("Invalid amount: " + amount + " (must be below 10^14)");
    }
  }

  /** {@code amount}, a decimal such as {@code 12.50}, in the currency of that ISO 4217 code. */
  public static Money of(String amount, String currencyCode) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
  }

  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Cannot add " + other.currency + " to " + currency + ": convert one of them first");
    }
    return new Money(amount.add(other.amount), currency);
  }
}
