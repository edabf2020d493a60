// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

import static io.perennial.math.special.GammaFunctions.logGamma;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomStream;

/**
 * Draws the shape and the rate of a gamma distribution from n draws of it: the shape with the rate
 * integrated out, then the rate given the shape, so that the two do not hold each other back.
 */
final class Hyper {

  /** Shape and rate of the vague gamma prior of each. */
  private static final double VAGUE = 1e-3;

  private Hyper() {}

  /**
   * Replaces {@code hyper[at]} (shape) and {@code hyper[at + 1]} (rate).
   *
   * @param sum of the n draws
   * @param logSum of their logarithms
   */
  static void draw(
      double[] hyper, int at, double n, double sum, double logSum, RandomStream random) {
    double shape =
        Math.exp(
            SliceSampler.next(
                u -> {
                  double s = Math.exp(u);
                  return logGamma(VAGUE + n * s)
                      - (VAGUE + n * s) * Math.log(VAGUE + sum)
                      - n * logGamma(s)
                      + s * logSum
                      + VAGUE * u
                      - VAGUE * s;
                },
                Math.log(hyper[at]),
                0.3,
                -7,
                7,
                random));
    hyper[at] = shape;
    hyper[at + 1] = Gamma.standard(random, VAGUE + n * shape) / (VAGUE + sum);
  }
}
