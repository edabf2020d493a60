// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import io.perennial.math.quadrature.BetaExpectation;
import io.perennial.math.quadrature.GammaExpectation;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Discounting;
import io.perennial.value.PurchaseHistory;

/**
 * Where between two purchases a regular buyer who is still there may be. An Erlang(k) interval is k
 * steps of a Poisson process; j of them may be done since the last purchase, 0 <= j < k, and the
 * purchases to come are the steps to come, counted from j, divided by k. So the expectation is an
 * exact sum over negative binomial tails: no approximation by a Poisson buyer.
 */
final class Phases {

  /** Beyond so many expected steps a purchase is as good as k steps, to one part in 10^5. */
  private static final double MANY_STEPS = 50_000;

  private static final double NEGLIGIBLE = 1e-18;

  /** After a discount of so many powers of e nothing counts. */
  private static final double WORTHLESS = 50;

  private final BetaGeometricModel model;
  private final double shape;
  private final double scale;
  private final double chances;
  private final double[] weights;
  private final double total;

  private Phases(BetaGeometricModel model, PurchaseHistory history) {
    int k = model.regularity();
    this.model = model;
    this.shape = model.r() + k * (double) history.repeats();
    this.scale = model.alpha() + history.ageWeeks();
    this.chances = model.b() + history.repeats() + model.dropout().first();
    this.weights = new double[k];
    double share = history.silenceWeeks() / scale;
    double weight = 1;
    double sum = 0;
    for (int j = 0; j < k; j++) {
      weights[j] = weight;
      sum += weight;
      weight *= (shape + j) / (j + 1) * share;
    }
    this.total = sum;
  }

  static Phases of(BetaGeometricModel model, PurchaseHistory history) {
    return new Phases(model, history);
  }

  /** The weight of all phases, relative to phase 0; at least 1. */
  double total() {
    return total;
  }

  int draw(RandomStream random) {
    double left = random.nextDouble() * total;
    int j = 0;
    while (j < weights.length - 1 && left >= weights[j]) {
      left -= weights[j];
      j++;
    }
    return j;
  }

  /** How sure it is that {@code j} steps are done, given that the customer is still there. */
  double share(int j) {
    return weights[j] / total;
  }

  /** E[purchases in the horizon | alive]. */
  double expectedPurchases(double horizon, BetaExpectation leaving) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] > 0) {
        sum += share(j) * expectedFrom(j, horizon, leaving);
      }
    }
    return sum;
  }

  /** Purchases in the horizon at present value, given that the customer is still there. */
  double discountedPurchases(double rate, double horizon, BetaExpectation leaving) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] > 0) {
        sum += share(j) * discountedFrom(j, rate, horizon, leaving);
      }
    }
    return sum;
  }

  /** E[purchases in the horizon | alive, j steps done]: depends on x and T, not on t_x. */
  double expectedFrom(int j, double horizon, BetaExpectation leaving) {
    if (horizon == 0) {
      return 0;
    }
    int k = model.regularity();
    double w = horizon / scale;
    if ((shape + k) * w > MANY_STEPS || w > MANY_STEPS) {
      return BetaGeometricModel.expectedStops(shape, w / k, leaving);
    }
    return fromPhase(j, w);
  }

  /**
   * The same at present value: by parts, e^(-rate H) E(H) + rate * integral of e^(-rate t) E(t).
   */
  double discountedFrom(int j, double rate, double horizon, BetaExpectation leaving) {
    Discounting.check(rate, horizon);
    if (rate * horizon > WORTHLESS) {
      return discountedForEver(j, rate, leaving);
    }
    double end = Math.exp(-rate * horizon) * expectedFrom(j, horizon, leaving);
    return rate == 0
        ? end
        : end
            + rate
                * Discounting.integrate(
                    rate, horizon, scale / shape, 0, t -> expectedFrom(j, t, leaving));
  }

  /**
   * All purchases to come, discounted: step m comes at rate lambda after step m - 1 and so is worth
   * phi^m, phi = lambda / (lambda + rate), and the purchases are a geometric series in phi^k (1 -
   * p).
   */
  private double discountedForEver(int j, double rate, BetaExpectation leaving) {
    int k = model.regularity();
    return GammaExpectation.of(shape + j)
        .of(
            steps -> {
              double lambda = steps / scale;
              if (lambda == 0) {
                return 0;
              }
              double logPhi = -Math.log1p(rate / lambda);
              double lost = -Math.expm1(k * logPhi);
              double kept = 1 - lost;
              return Math.exp((k - j) * logPhi) * leaving.of(p -> 1 / (lost + p * kept));
            });
  }

  /** The sum over n of P(still there for purchase n) P(steps >= n k - j). */
  private double fromPhase(int j, double w) {
    int k = model.regularity();
    double c = shape + j;
    double theta = w / (1 + w);
    int mode = (int) Math.max(0, Math.floor((c - 1) * w));
    double logMode =
        GammaRatios.logRising(c, mode)
            - GammaFunctions.logGamma(mode + 1.0)
            - c * Math.log1p(w)
            + (mode == 0 ? 0 : mode * Math.log(theta));
    int last = mode;
    double relative = 1;
    double reach = 1;
    while (relative > NEGLIGIBLE * reach && last < 40 * MANY_STEPS) {
      relative *= (c + last) / (last + 1) * theta;
      reach = Math.max(reach, relative);
      last++;
    }
    last = Math.max(last, 2 * k);
    double[] tail = new double[last + 2];
    double peak = Math.exp(logMode);
    double up = peak;
    for (int m = mode; m <= last; m++) {
      tail[m] = up;
      up *= (c + m) / (m + 1) * theta;
    }
    double down = peak;
    for (int m = mode - 1; m >= 0; m--) {
      down *= (m + 1) / ((c + m) * theta);
      tail[m] = down;
    }
    for (int m = last; m >= 0; m--) {
      tail[m] += tail[m + 1];
    }
    double sum = 0;
    double there = 1;
    for (int n = 1; n * k - j <= last; n++) {
      sum += there * tail[n * k - j];
      there *= (chances + n - 1) / (model.a() + chances + n - 1);
    }
    return sum;
  }
}
