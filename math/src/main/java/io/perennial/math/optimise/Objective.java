// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.optimise;

/** A smooth function of n variables that knows its gradient. */
@FunctionalInterface
public interface Objective {

  /**
   * The value at {@code x}, double[n], whose gradient is written to {@code gradient}, double[n]. A
   * value that is not finite means «not here».
   */
  double at(double[] x, double[] gradient);
}
