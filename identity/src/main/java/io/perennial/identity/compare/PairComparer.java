// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** Tells how closely two rows of a table agree, attribute by attribute. One for each thread. */
public final class PairComparer {

  /** A comparer of rows of a table. */
  public PairComparer(RecordTable table) {}

  /**
   * Compares two rows: of several values, the closest two count. Symmetric.
   *
   * @param levels filled, for each attribute, with the level of its {@code Levels}
   * @param agreed filled with the code of the value that both have, or -1
   */
  public void compare(int a, int b, byte[] levels, int[] agreed) {
    java.util.Arrays.fill(levels, (byte) 0);
    java.util.Arrays.fill(agreed, -1);
  }
}
