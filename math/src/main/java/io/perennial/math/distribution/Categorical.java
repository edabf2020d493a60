// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import io.perennial.math.random.RandomStream;

/**
 * One of n things, each with its own chance; a draw is O(1). Source: Walker's alias method as made
 * stable by Vose, "A linear algorithm for generating random numbers with a given distribution"
 * (1991). Immutable.
 */
public final class Categorical implements DiscreteDistribution {

  private final double[] probability;
  private final double[] threshold;
  private final int[] alias;

  private Categorical(double[] probability) {
    this.probability = probability;
    int n = probability.length;
    threshold = new double[n];
    alias = new int[n];
    int[] small = new int[n];
    int[] large = new int[n];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < n; i++) {
      threshold[i] = probability[i] * n;
      alias[i] = i;
      if (threshold[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int under = small[--smalls];
      int over = large[larges - 1];
      alias[under] = over;
      threshold[over] -= 1 - threshold[under];
      if (threshold[over] < 1) {
        larges--;
        small[smalls++] = over;
      }
    }
    // what is left over on either list is 1 but for rounding
    while (smalls > 0) {
      threshold[small[--smalls]] = 1;
    }
    while (larges > 0) {
      threshold[large[--larges]] = 1;
    }
  }

  /**
   * Thing i with a chance in proportion to {@code weights[i]}. O(n).
   *
   * @throws IllegalArgumentException if there is none, one is negative or not finite, or all are 0
   */
  public static Categorical weighted(double... weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0) || weights[i] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "Invalid weight " + i + ": " + weights[i] + " (must be >= 0 and finite)");
      }
      sum += weights[i];
    }
    if (!(sum > 0) || sum == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid sum of weights: " + sum + " (must be > 0 and finite)");
    }
    double[] probability = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      probability[i] = weights[i] / sum;
    }
    return new Categorical(probability);
  }

  /**
   * Zipf's law over n things: thing k has a chance in proportion to (k + 1)^-exponent.
   *
   * @throws IllegalArgumentException if n is not positive or the exponent negative
   */
  public static Categorical zipf(int n, double exponent) {
    if (n <= 0) {
      throw new IllegalArgumentException("Invalid n: " + n + " (must be > 0)");
    }
    if (!(exponent >= 0)) {
      throw new IllegalArgumentException("Invalid exponent: " + exponent + " (must be >= 0)");
    }
    double[] weights = new double[n];
    for (int k = 0; k < n; k++) {
      weights[k] = StrictMath.pow(k + 1, -exponent);
    }
    return weighted(weights);
  }

  /** How many things there are. */
  public int size() {
    return probability.length;
  }

  /** One draw, in [0, {@link #size()}). */
  public int draw(RandomStream random) {
    double scaled = random.nextDouble() * alias.length;
    int cell = (int) scaled;
    return scaled - cell < threshold[cell] ? cell : alias[cell];
  }

  @Override
  public long sample(RandomStream random) {
    return draw(random);
  }

  @Override
  public double logProbability(long k) {
    return k >= 0 && k < size() ? StrictMath.log(probability[(int) k]) : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double mean() {
    double sum = 0;
    for (int k = 0; k < probability.length; k++) {
      sum += k * probability[k];
    }
    return sum;
  }

  @Override
  public double variance() {
    double mean = mean();
    double sum = 0;
    for (int k = 0; k < probability.length; k++) {
      sum += (k - mean) * (k - mean) * probability[k];
    }
    return sum;
  }
}
