// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import io.perennial.math.parallel.Chunks;
import java.util.ArrayList;
import java.util.List;

/**
 * A mixture of choices made whole: each customer gets what one of the cuts chose, in proportion to
 * their weights among the customers for whom they differ. Those are near indifferent at the prices
 * found, so little value is lost, and the rows are kept to nearly.
 */
final class Rounding {

  private static final int CHUNK = 8_192;
  private static final double GOLDEN = 0.6180339887498949;

  private Rounding() {}

  /**
   * byte[customers]: an action's number or {@link Offers#NOTHING}.
   *
   * @param turn within [0, 1): another one for another rounding as good
   */
  static byte[] of(
      Offers offers, Rows rows, double net, List<Cut> cuts, double[] weights, double turn) {
    List<Pricing> mixed = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > 1e-12) {
        mixed.add(Pricing.of(offers, rows, net, cuts.get(k).prices()));
        shares.add(weights[k]);
      }
    }
    byte[] choice = new byte[offers.customers()];
    Chunks.forEach(
        choice.length,
        CHUNK,
        (from, to) -> {
          // evenly spread over those who differ, hence totals stay within a few of the mixture's
          int chunk = from / CHUNK;
          double at = (turn + chunk * GOLDEN) % 1;
          for (int i = from; i < to; i++) {
            int first = mixed.get(0).best(i);
            choice[i] = (byte) first;
            boolean differ = false;
            for (int k = 1; k < mixed.size() && !differ; k++) {
              differ = mixed.get(k).best(i) != first;
            }
            if (differ) {
              at = (at + GOLDEN) % 1;
              choice[i] = (byte) mixed.get(drawn(shares, at)).best(i);
            }
          }
        });
    return choice;
  }

  private static int drawn(List<Double> shares, double at) {
    double sum = 0;
    for (int k = 0; k < shares.size(); k++) {
      sum += shares.get(k);
      if (at < sum) {
        return k;
      }
    }
    return shares.size() - 1;
  }
}
