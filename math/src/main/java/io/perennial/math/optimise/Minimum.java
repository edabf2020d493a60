// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.optimise;

/** Where a {@link Minimizer} ended, and what the function looks like there. Immutable. */
public final class Minimum {

  private final double[] x;
  private final double value;
  private final double[] gradient;
  private final double[][] hessian;
  private final boolean[] atBound;
  private final double lastStep;
  private final int evaluations;

  Minimum(
      double[] x,
      double value,
      double[] gradient,
      double[][] hessian,
      boolean[] atBound,
      double lastStep,
      int evaluations) {
    this.x = x;
    this.value = value;
    this.gradient = gradient;
    this.hessian = hessian;
    this.atBound = atBound;
    this.lastStep = lastStep;
    this.evaluations = evaluations;
  }

  /** The point, double[n]; a copy. */
  public double[] x() {
    return x.clone();
  }

  /** The function's value at the point. */
  public double value() {
    return value;
  }

  /** The gradient, double[n]; a copy. */
  public double[] gradient() {
    return gradient.clone();
  }

  /** The Hessian, double[n][n], by central differences of the gradient; a copy. */
  public double[][] hessian() {
    double[][] copy = new double[hessian.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = hessian[i].clone();
    }
    return copy;
  }

  /** True where variable {@code i} was held by the box while the function still fell outwards. */
  public boolean isAtBound(int i) {
    return atBound[i];
  }

  /** The largest move of any variable that Newton's method still wanted at the end. */
  public double lastStep() {
    return lastStep;
  }

  /** How often the function was called. */
  public int evaluations() {
    return evaluations;
  }
}
