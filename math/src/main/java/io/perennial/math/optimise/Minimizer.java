// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.optimise;

import io.perennial.math.linear.SymmetricEigen;
import java.util.Arrays;

/**
 * Finds a minimum inside a box: BFGS with a projected line search until the gradient is small, then
 * Newton's method until its step is below the last digits that the gradient can give. Source:
 * Nocedal and Wright, Numerical Optimization (2006), 6.1 and 3.3. The same function and start give
 * the same bits. Stateless.
 *
 * @param lower the box's lower side, for every variable
 * @param upper the box's upper side
 * @param tolerance the gradient, in units of the function, below which Newton takes over
 * @param maxEvaluations calls of the function, at most, before Newton takes over
 */
public record Minimizer(double lower, double upper, double tolerance, int maxEvaluations) {

  private static final double LONGEST_STEP = 2;
  private static final double DIFFERENCE = 1e-4;
  private static final int NEWTON_STEPS = 8;

  public Minimizer {
    if (!(lower < upper)) {
      throw new IllegalArgumentException("Invalid box: " + lower + " to " + upper);
    }
    if (!(tolerance > 0) || maxEvaluations < 1) {
      throw new IllegalArgumentException(
          "Invalid tolerance or evaluations: " + tolerance + ", " + maxEvaluations);
    }
  }

  /** For logarithms of parameters near 1: |x| at most 14, gradient to 1e-7, 400 evaluations. */
  public static Minimizer ofLogarithms() {
    return new Minimizer(-14, 14, 1e-7, 400);
  }

  /**
   * The minimum reached from {@code start}, double[n].
   *
   * @throws IllegalArgumentException if the function is not finite at the start
   */
  public Minimum minimize(Objective objective, double[] start) {
    Search search = new Search(objective, start);
    search.descend(search.identity(), true, tolerance, maxEvaluations);
    return search.polish();
  }

  /**
   * The minimum reached from that of a similar function, whose Hessian leads the first steps: a few
   * evaluations where a fresh start takes dozens.
   *
   * @throws IllegalArgumentException if the function is not finite at the start
   */
  public Minimum minimize(Objective objective, Minimum similar) {
    Search search = new Search(objective, similar.x());
    search.descend(inverse(similar.hessian()), false, tolerance, maxEvaluations);
    return search.polish();
  }

  /** The point reached from {@code start} by BFGS alone: cheap, to compare starts. */
  public double[] approach(Objective objective, double[] start, double tolerance) {
    Search search = new Search(objective, start);
    search.descend(search.identity(), true, tolerance, maxEvaluations);
    return search.x;
  }

  /** One run: the current point and what is known about it. */
  private final class Search {
    private final Objective objective;
    private final int n;
    private double[] x;
    private double[] gradient;
    private double value;
    private int evaluations;

    Search(Objective objective, double[] start) {
      this.objective = objective;
      this.n = start.length;
      this.x = start.clone();
      clip(x);
      this.gradient = new double[n];
      this.value = call(x, gradient);
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "Cannot minimize a function: its value at the start is " + value);
      }
    }

    private double call(double[] at, double[] slope) {
      evaluations++;
      double result = objective.at(at, slope);
      return Double.isNaN(result) ? Double.POSITIVE_INFINITY : result;
    }

    /** BFGS from a first guess of the inverse Hessian; {@code unscaled} if it knows no scale. */
    void descend(double[][] guess, boolean unscaled, double target, int limit) {
      double[][] inverse = guess;
      boolean[] held = held();
      boolean fresh = unscaled;
      while (evaluations < limit && freeGradient(held) > target) {
        double[] direction = direction(inverse, held);
        double slope = dot(direction, gradient);
        if (!(slope < 0)) {
          inverse = identity();
          fresh = true;
          direction = direction(inverse, held);
          slope = dot(direction, gradient);
        }
        shorten(direction, fresh);
        double[] before = x;
        double[] gradientBefore = gradient;
        if (!advance(direction)) {
          if (fresh) {
            return;
          }
          inverse = identity();
          fresh = true;
          continue;
        }
        boolean[] now = held();
        if (!Arrays.equals(now, held)) {
          inverse = identity();
          fresh = true;
        } else {
          fresh = update(inverse, before, gradientBefore, fresh);
        }
        held = now;
      }
    }

    /** Backtracks along the direction, inside the box, until the value falls enough. */
    private boolean advance(double[] direction) {
      double[] next = new double[n];
      double[] slope = new double[n];
      for (double length = 1; length > 1e-10; length *= length == 1 ? 0.5 : 0.4) {
        double expected = 0;
        for (int i = 0; i < n; i++) {
          next[i] = x[i] + length * direction[i];
        }
        clip(next);
        for (int i = 0; i < n; i++) {
          expected += gradient[i] * (next[i] - x[i]);
        }
        double reached = call(next, slope);
        if (reached <= value + 1e-4 * expected && expected < 0) {
          x = next;
          gradient = slope;
          value = reached;
          return true;
        }
      }
      return false;
    }

    /** The BFGS update of the inverse Hessian; false if there was something to learn. */
    private boolean update(double[][] h, double[] before, double[] gradientBefore, boolean fresh) {
      double[] s = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        s[i] = x[i] - before[i];
        y[i] = gradient[i] - gradientBefore[i];
      }
      double sy = dot(s, y);
      if (sy <= 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) {
        return fresh;
      }
      if (fresh) {
        double scale = sy / dot(y, y);
        for (int i = 0; i < n; i++) {
          h[i][i] = scale;
        }
      }
      double[] hy = new double[n];
      for (int i = 0; i < n; i++) {
        hy[i] = dot(h[i], y);
      }
      double factor = (1 + dot(y, hy) / sy) / sy;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          h[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
        }
      }
      return false;
    }

    Minimum polish() {
      double[][] hessian = hessian();
      double lastStep = Double.POSITIVE_INFINITY;
      for (int turn = 0; turn < NEWTON_STEPS; turn++) {
        boolean[] held = held();
        SymmetricEigen eigen = SymmetricEigen.of(free(hessian, held));
        double[] values = eigen.values();
        double top = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
        double[] step = eigen.solve(negative(held), 1e-10 * top + 1e-300);
        double wanted = largest(step);
        shorten(step, false);
        boolean certain = values[0] > 0 && wanted < 1e-2;
        boolean moved = certain ? accept(step) : advance(step);
        if (!moved || wanted < 1e-13) {
          lastStep = wanted;
          break;
        }
        lastStep = wanted;
        if (wanted > 1e-4) {
          hessian = hessian();
        } else if (wanted < 1e-9) {
          break;
        }
      }
      boolean[] held = held();
      return new Minimum(x, value, gradient, hessian, held, lastStep, evaluations);
    }

    /** Takes a Newton step near the minimum, where the gradient knows more than the value. */
    private boolean accept(double[] step) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        next[i] = x[i] + step[i];
      }
      clip(next);
      double[] slope = new double[n];
      double reached = call(next, slope);
      if (!(largest(slope) <= 2 * largest(gradient)) || !Double.isFinite(reached)) {
        return false;
      }
      boolean better = largest(slope) < largest(gradient);
      if (better) {
        x = next;
        gradient = slope;
        value = reached;
      }
      return better;
    }

    private double[][] hessian() {
      double[][] hessian = new double[n][n];
      double[] up = new double[n];
      double[] down = new double[n];
      for (int i = 0; i < n; i++) {
        double[] at = x.clone();
        at[i] = x[i] + DIFFERENCE;
        call(at, up);
        at[i] = x[i] - DIFFERENCE;
        call(at, down);
        for (int j = 0; j < n; j++) {
          double slope = (up[j] - down[j]) / (2 * DIFFERENCE);
          hessian[i][j] += 0.5 * slope;
          hessian[j][i] += 0.5 * slope;
        }
      }
      return hessian;
    }

    private boolean[] held() {
      boolean[] held = new boolean[n];
      for (int i = 0; i < n; i++) {
        held[i] = (x[i] <= lower && gradient[i] > 0) || (x[i] >= upper && gradient[i] < 0);
      }
      return held;
    }

    private double freeGradient(boolean[] held) {
      double greatest = 0;
      for (int i = 0; i < n; i++) {
        greatest = held[i] ? greatest : Math.max(greatest, Math.abs(gradient[i]));
      }
      return greatest;
    }

    private double[] negative(boolean[] held) {
      double[] right = new double[n];
      for (int i = 0; i < n; i++) {
        right[i] = held[i] ? 0 : -gradient[i];
      }
      return right;
    }

    private double[] direction(double[][] inverse, boolean[] held) {
      double[] right = negative(held);
      double[] direction = new double[n];
      for (int i = 0; i < n; i++) {
        direction[i] = held[i] ? 0 : dot(inverse[i], right);
      }
      return direction;
    }

    private double[][] identity() {
      double[][] identity = new double[n][n];
      for (int i = 0; i < n; i++) {
        identity[i][i] = 1;
      }
      return identity;
    }
  }

  private static double[][] inverse(double[][] hessian) {
    int n = hessian.length;
    SymmetricEigen eigen = SymmetricEigen.of(hessian);
    double[] values = eigen.values();
    double least = 1e-6 * Math.abs(values[n - 1]) + 1e-300;
    double[][] inverse = new double[n][n];
    for (int k = 0; k < n; k++) {
      double[] vector = eigen.vector(k);
      double size = Math.max(values[k], least);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          inverse[i][j] += vector[i] * vector[j] / size;
        }
      }
    }
    return inverse;
  }

  private void clip(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.min(upper, Math.max(lower, x[i]));
    }
  }

  private static double[][] free(double[][] hessian, boolean[] held) {
    double[][] free = new double[hessian.length][hessian.length];
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        boolean fixed = held[i] || held[j];
        free[i][j] = !fixed ? hessian[i][j] : i == j ? 1 : 0;
      }
    }
    return free;
  }

  private static void shorten(double[] step, boolean first) {
    double longest = first ? 0.5 : LONGEST_STEP;
    double size = largest(step);
    if (size > longest) {
      for (int i = 0; i < step.length; i++) {
        step[i] *= longest / size;
      }
    }
  }

  private static double largest(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
