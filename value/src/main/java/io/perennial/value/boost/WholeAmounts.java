// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomStream;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.Locale;

/** A distribution of outcomes, zero included, given its mean. Immutable. */
final class WholeAmounts {

  /** Of the mean that the variance of spend grows with. */
  static final double TWEEDIE_POWER = 1.5;

  private static final int MOST_HELD_OUT = 20_000;
  private static final int HALVINGS = 60;

  private final Target target;
  private final Balance balance;
  private final double spread;

  private WholeAmounts(Target target, Balance balance, double spread) {
    this.target = target;
    this.balance = balance;
    this.spread = spread;
  }

  /** From rows that nothing was learned from. */
  static WholeAmounts of(Target target, Bag bag) {
    Bag.HeldOut heldOut = bag.heldOut(0);
    int step = (heldOut.size() - 1) / MOST_HELD_OUT + 1;
    int n = (heldOut.size() + step - 1) / step;
    double[] labels = new double[n];
    double[] margins = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = heldOut.label(i * step);
      margins[i] = heldOut.margin(i * step);
    }
    boolean counts = target == Target.PURCHASES;
    Balance balance =
        counts ? Balance.AS_IT_IS : Balance.of(labels, margins, bag.timesHeldOut() / step);
    double[] means = Arrays.stream(margins).map(m -> Math.exp(balance.at(m))).toArray();
    double spread = counts ? NegativeBinomial.sizeOf(labels, means) : dispersion(labels, means);
    return new WholeAmounts(target, balance, spread);
  }

  /** With which as many are 0 as were: the likelihood of few large spends would decide else. */
  private static double dispersion(double[] labels, double[] means) {
    double zeros = Arrays.stream(labels).filter(y -> y == 0).count() + 0.5;
    double low = -20;
    double high = 20;
    for (int turn = 0; turn < HALVINGS; turn++) {
      double middle = (low + high) / 2;
      double expected = 0;
      for (double mean : means) {
        expected += Math.exp(-purchases(mean, Math.exp(middle)));
      }
      if (expected < zeros) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** The mean of the Poisson number of gamma amounts. */
  private static double purchases(double mean, double dispersion) {
    return Math.pow(mean, 2 - TWEEDIE_POWER) / (dispersion * (2 - TWEEDIE_POWER));
  }

  /** The mean at a margin. */
  double mean(double margin) {
    return Math.exp(Math.min(60, balance.at(margin)));
  }

  /** The derivative of the mean by the margin. */
  double slope(double margin) {
    return balance.tilt() * mean(margin);
  }

  /** P(outcome > 0). */
  double above(double mean) {
    return target == Target.PURCHASES
        ? -Math.expm1(-spread * Math.log1p(mean / spread))
        : -Math.expm1(-purchases(mean, spread));
  }

  double draw(double mean, RandomStream random) {
    double bounded = Math.min(mean, 1e12);
    if (target == Target.PURCHASES) {
      return NegativeBinomial.draw(random.nextOpenDouble(), bounded, spread, random);
    }
    long count = new Poisson(Math.min(purchases(bounded, spread), 1e12)).sample(random);
    double shape = (2 - TWEEDIE_POWER) / (TWEEDIE_POWER - 1);
    double scale = spread * (TWEEDIE_POWER - 1) * Math.pow(bounded, TWEEDIE_POWER - 1);
    return count == 0 ? 0 : scale * Gamma.standard(random, shape * count);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        target == Target.PURCHASES
            ? "negative binomial of size %.3g"
            : "compound Poisson of dispersion %.3g, by the share of zeros",
        spread);
  }
}
