// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

/**
 * Customers who get no action and no experiment, as long as the salt stays: beside them stands what
 * all of it together earns. A larger share keeps those who are in it.
 *
 * @param salt its own, that no experiment has
 * @param share of all units, in [0, 1); 0 for none
 */
public record HoldOut(String salt, double share) {

  public HoldOut {
    Checked.word("salt of the hold-out", salt);
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "Invalid share of the hold-out: " + share + " (must be within [0, 1))");
    }
  }

  /** Whether this unit is kept apart. */
  public boolean holds(String unit) {
    return Slot.of("hold-out " + salt, unit) < share;
  }
}
