// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

/**
 * How {@link GaussianMixture} is fitted.
 *
 * @param covariance of each component
 * @param starts how many starts are tried, of which the likeliest is kept; at least 1
 * @param iterations the most that any of them takes; at least 1
 * @param tolerance it ends when the mean log-likelihood of a point grows by less; at least 0
 * @param prior how many points the prior of each covariance is worth, which says that components
 *     are as wide as k of them fill the data, and features do not go together; at least 0
 * @param floor what is added to each variance, as a share of the data's mean variance; above 0
 */
public record GaussianMixtureConfig(
    Covariance covariance,
    int starts,
    int iterations,
    double tolerance,
    double prior,
    double floor) {

  /** Which features of a component may go together. */
  public enum Covariance {
    /** All: ellipsoids of any direction. */
    FULL,
    /** None: ellipsoids along the axes. */
    DIAGONAL
  }

  public GaussianMixtureConfig {
    require(starts >= 1, "starts", starts, ">= 1");
    require(iterations >= 1, "iterations", iterations, ">= 1");
    require(tolerance >= 0, "tolerance", tolerance, ">= 0");
    require(prior >= 0 && Double.isFinite(prior), "prior", prior, ">= 0");
    require(floor > 0 && floor < 1, "floor", floor, "within (0, 1)");
  }

  /** Full, 5 starts, 500 iterations, a tolerance of 1e-6, a prior of 2 points, a floor of 1e-6. */
  public static GaussianMixtureConfig defaults() {
    return new GaussianMixtureConfig(Covariance.FULL, 5, 500, 1e-6, 2, 1e-6);
  }

  public GaussianMixtureConfig withCovariance(Covariance kind) {
    return new GaussianMixtureConfig(kind, starts, iterations, tolerance, prior, floor);
  }

  public GaussianMixtureConfig withStarts(int count) {
    return new GaussianMixtureConfig(covariance, count, iterations, tolerance, prior, floor);
  }

  public GaussianMixtureConfig withIterations(int count) {
    return new GaussianMixtureConfig(covariance, starts, count, tolerance, prior, floor);
  }

  public GaussianMixtureConfig withTolerance(double growth) {
    return new GaussianMixtureConfig(covariance, starts, iterations, growth, prior, floor);
  }

  public GaussianMixtureConfig withPrior(double points) {
    return new GaussianMixtureConfig(covariance, starts, iterations, tolerance, points, floor);
  }

  public GaussianMixtureConfig withFloor(double share) {
    return new GaussianMixtureConfig(covariance, starts, iterations, tolerance, prior, share);
  }

  private static void require(boolean holds, String name, Number value, String bound) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid segment.mixture." + name + ": " + value + " (must be " + bound + ")");
    }
  }
}
