// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.ModelParameters;
import java.util.List;

/**
 * Who renews a contract that comes up at the end of every period: customers differ in their chance
 * to leave, which is beta distributed, and those who are left are therefore ever more faithful.
 */
public sealed interface RenewalModel permits ShiftedBetaGeometricModel, BetaDiscreteWeibullModel {

  /** «For ever», as a count of periods. */
  int FOR_EVER = Integer.MAX_VALUE;

  /** What people know it by. */
  String name();

  /** The parameters' names, in the order of {@link #parameters()}. */
  List<String> parameterNames();

  /** The parameters, double[2 or 3]. */
  double[] parameters();

  /** The model of the same family with other parameters, double[2 or 3], all > 0. */
  RenewalModel withParameters(double[] parameters);

  /** The logarithm of {@link #survival}, to full precision where that is tiny. */
  double logSurvival(int renewals);

  /** S(t), the chance that a new customer renews {@code renewals} >= 0 times, in [0, 1]. */
  default double survival(int renewals) {
    return Math.exp(logSurvival(renewals));
  }

  /**
   * r(t) = S(t) / S(t - 1), the chance to renew once more for one who has renewed t - 1 times.
   *
   * @param t >= 1
   */
  default double retention(int t) {
    return Math.exp(logSurvival(t) - logSurvival(t - 1));
  }

  /** The chance that one who has renewed {@code made} times does so {@code more} times again. */
  default double survival(int made, int more) {
    return Math.exp(logSurvival(made + more) - logSurvival(made));
  }

  /** E[renewals in the next {@code horizon} periods] of one who has renewed {@code made} times. */
  default double expectedRenewals(int made, int horizon) {
    return discountedRenewals(made, horizon, 0, 0);
  }

  /**
   * The same, each renewal at its present value: the sum over k from 1 to the horizon of S(made +
   * k) / S(made) / (1 + rate)^(k - elapsed). For ever, and with {@code elapsed} 1, it is the
   * discounted expected residual lifetime of Fader and Hardie, "Customer-base valuation in a
   * contractual setting" (Marketing Science 29, 2010), equation 6, just before a renewal. Summed
   * until what is left is below 1e-13 of it; O(min(horizon, 30 / rate)).
   *
   * @param horizon periods, >= 0; {@link #FOR_EVER} needs a rate above 1e-5
   * @param rate of interest for one period, >= 0
   * @param elapsed the share of the present period that is over, in [0, 1]
   */
  default double discountedRenewals(int made, int horizon, double rate, double elapsed) {
    if (made < 0 || horizon < 0 || !(rate >= 0 && rate <= 1e9) || !(elapsed >= 0 && elapsed <= 1)) {
      throw new IllegalArgumentException(
          "Invalid renewals, horizon, rate or elapsed share: "
              + made
              + ", "
              + horizon
              + ", "
              + rate
              + ", "
              + elapsed
              + " (must be >= 0, >= 0, >= 0, within [0, 1])");
    }
    if (horizon == FOR_EVER && rate < 1e-5) {
      throw new IllegalArgumentException(
          "Invalid rate: " + rate + " (must be >= 1e-5 a period where the horizon is for ever)");
    }
    double factor = 1 / (1 + rate);
    double now = logSurvival(made);
    double weight = Math.pow(1 + rate, elapsed);
    double sum = 0;
    int last = Math.min(horizon, Integer.MAX_VALUE - made);
    for (int k = 1; k <= last; k++) {
      weight *= factor;
      double term = Math.exp(logSurvival(made + k) - now) * weight;
      sum += term;
      if (rate > 0 && term * factor <= 1e-13 * sum * (1 - factor)) {
        break;
      }
      if (term == 0) {
        break;
      }
    }
    return sum;
  }

  /**
   * One draw of the renewals in the next {@code horizon} periods of one who has renewed {@code
   * made} times. O(log horizon).
   */
  default int drawRenewals(int made, int horizon, RandomStream random) {
    double least = Math.log(random.nextOpenDouble()) + logSurvival(made);
    int low = 0;
    int high = Math.min(horizon, Integer.MAX_VALUE - made);
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      if (logSurvival(made + middle) >= least) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** log (B(alpha, beta + u) / B(alpha, beta)), without the cancellation of big logarithms. */
  static double logBetaRatio(double alpha, double beta, double u) {
    return GammaRatios.logRatio(beta, u) - GammaRatios.logRatio(alpha + beta, u);
  }

  /** Refuses parameters that are not positive and finite. */
  static void requirePositive(List<String> names, double... parameters) {
    ModelParameters.requireCount(parameters, names.size());
    for (int i = 0; i < parameters.length; i++) {
      ModelParameters.requirePositive(names.get(i), parameters[i]);
    }
  }
}
