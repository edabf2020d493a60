// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How factors are learned.
 *
 * @param factors of a customer and of an item, at least 1
 * @param rounds over all customers and items, at least 1
 * @param regularisation lambda, above 0
 * @param confidence alpha: what a purchase weighs more than none, above 0
 * @param halfLifeDays after which a purchase weighs half
 * @param seed of the factors at first
 */
public record AlsConfig(
    int factors,
    int rounds,
    double regularisation,
    double confidence,
    double halfLifeDays,
    long seed) {

  public AlsConfig {
    if (factors < 1 || factors > 1_000) {
      throw new IllegalArgumentException(
          "Invalid factors: " + factors + " (must be within [1, 1000])");
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("Invalid rounds: " + rounds + " (must be >= 1)");
    }
    if (!(regularisation > 0 && regularisation <= 1e12)) {
      throw new IllegalArgumentException(
          "Invalid regularisation: " + regularisation + " (must be > 0 and at most 1e12)");
    }
    if (!(confidence > 0 && confidence <= 1e12)) {
      throw new IllegalArgumentException(
          "Invalid confidence: " + confidence + " (must be > 0 and at most 1e12)");
    }
    Decay.check("half-life of a purchase", halfLifeDays);
  }

  /** 64 factors, 15 rounds, lambda 1, alpha 10, half after 60 days. */
  public static AlsConfig defaults() {
    return new AlsConfig(64, 15, 1, 10, 60, 1);
  }
}
