// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The very rows that scikit-learn's {@code train_test_split(…, test_size, random_state, stratify)}
 * tests on, so that figures can be compared with those of others: NumPy's legacy Mersenne twister
 * (Matsumoto and Nishimura 1998), its shuffle, and the counts of each class.
 */
final class StratifiedSplit {

  private static final int SIZE = 624;

  private final int[] state = new int[SIZE];
  private int at = SIZE;

  private StratifiedSplit(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /**
   * Whether each row is tested on.
   *
   * @param stratum of each row, from 0
   * @param share of the rows
   */
  static boolean[] tested(int[] stratum, double share, int seed) {
    StratifiedSplit lots = new StratifiedSplit(seed);
    int strata = Arrays.stream(stratum).max().orElse(0) + 1;
    long[] count = new long[strata];
    for (int s : stratum) {
      count[s]++;
    }
    int test = (int) Math.ceil(share * stratum.length);
    long[] learn = shares(count, stratum.length - test);
    long[] rest = new long[strata];
    Arrays.setAll(rest, s -> count[s] - learn[s]);
    long[] held = shares(rest, test);
    boolean[] tested = new boolean[stratum.length];
    for (int s = 0; s < strata; s++) {
      int which = s;
      int[] rows = IntStream.range(0, stratum.length).filter(i -> stratum[i] == which).toArray();
      int[] order = lots.permutation(rows.length);
      for (long i = learn[s]; i < learn[s] + held[s]; i++) {
        tested[rows[order[(int) i]]] = true;
      }
    }
    return tested;
  }

  /** {@code draws} dealt out in proportion, what is left to the largest remainders. */
  private static long[] shares(long[] count, long draws) {
    double all = Arrays.stream(count).sum();
    double[] remainder = new double[count.length];
    long[] shares = new long[count.length];
    for (int s = 0; s < count.length; s++) {
      double exact = count[s] / all * draws;
      shares[s] = (long) Math.floor(exact);
      remainder[s] = exact - shares[s];
    }
    for (long left = draws - Arrays.stream(shares).sum(); left > 0; left--) {
      int most = 0;
      for (int s = 1; s < count.length; s++) {
        most = remainder[s] > remainder[most] ? s : most;
      }
      shares[most]++;
      remainder[most] = -1;
    }
    return shares;
  }

  private int[] permutation(int n) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int mask = Integer.highestOneBit(i) * 2 - 1;
      int j = next() & mask;
      while (j > i) {
        j = next() & mask;
      }
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private int next() {
    if (at == SIZE) {
      for (int i = 0; i < SIZE; i++) {
        int both = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7FFFFFFF);
        state[i] = state[(i + 397) % SIZE] ^ (both >>> 1) ^ ((both & 1) == 0 ? 0 : 0x9908B0DF);
      }
      at = 0;
    }
    int value = state[at++];
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9D2C5680;
    value ^= (value << 15) & 0xEFC60000;
    return value ^ (value >>> 18);
  }
}
