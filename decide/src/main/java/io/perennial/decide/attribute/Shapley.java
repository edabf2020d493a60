// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * What each player adds to any set of others, on average over the orders in which they may come.
 * Source: Shapley, "A value for n-person games" (1953); sampled orders: Castro, Gómez and Tejada
 * (2009).
 */
final class Shapley {

  private final double[] values;
  private final double[] errors;

  private Shapley(double[] values, double[] errors) {
    this.values = values;
    this.errors = errors;
  }

  /** Exact; O(2^channels channels³). */
  static Shapley exact(TouchChain chain) {
    int n = chain.channels();
    double[] worth = new double[1 << n];
    for (int set = 1; set < worth.length; set++) {
      boolean[] there = new boolean[n];
      for (int c = 0; c < n; c++) {
        there[c] = (set >> c & 1) != 0;
      }
      worth[set] = chain.conversion(there);
    }
    double[] weight = new double[n];
    for (int size = 0; size < n; size++) {
      // size! (n - size - 1)! / n!
      double sets = n;
      for (int k = 0; k < size; k++) {
        sets *= (double) (n - 1 - k) / (k + 1);
      }
      weight[size] = 1 / sets;
    }
    double[] values = new double[n];
    for (int set = 0; set < worth.length; set++) {
      for (int c = 0; c < n; c++) {
        if ((set >> c & 1) == 0) {
          values[c] += weight[Integer.bitCount(set)] * (worth[set | 1 << c] - worth[set]);
        }
      }
    }
    return new Shapley(values, new double[n]);
  }

  /** Of sampled orders, each looked at forwards and backwards. */
  static Shapley sampled(TouchChain chain, int orders, RandomStream random) {
    int n = chain.channels();
    double[] sums = new double[n];
    double[] squares = new double[n];
    int[] order = new int[n];
    Arrays.setAll(order, c -> c);
    for (int turn = 0; turn < orders; turn++) {
      for (int i = n - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
      double[] pair = new double[n];
      for (int way = 0; way < 2; way++) {
        boolean[] there = new boolean[n];
        double before = 0;
        for (int i = 0; i < n; i++) {
          int c = order[way == 0 ? i : n - 1 - i];
          there[c] = true;
          double now = chain.conversion(there);
          pair[c] += (now - before) / 2;
          before = now;
        }
      }
      for (int c = 0; c < n; c++) {
        sums[c] += pair[c];
        squares[c] += pair[c] * pair[c];
      }
    }
    double[] errors = new double[n];
    for (int c = 0; c < n; c++) {
      sums[c] /= orders;
      double variance = Math.max(0, squares[c] / orders - sums[c] * sums[c]);
      errors[c] = Math.sqrt(variance / (orders - 1));
    }
    return new Shapley(sums, errors);
  }

  double[] values() {
    return values;
  }

  double[] errors() {
    return errors;
  }
}
