// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import java.util.Arrays;

/**
 * Rows in three parts, by customer: 70 % to learn from, 15 % to know when to stop, 15 % to know how
 * good it is. A customer's part is a function of (seed, id) alone, so that it stays what it is when
 * others come and go.
 */
final class Parts {

  private static final double LEARN = 0.70;
  private static final double STOP = 0.85;

  private final int[] learn;
  private final int[] stop;
  private final int[] test;

  private Parts(int[] learn, int[] stop, int[] test) {
    this.learn = learn;
    this.stop = stop;
    this.test = test;
  }

  static Parts of(FeatureMatrix features, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("parts");
    int n = features.rows();
    int[][] parts = new int[3][n];
    int[] sizes = new int[3];
    for (int i = 0; i < n; i++) {
      double lot = source.stream(features.rowId(i)).nextDouble();
      int part = lot < LEARN ? 0 : lot < STOP ? 1 : 2;
      parts[part][sizes[part]++] = i;
    }
    return new Parts(
        Arrays.copyOf(parts[0], sizes[0]),
        Arrays.copyOf(parts[1], sizes[1]),
        Arrays.copyOf(parts[2], sizes[2]));
  }

  /** Rows to learn from. */
  int[] learn() {
    return learn;
  }

  /** Rows that tell when to stop. */
  int[] stop() {
    return stop;
  }

  /** Rows that nothing is learned from. */
  int[] test() {
    return test;
  }

  /** All rows that no tree was grown on, ascending. */
  int[] heldOut() {
    int[] both = Arrays.copyOf(stop, stop.length + test.length);
    System.arraycopy(test, 0, both, stop.length, test.length);
    Arrays.sort(both);
    return both;
  }
}
