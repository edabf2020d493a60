// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import java.util.List;

/** Customers at one instant: what their features were then, and what they did afterwards. */
public final class Sample {

  private final List<double[]> values;
  private final boolean[] target;

  /**
   * Takes over its arguments.
   *
   * @param values by feature, then customer; NaN where missing
   * @param target by customer
   */
  public Sample(List<double[]> values, boolean[] target) {
    this.values = List.copyOf(values);
    this.target = target;
  }

  /** Customers. */
  public int size() {
    return target.length;
  }

  /** The share of the customers of whom the target holds; 0 without customers. */
  public double share() {
    int did = 0;
    for (boolean one : target) {
      did += one ? 1 : 0;
    }
    return target.length == 0 ? 0 : (double) did / target.length;
  }

  List<double[]> values() {
    return values;
  }

  boolean[] target() {
    return target;
  }
}
