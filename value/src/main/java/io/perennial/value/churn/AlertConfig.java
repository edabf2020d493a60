// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

/**
 * Whom to warn of.
 *
 * @param least P(left) from which there is an alert, within [0, 1]
 * @param most P(left) above which a customer counts as lost, and no alert is made; within (0, 1]
 * @param falseAlarms share of own pauses from which silence is unusual; for who buys without a
 *     contract there is an alert from {@code least} on or when silence is unusual
 * @param limit alerts at most, >= 1
 */
public record AlertConfig(double least, double most, double falseAlarms, int limit) {

  public AlertConfig {
    if (!(least >= 0 && least <= most && most <= 1)) {
      throw new IllegalArgumentException(
          "Invalid alerts: from "
              + least
              + " to "
              + most
              + " (must be within 0 and 1, and ascending)");
    }
    if (!(falseAlarms > 0 && falseAlarms < 1) || limit < 1) {
      throw new IllegalArgumentException(
          "Invalid false alarms or limit: "
              + falseAlarms
              + ", "
              + limit
              + " (must be above 0 and below 1, >= 1)");
    }
  }

  /** From .3 to .95, 5 % false alarms, the first 1,000. */
  public static AlertConfig defaults() {
    return new AlertConfig(0.3, 0.95, 0.05, 1_000);
  }

  /** For contracts, where the surest to leave are not lost yet: up to 1. */
  public static AlertConfig ofContracts() {
    return new AlertConfig(0.3, 1, 0.05, 1_000);
  }

  /** With another limit. */
  public AlertConfig withLimit(int alerts) {
    return new AlertConfig(least, most, falseAlarms, alerts);
  }
}
