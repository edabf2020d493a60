// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What may be spent, what it must bring and how often customers may be addressed: with one action,
 * in one channel or in all.
 *
 * @param budget money for one instant of deciding, base currency; empty: as much as pays
 * @param capacity contacts at one instant of deciding; empty: as many as pay
 * @param minimum contacts at one instant of deciding, whether they pay or not; empty: none
 * @param ratio margin that each unit of money brings at least, all contacts together; empty: any
 * @param floor what a contact brings beyond its cost at least, base currency; empty: anything
 * @param most contacts that a customer gets in {@code days}; empty: any number
 * @param days see {@code most}; at least 1
 */
public record Limits(
    OptionalDouble budget,
    OptionalLong capacity,
    OptionalLong minimum,
    OptionalDouble ratio,
    OptionalDouble floor,
    OptionalLong most,
    int days) {

  /** No limit at all. */
  public static final Limits NONE =
      new Limits(
          OptionalDouble.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          7);

  public Limits {
    if (budget.isPresent() && !(budget.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "Invalid budget: " + budget.getAsDouble() + " (must be >= 0)");
    }
    if (capacity.isPresent() && minimum.orElse(0) > capacity.getAsLong()) {
      throw new IllegalArgumentException(
          "Invalid minimum: "
              + minimum.getAsLong()
              + " (must be at most the capacity, "
              + capacity.getAsLong()
              + ")");
    }
    if (days < 1) {
      throw new IllegalArgumentException("Invalid days: " + days + " (must be >= 1)");
    }
  }

  /** Equal texts for limits that mean the same. */
  public String canonical() {
    return budget + " " + capacity + " " + minimum + " " + ratio + " " + floor + " " + most + " "
        + days;
  }
}
