// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretonbd;

import static io.perennial.math.special.Logarithms.expm1;
import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.quadrature.GaussLegendre;

/**
 * The integral over the unseen moment of leaving that makes the Pareto/NBD likelihood, and the
 * moments that make its gradient:
 *
 * <pre>
 *   integral from t0 to t1 of f(u) / f(t0) h(u) du,   f(u) = (alpha + u)^-(r+x) (beta + u)^-(s+1)
 *   h(u) = 1, log((alpha+u)/(alpha+t0)), log((beta+u)/(beta+t0)), 1/(alpha+u), 1/(beta+u)
 * </pre>
 *
 * Every term is positive, so nothing cancels and nothing overflows, whatever alpha and beta: the
 * published forms are differences of two hypergeometric functions, which do both.
 */
public final class DropoutIntegral {

  /** How many moments there are. */
  public static final int MOMENTS = 5;

  /** What is left of the integrand after this many powers of e is not worth a panel. */
  private static final double NEGLIGIBLE = 50;

  private static final double PANEL_DROP = 15;
  private static final double PANEL_WIDTH = 2;

  private static final double[] LOADS = {0.08, 0.3, 0.7, 1.8, 6};
  private static final GaussLegendre[] RULES = {
    GaussLegendre.of(4),
    GaussLegendre.of(5),
    GaussLegendre.of(6),
    GaussLegendre.of(8),
    GaussLegendre.of(12),
    GaussLegendre.of(20)
  };

  private final double buying;
  private final double alpha;
  private final double leaving;
  private final double beta;

  /**
   * For given parameters; a few words of memory.
   *
   * @param buying r + x, the power of alpha + u
   */
  public DropoutIntegral(double buying, double alpha, double s, double beta) {
    this.buying = buying;
    this.alpha = alpha;
    this.leaving = s + 1;
    this.beta = beta;
  }

  /**
   * Adds the five moments over [from, to] to {@code moments} from place {@code at}, those after the
   * first {@code wanted} left out.
   *
   * @param from t0, 0 or more
   * @param to t1, at least t0
   */
  public void add(double from, double to, double[] moments, int at, int wanted) {
    double alphaFrom = alpha + from;
    double betaFrom = beta + from;
    double near = Math.min(alphaFrom, betaFrom);
    double reach = log1p((to - from) / near);
    double start = 0;
    double dropped = 0;
    while (start < reach && dropped < NEGLIGIBLE) {
      double width = Math.min(PANEL_WIDTH, reach - start);
      double drop = drop(near * expm1(start + width), alphaFrom, betaFrom);
      while (drop - dropped > PANEL_DROP) {
        width /= 2;
        drop = drop(near * expm1(start + width), alphaFrom, betaFrom);
      }
      GaussLegendre rule = rule(drop - dropped + 2 * width);
      for (int i = 0; i < rule.size(); i++) {
        double v = start + width * rule.node(i);
        double along = near * expm1(v);
        double a = alphaFrom == near ? v : log1p(along / alphaFrom);
        double b = betaFrom == near ? v : log1p(along / betaFrom);
        double f = Math.exp(-buying * a - leaving * b) * rule.weight(i) * width * (near + along);
        moments[at] += f;
        if (wanted > 1) {
          moments[at + 1] += f * a;
          moments[at + 2] += f * b;
          moments[at + 3] += f / (alphaFrom + along);
          moments[at + 4] += f / (betaFrom + along);
        }
      }
      dropped = drop;
      start = width == reach - start ? reach : start + width;
    }
  }

  private double drop(double along, double alphaFrom, double betaFrom) {
    return buying * log1p(along / alphaFrom) + leaving * log1p(along / betaFrom);
  }

  private static GaussLegendre rule(double load) {
    int k = 0;
    while (k < LOADS.length && load > LOADS[k]) {
      k++;
    }
    return RULES[k];
  }
}
