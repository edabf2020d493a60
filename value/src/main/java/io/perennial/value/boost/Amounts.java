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
  private final double size;
  private final Ratios ratios;

  private Amounts(Target target, double size, Ratios ratios) {
    this.target = target;
    this.size = size;
    this.ratios = ratios;
  }

  /** From rows that nothing was learned from, and their margins. */
  static Amounts of(Target target, Bag.HeldOut heldOut) {
    int step = (heldOut.size() - 1) / MOST_HELD_OUT + 1;
    int n = (heldOut.size() + step - 1) / step;
    double[] labels = new double[n];
    double[] margins = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = heldOut.label(i * step);
      margins[i] = heldOut.margin(i * step);
    }
    if (target == Target.PURCHASES) {
      double[] means = Arrays.stream(margins).map(Math::exp).toArray();
      double size = n == 0 ? 1 : NegativeBinomial.sizeOf(labels, means);
      return new Amounts(target, size, Ratios.of(new double[] {1}, new double[1]));
    }
    double[] known = n == 0 ? new double[] {1} : labels;
    return new Amounts(target, 1, Ratios.of(known, n == 0 ? new double[1] : margins));
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
    return certain() + Math.exp(margin);
  }

  /** What is certain of a buyer: one purchase. */
  double certain() {
    return target == Target.PURCHASES ? 1 : 0;
  }

  /** The amount below which a share {@code u} lies; far means take a draw from {@code random}. */
  double at(double u, double margin, RandomStream random) {
    double mean = Math.exp(Math.min(margin, 60));
    return target == Target.PURCHASES
        ? 1 + NegativeBinomial.draw(u, mean, size, random)
        : mean * ratios.at(u, margin);
  }

  @Override
  public String toString() {
    return target == Target.PURCHASES
        ? String.format(Locale.ROOT, "further purchases negative binomial, size %.3g", size)
        : "spend scattered as held-out customers' was";
  }
}
