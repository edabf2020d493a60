// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import io.perennial.math.distribution.Normal;
import io.perennial.value.forecast.Interval;
import java.util.Locale;

/**
 * What one method says a policy would earn a decision.
 *
 * @param method by which
 * @param value mean reward of a decision
 * @param error its standard error; of {@link Method#DIRECT} that of the mean alone, not of the
 *     model, which may be wrong by any amount
 * @param skewness of what is averaged, by which intervals are shifted
 * @param decisions that were averaged
 */
public record Estimate(Method method, double value, double error, double skewness, int decisions) {

  static Estimate of(Method method, double value, double[] terms) {
    int n = terms.length;
    double mean = 0;
    for (double term : terms) {
      mean += term / n;
    }
    double second = 0;
    double third = 0;
    for (double term : terms) {
      double off = term - mean;
      second += off * off / n;
      third += off * off * off / n;
    }
    boolean varies = n >= 2 && second > 1e-300;
    return new Estimate(
        method,
        value,
        varies ? Math.sqrt(second / (n - 1)) : 0,
        varies ? third / Math.pow(second, 1.5) : 0,
        n);
  }

  /**
   * The interval that the truth is in with probability {@code level}: studentised, with Hall's
   * correction for skewness, since weights are skewed. Source: Hall, "On the removal of skewness by
   * transformation" (1992), the cubic transformation.
   *
   * @throws IllegalStateException for {@link Method#DIRECT}, whose error is not known
   */
  public Interval interval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be above 0 and below 1)");
    }
    if (method == Method.DIRECT) {
      throw new IllegalStateException(
          "Cannot give an interval of the direct method: how wrong its model is, is not known");
    }
    double z = Normal.standard().quantile((1 + level) / 2);
    return new Interval(value - error * untransformed(z), value - error * untransformed(-z));
  }

  /** The t for which Hall's cubic of t is z. */
  private double untransformed(double z) {
    double root = Math.sqrt(Math.max(1, decisions));
    double a = skewness / (3 * root);
    if (Math.abs(a) < 1e-9) {
      return z;
    }
    double inner = 1 + 3 * a * (z - skewness / (6 * root));
    return (Math.cbrt(inner) - 1) / a;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.4g ± %.2g", method, value, error);
  }
}
