// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.special.GammaRatios;
import io.perennial.value.paretonbd.DropoutIntegral;
import java.util.Arrays;

/**
 * The log-likelihood of one customer and its slopes by the four parameters of his own model. Those
 * of the grouped likelihoods; here each customer has parameters of his own, so no integral is
 * shared.
 */
final class CustomerTerm {

  private final double[] moments = new double[DropoutIntegral.MOMENTS];

  /** Slopes by the four parameters, after a call. */
  final double[] slopes = new double[4];

  /**
   * Of a Pareto/NBD customer.
   *
   * @param rising log of r (r+1) … (r+x-1), and its slope by r
   */
  double paretoNbd(
      double r,
      double alpha,
      double s,
      double beta,
      int x,
      double recency,
      double age,
      double[] rising) {
    double buying = r + x;
    double alphaAge = log1p(age / alpha);
    double betaAge = log1p(age / beta);
    double value = rising[0] - x * Math.log(alpha) - buying * alphaAge - s * betaAge;
    slopes[0] = rising[1] - alphaAge;
    slopes[1] = (r * age / alpha - x) / (alpha + age);
    slopes[2] = -betaAge;
    slopes[3] = s * age / (beta * (beta + age));
    if (recency < age) {
      Arrays.fill(moments, 0);
      new DropoutIntegral(buying, alpha, s, beta)
          .add(recency, age, moments, 0, DropoutIntegral.MOMENTS);
      double a = log1p((age - recency) / (alpha + recency));
      double b = log1p((age - recency) / (beta + recency));
      double m0 = Math.max(moments[0], 1e-300);
      double odds = buying * a + s * b + Math.log(s / (beta + recency) * m0);
      // softplus and logistic of the odds, from one exponential
      double e = Math.exp(-Math.abs(odds));
      double left = odds > 0 ? 1 / (1 + e) : e / (1 + e);
      value += Math.max(odds, 0) + log1p(e);
      slopes[0] += left * (a - moments[1] / m0);
      slopes[1] += left * buying * (1 / (alpha + age) - moments[3] / m0);
      slopes[2] += left * (1 / s + b - moments[2] / m0);
      slopes[3] += left * (s / (beta + age) - (s + 1) * moments[4] / m0);
    }
    return value;
  }

  /** Of a BG/NBD customer; the same for {@code rising}. */
  double bgNbd(
      double r,
      double alpha,
      double a,
      double b,
      int x,
      double recency,
      double age,
      double[] rising) {
    double buying = r + x;
    double alphaAge = log1p(age / alpha);
    double all = GammaRatios.digammaRising(a + b, x);
    double value =
        rising[0]
            - x * Math.log(alpha)
            + GammaRatios.logRising(b, x)
            - GammaRatios.logRising(a + b, x)
            - buying * alphaAge;
    slopes[0] = rising[1] - alphaAge;
    slopes[1] = (r * age / alpha - x) / (alpha + age);
    slopes[2] = -all;
    slopes[3] = GammaRatios.digammaRising(b, x) - all;
    if (x > 0) {
      double silence = log1p((age - recency) / (alpha + recency));
      double odds = Math.log(a / (b + (x - 1))) + buying * silence;
      double e = Math.exp(-Math.abs(odds));
      double left = odds > 0 ? 1 / (1 + e) : e / (1 + e);
      value += Math.max(odds, 0) + log1p(e);
      slopes[0] += left * silence;
      slopes[1] += left * buying * (recency - age) / ((alpha + age) * (alpha + recency));
      slopes[2] += left / a;
      slopes[3] -= left / (b + (x - 1));
    }
    return value;
  }
}
