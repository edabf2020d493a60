// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.special.GammaFunctions;

/**
 * Segments as populations that overlap, in whitened coordinates: shares, means, a variance for each
 * coordinate; normal, or with the heavier tails of Student's t. Immutable.
 */
final class Mixture {

  private final int segments;
  private final int dimensions;
  private final double[] shares;
  private final double[] means;
  private final double[] variances;
  private final double[] precisions;
  private final double[] constants;
  private final double tails;

  /**
   * @param shares shape [k], > 0
   * @param means shape [k × d]
   * @param variances shape [k × d], > 0; all kept, not copied
   * @param tails 1 / degrees of freedom of Student's t, below 1/2; 0 for normal populations
   */
  Mixture(double[] shares, double[] means, double[] variances, double tails) {
    this.tails = tails;
    this.shares = shares;
    this.means = means;
    this.variances = variances;
    segments = shares.length;
    dimensions = segments == 0 ? 0 : means.length / segments;
    precisions = new double[means.length];
    constants = new double[segments];
    for (int s = 0; s < segments; s++) {
      double constant = StrictMath.log(shares[s]);
      for (int j = s * dimensions; j < (s + 1) * dimensions; j++) {
        precisions[j] = 1 / variances[j];
        constant -= 0.5 * StrictMath.log(variances[j]);
      }
      constants[s] = constant;
    }
  }

  int segments() {
    return segments;
  }

  double[] shares() {
    return shares;
  }

  double[] means() {
    return means;
  }

  double[] variances() {
    return variances;
  }

  /** The squared distance of z to the mean of a segment, in units of its spread. */
  double squaredDistance(double[] z, int from, int segment) {
    double sum = 0;
    int at = segment * dimensions;
    for (int j = 0; j < dimensions; j++) {
      double difference = z[from + j] - means[at + j];
      sum += difference * difference * precisions[at + j];
    }
    return sum;
  }

  double tails() {
    return tails;
  }

  /** log(share × density) but for a constant that all segments share, by segment. */
  void scores(double[] z, int from, double[] out, int to) {
    for (int s = 0; s < segments; s++) {
      out[to + s] = score(s, squaredDistance(z, from, s), tails);
    }
  }

  /** As {@link #scores}, of one segment at a squared distance, with tails of choice. */
  double score(int segment, double squared, double heaviness) {
    if (heaviness == 0) {
      return constants[segment] - 0.5 * squared;
    }
    double freedom = 1 / heaviness;
    return constants[segment]
        - 0.5 * (freedom + dimensions) * StrictMath.log1p(squared / (freedom - 2));
  }

  /** The constant that all segments share. */
  static double common(int dimensions, double heaviness) {
    if (heaviness == 0) {
      return -0.5 * dimensions * StrictMath.log(2 * Math.PI);
    }
    double freedom = 1 / heaviness;
    return GammaFunctions.logGamma((freedom + dimensions) / 2)
        - GammaFunctions.logGamma(freedom / 2)
        - 0.5 * dimensions * StrictMath.log(Math.PI * (freedom - 2));
  }

  /** How much a member at a squared distance says of mean and variance. */
  double pull(double squared) {
    if (tails == 0) {
      return 1;
    }
    double freedom = 1 / tails;
    return (freedom + dimensions) / (freedom + squared * freedom / (freedom - 2));
  }

  /**
   * Scores to probabilities, in place.
   *
   * @return the logarithm of the sum of exp(scores)
   */
  static double normalise(double[] scores, int from, int count) {
    double most = Double.NEGATIVE_INFINITY;
    for (int s = from; s < from + count; s++) {
      most = Math.max(most, scores[s]);
    }
    double sum = 0;
    for (int s = from; s < from + count; s++) {
      scores[s] = StrictMath.exp(scores[s] - most);
      sum += scores[s];
    }
    for (int s = from; s < from + count; s++) {
      scores[s] /= sum;
    }
    return most + StrictMath.log(sum);
  }

  /** The place of the largest of some values, the first of equals; -1 of none. */
  static int largest(double[] values, int from, int count) {
    int best = -1;
    for (int s = 0; s < count; s++) {
      if (best < 0 || values[from + s] > values[from + best]) {
        best = s;
      }
    }
    return best;
  }
}
