// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.special;

/**
 * Logarithms and exponentials close to 0 and 1, where the plain functions lose their digits, at the
 * price of one intrinsic call. The same bits on any thread; within 2 units in the last place.
 */
public final class Logarithms {

  private static final double LOG_HALF_RANGE = 36;

  private Logarithms() {}

  /** log(1 + y) for y > -1. Source: Kahan's correction (HP-15C handbook, 1982). */
  public static double log1p(double y) {
    double u = 1 + y;
    if (u == 1) {
      return y;
    }
    double lost = u - 1;
    return lost == y ? Math.log(u) : Math.log(u) * (y / lost);
  }

  /** exp(v) - 1. Source: Kahan's correction, by way of the logarithm. */
  public static double expm1(double v) {
    if (Math.abs(v) > 1) {
      return Math.exp(v) - 1;
    }
    double u = Math.exp(v);
    if (u == 1) {
      return v;
    }
    double change = u - 1;
    return change == -1 ? -1 : change * (v / Math.log(u));
  }

  /** log(1 + exp(v)), for any v including the infinities, never overflowing. */
  public static double softplus(double v) {
    if (v > 0) {
      return v > LOG_HALF_RANGE ? v + Math.exp(-v) : v + log1p(Math.exp(-v));
    }
    return v == Double.NEGATIVE_INFINITY ? 0 : log1p(Math.exp(v));
  }

  /** 1 / (1 + exp(-v)), in [0, 1]. */
  public static double logistic(double v) {
    if (v >= 0) {
      return 1 / (1 + Math.exp(-v));
    }
    double small = Math.exp(v);
    return small / (1 + small);
  }
}
