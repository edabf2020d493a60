// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.quadrature.BetaExpectation;
import io.perennial.value.Discounting;

/**
 * The discounted purchases of a customer with a Gamma(c, scale) rate who leaves with chance p after
 * each:
 *
 * <pre>
 *   E_p [ c / scale * integral from 0 to horizon of e^(-rate t) (1 + p t / scale)^-(c + 1) dt ]
 * </pre>
 *
 * For an infinite horizon the integral is e^z E_(c+1)(z) / p with z = rate scale / p, by its
 * continued fraction; otherwise panels.
 */
final class DiscountedStops {

  private static final double FRACTION_FROM = 0.05;

  private DiscountedStops() {}

  static double expectation(
      double c, double scale, double rate, double horizon, BetaExpectation leaving) {
    boolean forEver = horizon == Double.POSITIVE_INFINITY;
    double kappa = rate * scale;
    return leaving.of(
        p -> {
          if (forEver && kappa >= FRACTION_FROM * p) {
            return p == 0 ? c / kappa : c / p * scaledIntegral(c + 1, kappa / p);
          }
          double power = c + 1;
          if (p == 0) {
            return c / scale * (rate == 0 ? horizon : -Math.expm1(-rate * horizon) / rate);
          }
          return c
              / scale
              * Discounting.integrate(
                  rate, horizon, scale / p, power, t -> Math.exp(-power * log1p(p * t / scale)));
        });
  }

  /** e^z E_v(z) for v > 1, z > 0. Source: DLMF 8.19.17, evaluated by Lentz's method. */
  private static double scaledIntegral(double v, double z) {
    double b = z + v;
    double c = Double.MAX_VALUE;
    double d = 1 / b;
    double fraction = d;
    for (int i = 1; i < 100_000; i++) {
      double numerator = -i * (v - 1 + i);
      b += 2;
      d = 1 / (numerator * d + b);
      c = b + numerator / c;
      double change = c * d;
      fraction *= change;
      if (Math.abs(change - 1) < 1e-15) {
        break;
      }
    }
    return fraction;
  }
}
