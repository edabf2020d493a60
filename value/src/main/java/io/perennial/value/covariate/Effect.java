// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

/**
 * What a covariate does to a rate.
 *
 * @param column its name
 * @param rate which
 * @param perUnit by how much the logarithm of the rate moves with one unit of the column
 * @param standardError of that, from the curvature of the penalised likelihood
 * @param perDeviation by how much it moves with one standard deviation of the column
 */
public record Effect(
    String column, Rate rate, double perUnit, double standardError, double perDeviation) {

  /** What covariates act on. */
  public enum Rate {
    BUYING,
    LEAVING
  }

  /** Estimate by standard error; beyond 2 in size, hardly chance. */
  public double z() {
    return standardError > 0 ? perUnit / standardError : 0;
  }
}
