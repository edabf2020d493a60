// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import static io.perennial.math.special.Logarithms.expm1;
import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.paretonbd.ParetoNbdModel;

/**
 * When a customer who has left did so: tau within (t_x, T) with density (alpha + tau)^-(r+x) (beta
 * + tau)^-(s+1).
 *
 * <p>On the scale w, where tau = t_x + near (e^w - 1) and near is the lesser of alpha + t_x and
 * beta + t_x, the logarithm of the density is concave: each of its terms is -log of a sum of
 * exponentials of w with positive weights, or linear. So tangents lie above it, and draws from
 * three of them are thinned (Devroye 1986, VII.2). More than half are kept.
 */
final class LeavingTime {

  private static final int HALVINGS = 50;

  private final double buying;
  private final double alpha;
  private final double leaving;
  private final double beta;
  private final double near;
  private final double reach;

  private LeavingTime(ParetoNbdModel model, PurchaseHistory history) {
    this.buying = model.r() + history.repeats();
    this.alpha = model.alpha() + history.recencyWeeks();
    this.leaving = model.s() + 1;
    this.beta = model.beta() + history.recencyWeeks();
    this.near = Math.min(alpha, beta);
    this.reach = log1p(history.silenceWeeks() / near);
  }

  /** One draw; t_x itself where T is t_x. */
  static double draw(ParetoNbdModel model, PurchaseHistory history, RandomStream random) {
    if (history.silenceWeeks() <= 0) {
      return history.recencyWeeks();
    }
    LeavingTime time = new LeavingTime(model, history);
    double w = time.draw(random);
    return Math.min(history.ageWeeks(), history.recencyWeeks() + time.near * expm1(w));
  }

  private double draw(RandomStream random) {
    double top = zero(0, reach, this::slope);
    double least = value(top) - 1;
    double left = value(0) >= least ? 0 : zero(top, 0, w -> value(w) - least);
    double right = value(reach) >= least ? reach : zero(top, reach, w -> value(w) - least);
    double[] points = {left, top, right};
    double[] borders = {0, border(left, top), border(top, right), reach};
    double[] areas = new double[3];
    double all = 0;
    for (int p = 0; p < 3; p++) {
      areas[p] = area(points[p], borders[p], borders[p + 1], value(top));
      all += areas[p];
    }
    while (true) {
      double u = all * random.nextDouble();
      int p = u < areas[0] ? 0 : u < areas[0] + areas[1] ? 1 : 2;
      double w = along(slope(points[p]), borders[p], borders[p + 1], random.nextOpenDouble());
      double tangent = value(points[p]) + slope(points[p]) * (w - points[p]);
      if (StrictMath.log(random.nextOpenDouble()) <= value(w) - tangent) {
        return w;
      }
    }
  }

  /** The logarithm of the density of w, up to a constant. */
  private double value(double w) {
    double along = near * expm1(w);
    return w - buying * log1p(along / alpha) - leaving * log1p(along / beta);
  }

  private double slope(double w) {
    double along = near * expm1(w);
    return 1
        - buying * (near + along) / (alpha + along)
        - leaving * (near + along) / (beta + along);
  }

  private interface Function {
    double at(double w);
  }

  /** Where a function that falls from {@code from} to {@code to} is 0; an end if nowhere. */
  private static double zero(double from, double to, Function falling) {
    if (falling.at(from) <= 0) {
      return from;
    }
    if (falling.at(to) >= 0) {
      return to;
    }
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (falling.at(middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Where the tangents at two points meet. */
  private double border(double p, double q) {
    double difference = slope(p) - slope(q);
    if (q - p <= 0 || difference <= 1e-12 * Math.abs(slope(p))) {
      return q;
    }
    double meet = (value(q) - value(p) + slope(p) * p - slope(q) * q) / difference;
    return Math.min(q, Math.max(p, meet));
  }

  /** Below the tangent at {@code point}, relative to the top of the density. */
  private double area(double point, double from, double to, double top) {
    double steep = slope(point);
    double start = Math.exp(value(point) + steep * (from - point) - top);
    double width = steep * (to - from);
    return start * (to - from) * (Math.abs(width) < 1e-12 ? 1 : expm1(width) / width);
  }

  /** The place at share {@code u} of the area under exp(steep w). */
  private static double along(double steep, double from, double to, double u) {
    double width = steep * (to - from);
    if (Math.abs(width) < 1e-12) {
      return from + u * (to - from);
    }
    double step =
        width > 0 ? 1 + log1p((1 - u) * expm1(-width)) / width : log1p(u * expm1(width)) / width;
    return from + (to - from) * Math.min(1, Math.max(0, step));
  }
}
