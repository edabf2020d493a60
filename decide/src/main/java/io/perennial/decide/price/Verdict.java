// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.value.forecast.Interval;

/** What an elasticity means for who sets prices. */
public enum Verdict {
  /** All of the interval is below -1: a lower price brings more revenue. */
  ELASTIC("elastic"),
  /** All of the interval is between -1 and 0: a higher price brings more revenue. */
  INELASTIC("inelastic"),
  /** The interval is below 0 and has -1 in it. */
  FALLS("falls with price"),
  /** The interval has 0 in it. */
  UNCLEAR("unclear"),
  /** More is sold at higher prices: something else moves both. */
  IMPLAUSIBLE("implausible");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** In a word or three. */
  public String words() {
    return words;
  }

  static Verdict of(Interval elasticity) {
    if (elasticity.upper() < -1) {
      return ELASTIC;
    }
    if (elasticity.lower() > 0) {
      return IMPLAUSIBLE;
    }
    if (elasticity.upper() >= 0) {
      return UNCLEAR;
    }
    return elasticity.lower() >= -1 ? INELASTIC : FALLS;
  }
}
