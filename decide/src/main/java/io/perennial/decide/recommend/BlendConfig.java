// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How a blend learns what each of its parts is worth.
 *
 * @param bought what it is to be good at: all items, or those new to the customer
 * @param testDays the last days of the log, which the parts are judged on, at least 1
 * @param candidates of each part for a customer, at least 1
 * @param mostCustomers who are judged, spread evenly over all; at least 1
 */
public record BlendConfig(Bought bought, int testDays, int candidates, int mostCustomers) {

  public BlendConfig {
    if (testDays < 1) {
      throw new IllegalArgumentException(
          "Invalid test of a blend: " + testDays + " days (must be >= 1)");
    }
    if (candidates < 1) {
      throw new IllegalArgumentException("Invalid candidates: " + candidates + " (must be >= 1)");
    }
    if (mostCustomers < 1) {
      throw new IllegalArgumentException(
          "Invalid customers of a blend: " + mostCustomers + " (must be >= 1)");
    }
  }

  /** Four weeks, 100 candidates of each part, 1,000 customers. */
  public static BlendConfig of(Bought bought) {
    return new BlendConfig(bought, 28, 100, 1_000);
  }

  public BlendConfig withTestDays(int days) {
    return new BlendConfig(bought, days, candidates, mostCustomers);
  }
}
