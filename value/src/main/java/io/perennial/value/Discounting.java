// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static io.perennial.math.special.Logarithms.expm1;
import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.quadrature.GaussLegendre;
import java.util.function.DoubleUnaryOperator;

/** Integrals over future time under a continuous discount rate, as the models need them. */
public final class Discounting {

  private static final GaussLegendre RULE = GaussLegendre.of(20);
  private static final double PANEL = 0.75;
  private static final double PANEL_DROP = 8;
  private static final double NEGLIGIBLE = 45;

  private Discounting() {}

  /**
   * The integral from 0 to {@code horizon} of exp(-rate t) f(t) dt, for a positive f that falls at
   * most as fast as (1 + t/scale)^-power and is smooth on that scale. Panels of 20 nodes in log(1 +
   * t/scale); relative error about 1e-13.
   *
   * @param rate >= 0, and &gt; 0 for an infinite horizon
   * @throws IllegalArgumentException naming the rate or horizon that is out of range
   */
  public static double integrate(
      double rate, double horizon, double scale, double power, DoubleUnaryOperator f) {
    check(rate, horizon);
    double reach = log1p(horizon / scale);
    double sum = 0;
    double w = 0;
    double paid = 0;
    while (w < reach && paid < NEGLIGIBLE) {
      double width = Math.min(PANEL, reach - w);
      double next = rate * scale * expm1(w + width) + power * (w + width);
      while (next - paid > PANEL_DROP) {
        width /= 2;
        next = rate * scale * expm1(w + width) + power * (w + width);
      }
      double panel = 0;
      for (int i = 0; i < RULE.size(); i++) {
        double along = scale * expm1(w + width * RULE.node(i));
        panel +=
            RULE.weight(i) * Math.exp(-rate * along) * (scale + along) * f.applyAsDouble(along);
      }
      sum += panel * width;
      paid = next;
      w = width == reach - w ? reach : w + width;
    }
    return sum;
  }

  /**
   * The continuous weekly rate of a yearly rate of interest: ln(1 + yearly) / 52.
   *
   * @param yearly as a share, 0.15 for 15 %; > -1
   */
  public static double weeklyRate(double yearly) {
    if (!(yearly > -1 && yearly <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid yearly rate: " + yearly + " (must be > -1 and finite)");
    }
    return log1p(yearly) / 52;
  }

  /** Refuses a negative or infinite rate, a negative horizon, and rate 0 for ever. */
  public static void check(double rate, double horizon) {
    if (!(rate >= 0 && rate <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid discount rate: " + rate + " (must be >= 0 and finite)");
    }
    if (!(horizon >= 0)) {
      throw new IllegalArgumentException("Invalid horizon: " + horizon + " weeks (must be >= 0)");
    }
    if (rate == 0 && horizon == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid discount rate: 0 (must be > 0 where the horizon is infinite)");
    }
  }

  /** Refuses a horizon that is negative, infinite or NaN. */
  public static void checkHorizon(double weeks) {
    if (!(weeks >= 0 && weeks <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid horizon: " + weeks + " weeks (must be >= 0 and finite)");
    }
  }
}
