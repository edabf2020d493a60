// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Moves the points of a map down the slope of its divergence, with momentum and a gain for each
 * coordinate that grows while it goes one way (Jacobs, "Increased rates of convergence through
 * learning rate adaptation", 1988). The rate is n over the exaggeration (Belkina et al., "Automated
 * optimized parameters for t-SNE", Nature Communications 2019), no step is longer than 5: as
 * openTSNE. Forces do not depend on where the middle of the map is, so it is moved once, at the
 * end.
 */
final class Descent {

  private static final int CHUNK = 512;
  private static final double MOMENTUM = 0.8;
  private static final double LEAST_GAIN = 0.01;
  private static final double LONGEST_STEP = 5;

  private final Affinities affinities;
  private final Repulsion repulsion;
  private final double[] places;
  private final double[] gradient;
  private final double[] gains;
  private final double[] moves;

  /**
   * @param places shape [n × 2], which are changed
   */
  Descent(Affinities affinities, Repulsion repulsion, double[] places) {
    this.affinities = affinities;
    this.repulsion = repulsion;
    this.places = places;
    gradient = new double[places.length];
    gains = new double[places.length];
    moves = new double[places.length];
    Arrays.fill(gains, 1);
  }

  void run(int steps, double exaggeration) {
    double rate = affinities.count() / exaggeration;
    for (int step = 0; step < steps; step++) {
      slope(affinities, repulsion, places, exaggeration, gradient);
      Chunks.forEach(affinities.count(), CHUNK, (from, to) -> move(rate, from, to));
    }
    centre(places);
  }

  /** A quarter of the gradient of the divergence, as is usual. */
  static void slope(
      Affinities affinities,
      Repulsion repulsion,
      double[] places,
      double exaggeration,
      double[] gradient) {
    double total = repulsion.push(places, gradient);
    double share = total > 0 ? -1 / total : 0;
    Chunks.forEach(
        affinities.count(),
        CHUNK,
        (from, to) -> {
          for (int i = 2 * from; i < 2 * to; i++) {
            gradient[i] *= share;
          }
          affinities.pull(places, exaggeration, gradient, from, to);
        });
  }

  private void move(double rate, int from, int to) {
    for (int i = 2 * from; i < 2 * to; i++) {
      gains[i] =
          Math.signum(moves[i]) != Math.signum(gradient[i])
              ? gains[i] + 0.2
              : gains[i] * 0.8 + LEAST_GAIN;
      moves[i] = MOMENTUM * moves[i] - rate * gains[i] * gradient[i];
    }
    for (int i = 2 * from; i < 2 * to; i += 2) {
      double length = Math.sqrt(moves[i] * moves[i] + moves[i + 1] * moves[i + 1]);
      if (length > LONGEST_STEP) {
        moves[i] *= LONGEST_STEP / length;
        moves[i + 1] *= LONGEST_STEP / length;
      }
      places[i] += moves[i];
      places[i + 1] += moves[i + 1];
    }
  }

  private static void centre(double[] places) {
    int n = places.length / 2;
    double[] sums =
        Chunks.sum(
            n,
            CHUNK,
            2,
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                sum[0] += places[2 * i];
                sum[1] += places[2 * i + 1];
              }
            });
    for (int i = 0; i < places.length; i++) {
      places[i] -= sums[i & 1] / n;
    }
  }
}
