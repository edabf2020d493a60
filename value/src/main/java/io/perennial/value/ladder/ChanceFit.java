// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/**
 * The penalised logistic regression of {@link Shape}: Newton's method, whose every step is checked
 * to be one down. Stateless.
 */
final class ChanceFit {

  private static final int WIDTH = 3 + Strata.COUNT;
  private static final int STEPS = 60;
  private static final double OF_SLOPES = 4;
  private static final double OF_ALL = 1;
  private static final double OF_STRATA = 12;

  private ChanceFit() {}

  /** a, b, c and the strata's, double[3 + strata]. */
  static double[] of(Shape.Outcomes cases, boolean[] use) {
    double[] now = new double[WIDTH];
    now[0] = 1;
    now[1] = 1;
    double loss = loss(cases, use, now);
    for (int step = 0; step < STEPS; step++) {
      double[][] hessian = new double[WIDTH][WIDTH];
      double[] gradient = new double[WIDTH];
      derive(cases, use, now, gradient, hessian);
      double[] move = LinearSystem.solve(hessian, gradient);
      double size = 1;
      double[] next = now;
      double better = loss;
      while (size > 1e-6) {
        double[] tried = now.clone();
        for (int k = 0; k < WIDTH; k++) {
          tried[k] -= size * move[k];
        }
        double at = loss(cases, use, tried);
        if (at < better) {
          next = tried;
          better = at;
          break;
        }
        size /= 2;
      }
      boolean done = loss - better <= 1e-10 * (1 + Math.abs(loss));
      now = next;
      loss = better;
      if (done) {
        break;
      }
    }
    return now;
  }

  private static double penalty(int k) {
    if (k < 2) {
      return OF_SLOPES;
    }
    return k == 2 ? OF_ALL : OF_STRATA;
  }

  private static double loss(Shape.Outcomes cases, boolean[] use, double[] at) {
    double loss = 0;
    for (int i = 0; i < use.length; i++) {
      if (use[i]) {
        double logit = logit(cases, i, at);
        double signed = cases.came[i] > 0 ? -logit : logit;
        loss += Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
      }
    }
    for (int k = 0; k < WIDTH; k++) {
      double away = at[k] - (k < 2 ? 1 : 0);
      loss += 0.5 * penalty(k) * away * away;
    }
    return loss;
  }

  private static double within(double p) {
    return Math.min(1 - Shape.LEAST, Math.max(Shape.LEAST, p));
  }

  private static double logit(Shape.Outcomes cases, int i, double[] at) {
    double p = within(cases.probability[i]);
    return at[0] * Math.log(p) - at[1] * Math.log1p(-p) + at[2] + at[3 + cases.stratum[i]];
  }

  private static void derive(
      Shape.Outcomes cases, boolean[] use, double[] at, double[] gradient, double[][] hessian) {
    int[] where = new int[4];
    double[] x = new double[4];
    where[1] = 1;
    where[2] = 2;
    x[2] = 1;
    x[3] = 1;
    for (int i = 0; i < use.length; i++) {
      if (use[i]) {
        double p = within(cases.probability[i]);
        where[3] = 3 + cases.stratum[i];
        x[0] = Math.log(p);
        x[1] = -Math.log1p(-p);
        double fitted = 1 / (1 + Math.exp(-logit(cases, i, at)));
        double residual = fitted - (cases.came[i] > 0 ? 1 : 0);
        double weight = fitted * (1 - fitted);
        for (int k = 0; k < 4; k++) {
          gradient[where[k]] += residual * x[k];
          for (int l = 0; l < 4; l++) {
            hessian[where[k]][where[l]] += weight * x[k] * x[l];
          }
        }
      }
    }
    for (int k = 0; k < WIDTH; k++) {
      gradient[k] += penalty(k) * (at[k] - (k < 2 ? 1 : 0));
      hessian[k][k] += penalty(k);
    }
  }
}
