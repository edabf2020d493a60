// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.parallel.Chunks;

/** Pair by pair: for few points, and to check the other. O(n²). */
final class ExactRepulsion implements Repulsion {

  private static final int CHUNK = 64;

  @Override
  public double push(double[] places, double[] forces) {
    int n = places.length / 2;
    return Chunks.sum(
        n,
        CHUNK,
        1,
        (sum, from, to) -> {
          for (int i = from; i < to; i++) {
            double x = places[2 * i];
            double y = places[2 * i + 1];
            double pushX = 0;
            double pushY = 0;
            double total = -1; // the point itself
            for (int j = 0; j < places.length; j += 2) {
              double dx = x - places[j];
              double dy = y - places[j + 1];
              double near = 1 / (1 + dx * dx + dy * dy);
              total += near;
              near *= near;
              pushX += near * dx;
              pushY += near * dy;
            }
            forces[2 * i] = pushX;
            forces[2 * i + 1] = pushY;
            sum[0] += total;
          }
        })[0];
  }
}
