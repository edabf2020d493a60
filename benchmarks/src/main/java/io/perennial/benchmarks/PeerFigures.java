// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.Map;

/** What peers took that are not run here: a second witness, on other data of the same size. */
final class PeerFigures {

  /** Where the figures come from. */
  static final String ORIGIN =
      "its CPU seconds on CDNOW (2,357 and 23,570) and on simulated bases like these, taken on a"
          + " shared machine of two cores on 2026-11-21, medians of three";

  /** Seconds of BTYDplus's Pareto/NBD sampler on the CDNOW sample. */
  static final double BTYD_PLUS_WALL = 20.8;

  /** CPU seconds of the same. */
  static final double BTYD_PLUS_CPU = 9.33;

  private static final Map<String, Map<Integer, Double>> CLV_TOOLS =
      Map.of(
          "pareto-nbd", Map.of(2_357, 0.381, 23_570, 1.13, 100_000, 3.72, 1_000_000, 28.3),
          "bg-nbd", Map.of(2_357, 0.681, 23_570, 1.99, 1_000_000, 48.5));

  private PeerFigures() {}

  /** CPU seconds of a fit by CLVTools; 0 where there is no figure. */
  static double clvToolsFit(String model, int customers) {
    return CLV_TOOLS.get(model).getOrDefault(customers, 0.0);
  }
}
