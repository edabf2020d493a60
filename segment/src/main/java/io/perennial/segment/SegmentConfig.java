// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.util.Currency;

/**
 * How customers are segmented.
 *
 * @param rfm by recency, frequency and monetary value
 * @param currency of money in reasons
 */
public record SegmentConfig(RfmConfig rfm, Currency currency) {

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return rfm.canonical() + " currency " + currency.getCurrencyCode();
  }
}
