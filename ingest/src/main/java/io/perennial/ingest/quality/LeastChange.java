// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

/**
 * Changes below which there is no alarm, however sure they are.
 *
 * @param volume share of what is expected
 * @param share points of a share: 0.01 is from 97 % to 96 %
 * @param drift population stability index
 * @param hours without an event
 */
public record LeastChange(double volume, double share, double drift, double hours) {

  /** A tenth of the volume, one percentage point, an index of 0.1, a day. */
  public static LeastChange defaults() {
    return new LeastChange(0.1, 0.01, 0.1, 24);
  }
}
