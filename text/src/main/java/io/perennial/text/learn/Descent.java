// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

/**
 * The lowest point of a smooth convex function of many variables, by L-BFGS with a backtracking
 * line search. Source: Nocedal and Wright, "Numerical Optimization" (2006), algorithms 7.4, 7.5 and
 * 3.1.
 */
final class Descent {

  /** A function and its slope. */
  @FunctionalInterface
  interface Surface {
    /** The value at {@code point}; {@code gradient} is overwritten by the slope there. */
    double at(double[] point, double[] gradient);
  }

  private static final int MEMORY = 8;
  private static final double ENOUGH = 1e-4;

  private final double[][] moves = new double[MEMORY][];
  private final double[][] turns = new double[MEMORY][];
  private final double[] products = new double[MEMORY];
  private int kept;

  private Descent() {}

  /** Moves {@code point} to the lowest place, until a step wins less than 1e-6 of the value. */
  static void toLowest(Surface surface, double[] point, int maxSteps) {
    new Descent().run(surface, point, maxSteps);
  }

  private void run(Surface surface, double[] point, int maxSteps) {
    int n = point.length;
    double[] gradient = new double[n];
    double[] nextPoint = new double[n];
    double[] nextGradient = new double[n];
    double value = surface.at(point, gradient);
    for (int step = 0; step < maxSteps; step++) {
      double[] direction = direction(gradient);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        return;
      }
      double length = step == 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double next = Double.POSITIVE_INFINITY;
      for (int tries = 0; tries < 30; tries++) {
        for (int i = 0; i < n; i++) {
          nextPoint[i] = point[i] + length * direction[i];
        }
        next = surface.at(nextPoint, nextGradient);
        if (next <= value + ENOUGH * length * slope) {
          break;
        }
        length /= 2;
      }
      if (!(next < value)) {
        return;
      }
      remember(point, nextPoint, gradient, nextGradient);
      System.arraycopy(nextPoint, 0, point, 0, n);
      System.arraycopy(nextGradient, 0, gradient, 0, n);
      boolean isDone = value - next < 1e-6 * Math.max(1, Math.abs(value));
      value = next;
      if (isDone) {
        return;
      }
    }
  }

  private void remember(double[] from, double[] to, double[] slope, double[] nextSlope) {
    double[] move = new double[from.length];
    double[] turn = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      move[i] = to[i] - from[i];
      turn[i] = nextSlope[i] - slope[i];
    }
    double product = dot(move, turn);
    if (product > 1e-12) {
      int at = kept % MEMORY;
      moves[at] = move;
      turns[at] = turn;
      products[at] = product;
      kept++;
    }
  }

  private double[] direction(double[] gradient) {
    double[] direction = gradient.clone();
    int first = Math.max(0, kept - MEMORY);
    double[] alphas = new double[MEMORY];
    for (int i = kept - 1; i >= first; i--) {
      int at = i % MEMORY;
      alphas[at] = dot(moves[at], direction) / products[at];
      add(direction, turns[at], -alphas[at]);
    }
    if (kept > 0) {
      int last = (kept - 1) % MEMORY;
      double scale = products[last] / dot(turns[last], turns[last]);
      for (int i = 0; i < direction.length; i++) {
        direction[i] *= scale;
      }
    }
    for (int i = first; i < kept; i++) {
      int at = i % MEMORY;
      double beta = dot(turns[at], direction) / products[at];
      add(direction, moves[at], alphas[at] - beta);
    }
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -direction[i];
    }
    return direction;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * what[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
