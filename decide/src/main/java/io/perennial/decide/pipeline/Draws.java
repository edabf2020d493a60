// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.StableHash;

/**
 * Chance that anyone can draw again: numbers in [0, 1) out of salted hashes of customers, the same
 * on every machine and in every run.
 *
 * @param salt another one is other chance
 */
record Draws(String salt) {

  private static final double OF_63_BITS = 0x1p-63;

  /** The same at all times: who is held out stays so. */
  double lasting(String purpose, long customer) {
    return StableHash.of(salt + "/" + purpose + "/" + customer) * OF_63_BITS;
  }

  /** Another number at each instant. */
  double of(String purpose, long customer, AsOf asOf) {
    return lasting(purpose + "/" + asOf.micros(), customer);
  }
}
