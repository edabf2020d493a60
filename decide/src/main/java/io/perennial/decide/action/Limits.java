// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What may be spent and how often customers may be addressed, in one channel or in all.
 *
 * @param budget money for one instant of deciding, base currency; empty: as much as pays
 * @param capacity contacts at one instant of deciding; empty: as many as pay
 * @param most contacts that a customer gets in {@code days}; empty: any number
 * @param days see {@code most}; at least 1
 */
public record Limits(OptionalDouble budget, OptionalLong capacity, OptionalLong most, int days) {

  /** No limit at all. */
  public static final Limits NONE =
      new Limits(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), 7);

  public Limits {
    if (budget.isPresent() && !(budget.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "Invalid budget: " + budget.getAsDouble() + " (must be >= 0)");
    }
    if (days < 1) {
      throw new IllegalArgumentException("Invalid days: " + days + " (must be >= 1)");
    }
  }

  /** Equal texts for limits that mean the same. */
  public String canonical() {
    return budget + " " + capacity + " " + most + " " + days;
  }
}
