// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

/**
 * How strongly effects are held towards none.
 *
 * @param effectDeviation how far the logarithm of a rate is believed to move with one standard
 *     deviation of a covariate, as the deviation of a normal prior; > 0, infinite for plain maximum
 *     likelihood
 */
public record CovariateConfig(double effectDeviation) {

  public CovariateConfig {
    if (!(effectDeviation > 0)) {
      throw new IllegalArgumentException(
          "Invalid value.covariate.effect-deviation: " + effectDeviation + " (must be > 0)");
    }
  }

  /** Deviation 1: a covariate that moves rates by a factor of 7 is a surprise, not an exception. */
  public static CovariateConfig defaults() {
    return new CovariateConfig(1);
  }

  /** Plain maximum likelihood. */
  public static CovariateConfig unpenalized() {
    return new CovariateConfig(Double.POSITIVE_INFINITY);
  }

  /** The weight of half the sum of squared effects. */
  double ridge() {
    return 1 / (effectDeviation * effectDeviation);
  }
}
