// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.compare.RecordTable;
import java.util.Arrays;

/** Fingerprints of what claims say of each row, by which a change is noticed from run to run. */
final class ClaimHashes {

  private ClaimHashes() {}

  /**
   * One for each row, in [0, 2^63): equal for the same values of the same attributes, in whichever
   * order they were said. O(values).
   */
  static long[] of(RecordTable table) {
    long[] hashes = new long[table.records()];
    Arrays.fill(hashes, 17);
    for (int attribute = 0; attribute < table.attributes().size(); attribute++) {
      long name = table.attributes().get(attribute).name().hashCode();
      for (int row = 0; row < hashes.length; row++) {
        long sum = 0;
        for (int nth = 0; nth < table.values(attribute, row); nth++) {
          sum += mixed(table.hash(attribute, table.value(attribute, row, nth)));
        }
        if (sum != 0) {
          hashes[row] = mixed(hashes[row] * 31 + mixed(name) + sum);
        }
      }
    }
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] >>>= 1;
    }
    return hashes;
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
