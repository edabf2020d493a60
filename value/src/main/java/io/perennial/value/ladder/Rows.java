// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/** A predictive distribution that gives all it knows of a customer at the cost of its draws. */
interface Rows extends Predictive {

  /** All that is known of a customer, or of a part of the draws. */
  final class Row {
    private final double[] draws;
    private final double mean;
    private final double probability;

    /**
     * @param draws kept, not copied
     * @param mean of the distribution, less noisy than that of the draws
     * @param probability of anything above zero, likewise
     */
    Row(double[] draws, double mean, double probability) {
      this.draws = draws;
      this.mean = mean;
      this.probability = probability;
    }

    double[] draws() {
      return draws;
    }

    double mean() {
      return mean;
    }

    double probability() {
      return probability;
    }
  }

  /** What is known of customer {@code i}. */
  Row row(int i);

  @Override
  default double[] draws(int i) {
    return row(i).draws();
  }

  @Override
  default double mean(int i) {
    return row(i).mean();
  }

  @Override
  default double probabilityAboveZero(int i) {
    return row(i).probability();
  }

  /** What is known of customer {@code i} of any distribution. */
  static Row of(Predictive predictive, int i) {
    return predictive instanceof Rows rows
        ? rows.row(i)
        : new Row(predictive.draws(i), predictive.mean(i), predictive.probabilityAboveZero(i));
  }
}
