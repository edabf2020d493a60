// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import io.perennial.math.special.GammaFunctions;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long a source has said nothing, and how long its silences usually are.
 *
 * @param source its name in the configuration
 * @param hours since its newest event
 * @param usual the longest silence of each day or delivery before, in hours
 */
public record Silence(String source, double hours, List<Double> usual) {

  /** With fewer silences than this nothing is usual. */
  static final int ENOUGH = 14;

  public Silence {
    usual = List.copyOf(usual);
  }

  /**
   * A silence that is longer with a chance of at most {@code level}: c times the longest of n. For
   * exponential silences that chance is n! Γ(1 + c) / Γ(n + 1 + c); lighter tails make it less.
   */
  OptionalDouble longest(double level) {
    if (usual.size() < ENOUGH) {
      return OptionalDouble.empty();
    }
    double n = usual.size();
    double times = 1;
    while (chance(n, times) > level) {
      times += 0.1;
    }
    return OptionalDouble.of(times * longest());
  }

  double longest() {
    return usual.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static double chance(double n, double times) {
    return Math.exp(
        GammaFunctions.logGamma(n + 1)
            + GammaFunctions.logGamma(1 + times)
            - GammaFunctions.logGamma(n + 1 + times));
  }
}
