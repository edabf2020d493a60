// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

/** Sums of an outcome of customers, weighted by the inverse of a propensity. Mutable. */
final class Side {

  private long count;
  private double weights;
  private double sum;
  private double squares;
  private double weightSquares;
  private double believed;
  private double cross;

  /**
   * Adds a customer.
   *
   * @param propensity with which the customer came to this side, in (0, 1]
   * @param spend that came, and {@code expected} that was believed to come because of an action
   */
  void add(double propensity, double spend, double expected) {
    double weight = 1 / propensity;
    count++;
    weights += weight;
    sum += weight * spend;
    believed += weight * expected;
    weightSquares += weight * weight;
    squares += weight * weight * spend * spend;
    cross += weight * weight * spend;
  }

  long count() {
    return count;
  }

  double mean() {
    return sum / weights;
  }

  /** Of the self-normalised mean, linearised. */
  double variance() {
    double mean = mean();
    double sumOfSquares = squares - 2 * mean * cross + mean * mean * weightSquares;
    return Math.max(0, sumOfSquares) / (weights * weights) * count / Math.max(1, count - 1);
  }

  double believed() {
    return believed / weights;
  }
}
