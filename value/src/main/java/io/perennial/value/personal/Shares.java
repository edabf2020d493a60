// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.personal;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.function.ToDoubleFunction;

/**
 * What each of k numbers adds to the value of a function, over that of reference numbers: Shapley
 * values, which add up to the difference. Exact up to 10 numbers; beyond, the mean over 64 orders
 * and their reverses, which adds up as well. Source: Shapley (1953); Castro, Gómez and Tejada
 * (2009).
 */
final class Shares {

  private static final int EXACT = 10;
  private static final int ORDERS = 64;

  private Shares() {}

  /** The shares, double[k]. */
  static double[] of(double[] own, double[] reference, ToDoubleFunction<double[]> function) {
    return own.length <= EXACT
        ? exact(own, reference, function)
        : sampled(own, reference, function);
  }

  private static double[] exact(
      double[] own, double[] reference, ToDoubleFunction<double[]> function) {
    int k = own.length;
    double[] values = new double[1 << k];
    double[] mixed = new double[k];
    for (int taken = 0; taken < values.length; taken++) {
      for (int f = 0; f < k; f++) {
        mixed[f] = (taken >> f & 1) == 1 ? own[f] : reference[f];
      }
      values[taken] = function.applyAsDouble(mixed);
    }
    double[] weights = new double[k]; // of the sets with that many others: s! (k - 1 - s)! / k!
    for (int s = 0; s < k; s++) {
      double choose = 1;
      for (int j = 0; j < s; j++) {
        choose *= (k - 1.0 - j) / (j + 1);
      }
      weights[s] = 1 / (k * choose);
    }
    double[] shares = new double[k];
    for (int taken = 0; taken < values.length; taken++) {
      for (int f = 0; f < k; f++) {
        if ((taken >> f & 1) == 0) {
          shares[f] += weights[Integer.bitCount(taken)] * (values[taken | 1 << f] - values[taken]);
        }
      }
    }
    return shares;
  }

  private static double[] sampled(
      double[] own, double[] reference, ToDoubleFunction<double[]> function) {
    int k = own.length;
    double[] shares = new double[k];
    for (int order = 0; order < ORDERS; order++) {
      RandomStream random = RandomSource.seeded(1).stream(order);
      int[] turn = new int[k];
      for (int f = 0; f < k; f++) {
        int other = random.nextInt(f + 1);
        turn[f] = turn[other];
        turn[other] = f;
      }
      for (int side = 0; side < 2; side++) {
        double[] mixed = reference.clone();
        double before = function.applyAsDouble(mixed);
        for (int place = 0; place < k; place++) {
          int f = turn[side == 0 ? place : k - 1 - place];
          mixed[f] = own[f];
          double after = function.applyAsDouble(mixed);
          shares[f] += (after - before) / (2 * ORDERS);
          before = after;
        }
      }
    }
    return shares;
  }
}
