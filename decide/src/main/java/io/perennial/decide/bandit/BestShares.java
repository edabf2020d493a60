// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.math.distribution.ContinuousDistribution;
import io.perennial.math.quadrature.GaussLegendre;
import java.util.Arrays;

/**
 * How likely each of several independent quantities is the greatest: the chances of Thompson
 * sampling, without drawing. The integral of one's density times the others' cumulative functions,
 * by Gauss-Legendre between points that lie where any of them bends; good to about 1e-9. Source:
 * Thompson, "On the likelihood that one unknown probability exceeds another" (Biometrika 25, 1933).
 */
public final class BestShares {

  private static final GaussLegendre RULE = GaussLegendre.of(16);
  private static final double[] BENDS = {-9, -6, -4, -2.5, -1.2, 0, 1.2, 2.5, 4, 6, 9};

  private BestShares() {}

  /**
   * double[quantities], >= 0, sums to 1. Costs 176 n² values of densities and cumulative functions.
   *
   * @param low none can be below; may be minus infinity
   * @param high none can be above; may be infinity
   */
  public static double[] of(double low, double high, ContinuousDistribution... quantities) {
    int n = quantities.length;
    if (n == 0) {
      throw new IllegalArgumentException("Invalid quantities: none (must be at least one)");
    }
    double[] shares = new double[n];
    double[] cumulative = new double[n];
    double[] points = bends(low, high, quantities);
    for (int p = 1; p < points.length; p++) {
      double width = points[p] - points[p - 1];
      for (int k = 0; k < RULE.size() && width > 0; k++) {
        double x = points[p - 1] + width * RULE.node(k);
        for (int a = 0; a < n; a++) {
          cumulative[a] = quantities[a].cumulative(x);
        }
        for (int a = 0; a < n; a++) {
          double others = 1;
          for (int b = 0; b < n; b++) {
            others *= b == a ? 1 : cumulative[b];
          }
          if (others > 0) {
            double density = StrictMath.exp(quantities[a].logDensity(x));
            shares[a] += width * RULE.weight(k) * density * others;
          }
        }
      }
    }
    double sum = Arrays.stream(shares).sum();
    for (int a = 0; a < n; a++) {
      shares[a] = sum > 0 ? shares[a] / sum : 1.0 / n;
    }
    return shares;
  }

  private static double[] bends(double low, double high, ContinuousDistribution[] quantities) {
    double[] points = new double[quantities.length * BENDS.length];
    int count = 0;
    for (ContinuousDistribution quantity : quantities) {
      double deviation = StrictMath.sqrt(quantity.variance());
      for (double bend : BENDS) {
        double point = quantity.mean() + bend * deviation;
        points[count++] = StrictMath.min(high, StrictMath.max(low, point));
      }
    }
    Arrays.sort(points);
    return points;
  }
}
