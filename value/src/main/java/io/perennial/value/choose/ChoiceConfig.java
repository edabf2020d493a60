// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.choose;

/**
 * How models are compared.
 *
 * @param draws futures of each customer from which a forecast's distribution is read, >= 20
 * @param customers scored at each origin, at most; more are thinned evenly
 * @param seed of the futures
 */
public record ChoiceConfig(int draws, int customers, long seed) {

  public ChoiceConfig {
    if (draws < 20) {
      throw new IllegalArgumentException(
          "Invalid value.choice.draws: " + draws + " (must be >= 20)");
    }
    if (customers < 1) {
      throw new IllegalArgumentException(
          "Invalid value.choice.customers: " + customers + " (must be >= 1)");
    }
  }

  /** 100 futures of at most 5,000 customers. */
  public static ChoiceConfig defaults() {
    return new ChoiceConfig(100, 5_000, 1);
  }

  public ChoiceConfig withDraws(int count) {
    return new ChoiceConfig(count, customers, seed);
  }

  public ChoiceConfig withCustomers(int count) {
    return new ChoiceConfig(draws, count, seed);
  }
}
