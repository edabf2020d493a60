// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.value.forecast.Interval;

/**
 * By how many per cent more is sold when the price is 1 % higher: mostly negative.
 *
 * @param value drawn to what like products have
 * @param error its standard deviation
 * @param interval that it is in with the configured probability
 * @param own as the product's own sales say it, alone
 * @param ownError its standard error
 * @param ownShare of the value that comes from the product's own sales, within [0, 1]; the rest
 *     comes from like products
 */
public record Elasticity(
    double value, double error, Interval interval, double own, double ownError, double ownShare) {

  /** What it means. */
  public Verdict verdict() {
    return Verdict.of(interval);
  }
}
