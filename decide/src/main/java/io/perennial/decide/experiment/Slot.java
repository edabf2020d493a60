// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.domain.StableHash;

/**
 * Where a unit stands under a salt: a number in [0, 1) that is the same on every machine and in
 * every run, and under another salt unrelated.
 */
final class Slot {

  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  private Slot() {}

  /** A salt is one line, so what stands before the first line break is the salt: no two clash. */
  static double of(String salt, String unit) {
    return (StableHash.of(salt + '\n' + unit) >>> 10) * TWO_TO_MINUS_53;
  }
}
