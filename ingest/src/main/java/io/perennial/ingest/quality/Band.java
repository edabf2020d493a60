// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

/**
 * What is expected of a value.
 *
 * @param value that was seen
 * @param low the least that is no alarm
 * @param high the most that is no alarm
 */
record Band(double value, double low, double high) {

  boolean holds() {
    return value >= low && value <= high;
  }
}
