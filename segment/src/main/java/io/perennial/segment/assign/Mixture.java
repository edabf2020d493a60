// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

/**
 * Segments as normal populations that overlap, in whitened coordinates: shares, means, and a
 * variance for each coordinate. Immutable.
 */
final class Mixture {

  private final int segments;
  private final int dimensions;
  private final double[] shares;
  private final double[] means;
  private final double[] variances;
  private final double[] precisions;
  private final double[] constants;

  /**
   * @param shares shape [k], > 0
   * @param means shape [k × d]
   * @param variances shape [k × d], > 0; all kept, not copied
   */
  Mixture(double[] shares, double[] means, double[] variances) {
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

  /** log(share × density) but for a constant that all segments share, by segment. */
  void scores(double[] z, int from, double[] out, int to) {
    for (int s = 0; s < segments; s++) {
      out[to + s] = constants[s] - 0.5 * squaredDistance(z, from, s);
    }
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
