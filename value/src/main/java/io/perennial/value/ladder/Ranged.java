// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/**
 * A predictive distribution of which some draws can be had without the others: a pool of models
 * asks each for its share alone.
 */
interface Ranged extends Predictive {

  /** Draws {@code from} (inclusive) to {@code to} (exclusive) of customer {@code i}. */
  void draw(int i, int from, int to, double[] into, int at);

  @Override
  default double[] draws(int i) {
    double[] all = new double[draws()];
    draw(i, 0, all.length, all, 0);
    return all;
  }

  /** Any distribution; one that is not ranged draws all and throws the rest away. */
  static Ranged of(Predictive predictive) {
    return predictive instanceof Ranged ranged ? ranged : new Whole(predictive);
  }

  /** A distribution that knows all its draws or none. */
  record Whole(Predictive predictive) implements Ranged {

    @Override
    public int customers() {
      return predictive.customers();
    }

    @Override
    public int draws() {
      return predictive.draws();
    }

    @Override
    public void draw(int i, int from, int to, double[] into, int at) {
      System.arraycopy(predictive.draws(i), from, into, at, to - from);
    }

    @Override
    public double[] draws(int i) {
      return predictive.draws(i);
    }

    @Override
    public double mean(int i) {
      return predictive.mean(i);
    }

    @Override
    public double probabilityAboveZero(int i) {
      return predictive.probabilityAboveZero(i);
    }
  }
}
