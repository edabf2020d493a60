// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.random;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Some of n things, each as likely. */
public final class Sample {

  private Sample() {}

  /**
   * Numbers drawn without replacement (Fisher and Yates, as far as is needed). O(n) time and
   * memory.
   *
   * @param n how many there are
   * @param most how many are drawn; all where there are no more
   * @param lots decides which
   * @return ascending, distinct, from 0 to n - 1
   */
  public static int[] of(int n, int most, RandomStream lots) {
    int[] all = IntStream.range(0, n).toArray();
    if (n <= most) {
      return all;
    }
    for (int i = 0; i < most; i++) {
      int other = i + lots.nextInt(n - i);
      int kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    int[] some = Arrays.copyOf(all, most);
    Arrays.sort(some);
    return some;
  }
}
