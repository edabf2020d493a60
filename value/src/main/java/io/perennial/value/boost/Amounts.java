// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Quantiles;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.Locale;

/**
 * How much it is, if it is anything: 1 and a negative binomial of further purchases, or a spend
 * that scatters about its mean as held-out spends did. Immutable.
 */
final class Amounts {

  /** Robust standard deviations of the logarithm from the median, beyond which none is believed. */
  private static final double FAR = 6;

  private static final double LEAST_DEVIATION = 1;
  private static final int MOST_HELD_OUT = 20_000;

  private final Target target;
  private final Balance balance;
  private final double size;
  private final Ratios ratios;

  private Amounts(Target target, Balance balance, double size, Ratios ratios) {
    this.target = target;
    this.balance = balance;
    this.size = size;
    this.ratios = ratios;
  }

  /** From rows that nothing was learned from, and their margins. */
  static Amounts of(Target target, Bag bag) {
    Bag.HeldOut heldOut = bag.heldOut(0);
    int step = (heldOut.size() - 1) / MOST_HELD_OUT + 1;
    int n = (heldOut.size() + step - 1) / step;
    double[] labels = new double[n];
    double[] margins = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = heldOut.label(i * step);
      margins[i] = heldOut.margin(i * step);
    }
    // Poisson's loss keeps sums already
    Balance balance =
        target == Target.PURCHASES
            ? Balance.AS_IT_IS
            : Balance.of(labels, margins, bag.timesHeldOut() / step);
    for (int i = 0; i < n; i++) {
      margins[i] = balance.at(margins[i]);
    }
    if (target == Target.PURCHASES) {
      double[] means = Arrays.stream(margins).map(Math::exp).toArray();
      double size = n == 0 ? 1 : NegativeBinomial.sizeOf(labels, means);
      return new Amounts(target, balance, size, Ratios.of(new double[] {1}, new double[1]));
    }
    return n == 0
        ? new Amounts(target, balance, 1, Ratios.of(new double[] {1}, new double[1]))
        : new Amounts(target, balance, 1, Ratios.of(labels, margins));
  }

  /** What margins are trained on: further purchases, or the spend. */
  static double[] labels(Target target, double[] positive) {
    double certain = target == Target.PURCHASES ? 1 : 0;
    return Arrays.stream(positive).map(y -> y - certain).toArray();
  }

  /** Beyond which an amount is taken for an error of the books: six deviations of the logarithm. */
  static double cap(double[] positive) {
    double[] logs = Arrays.stream(positive).map(Math::log).toArray();
    double median = Quantiles.of(logs).median();
    double[] away = Arrays.stream(logs).map(log -> Math.abs(log - median)).toArray();
    double deviation = Math.max(LEAST_DEVIATION, 1.4826 * Quantiles.of(away).median());
    return Math.max(10, Math.exp(median + FAR * deviation));
  }

  static Objective objective(Target target) {
    return target == Target.PURCHASES ? Objective.poisson() : Objective.gamma();
  }

  static Starts.Of start(Target target) {
    return target == Target.PURCHASES ? Starts.Of.FURTHER_PURCHASES : Starts.Of.SPEND_OF_BUYER;
  }

  /** The mean at a margin. */
  double mean(double margin) {
    return certain() + Math.exp(balance.at(margin));
  }

  /** The derivative of the mean by the margin. */
  double slope(double margin) {
    return balance.tilt() * Math.exp(balance.at(margin));
  }

  /** What is certain of a buyer: one purchase. */
  double certain() {
    return target == Target.PURCHASES ? 1 : 0;
  }

  /** The amount below which a share {@code u} lies; far means take a draw from {@code random}. */
  double at(double u, double margin, RandomStream random) {
    double logMean = Math.min(balance.at(margin), 60);
    return target == Target.PURCHASES
        ? 1 + NegativeBinomial.draw(u, Math.exp(logMean), size, random)
        : Math.exp(logMean) * ratios.at(u, logMean);
  }

  @Override
  public String toString() {
    return target == Target.PURCHASES
        ? String.format(Locale.ROOT, "further purchases negative binomial, size %.3g", size)
        : "spend scattered as held-out customers' was";
  }
}
