// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomStream;

/**
 * What a base's level does to one customer's draws: a factor below 1 thins purchases (each stays
 * with that chance), one above adds purchases of another draw with the chance that is over, so that
 * counts stay whole and those who would not have come may. Spend is multiplied. Stateless.
 */
final class Level {

  static final double LEAST = 0.2;
  static final double MOST = 5;

  private Level() {}

  static double within(double factor) {
    return Math.min(MOST, Math.max(LEAST, factor));
  }

  /** One factor for each draw; {@code draws} is changed. */
  static void apply(Target target, double[] draws, double[] factors, RandomStream random) {
    double[] before = target == Target.PURCHASES ? draws.clone() : draws;
    for (int d = 0; d < draws.length; d++) {
      draws[d] = one(target, before, d, factors[d], random);
    }
  }

  /** One factor for all draws; {@code draws} is changed. */
  static void apply(Target target, double[] draws, double factor, RandomStream random) {
    if (factor == 1) {
      return;
    }
    double[] before = target == Target.PURCHASES ? draws.clone() : draws;
    for (int d = 0; d < draws.length; d++) {
      draws[d] = one(target, before, d, factor, random);
    }
  }

  private static double one(
      Target target, double[] draws, int d, double factor, RandomStream random) {
    if (target == Target.SPEND) {
      return draws[d] * factor;
    }
    if (factor <= 1) {
      return thinned(draws[d], factor, random);
    }
    double count = draws[d];
    double more = factor - 1;
    while (more > 0) {
      count += thinned(draws[random.nextInt(draws.length)], Math.min(1, more), random);
      more -= 1;
    }
    return count;
  }

  private static double thinned(double count, double share, RandomStream random) {
    if (share >= 1 || count <= 0) {
      return count;
    }
    if (count > 1_000) {
      return Math.rint(count * share); // its chance is small beside its size
    }
    int kept = 0;
    for (int k = 0; k < count; k++) {
      kept += random.chance(share) ? 1 : 0;
    }
    return kept;
  }

  /**
   * P(above 0) after a factor.
   *
   * @param probability before, as the model knows it
   */
  static double probability(Target target, double[] draws, double probability, double factor) {
    if (factor == 1 || target == Target.SPEND) {
      return probability;
    }
    int above = 0;
    double kept = 0;
    double added = 1;
    for (double draw : draws) {
      if (draw > 0) {
        above++;
        kept += factor < 1 ? 1 - Math.pow(1 - factor, draw) : 1;
      }
    }
    for (double more = factor - 1; more > 0; more -= 1) {
      double share = 0;
      for (double draw : draws) {
        share += draw > 0 ? 1 - Math.pow(1 - Math.min(1, more), draw) : 0;
      }
      added *= 1 - share / draws.length;
    }
    if (above == 0) {
      return probability;
    }
    double stay = kept / above;
    return factor < 1 ? probability * stay : 1 - (1 - probability) * added;
  }
}
