// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.fit;

import java.util.List;

/**
 * The logarithmic scale on which parameters are sought: parameter i = floor_i + unit_i exp(u_i).
 * The unit makes the search the same whatever the unit of time or money. Immutable.
 */
public final class Scale {

  private final List<String> names;
  private final double[] floors;
  private final double[] units;

  private Scale(List<String> names, double[] floors, double[] units) {
    this.names = List.copyOf(names);
    this.floors = floors;
    this.units = units;
  }

  /** For positive parameters. */
  public static Scale of(List<String> names, double... units) {
    return new Scale(names, new double[units.length], units.clone());
  }

  /** The same scale with parameter {@code i} above {@code floor}. */
  public Scale withFloor(int i, double floor) {
    double[] moved = floors.clone();
    moved[i] = floor;
    return new Scale(names, moved, units);
  }

  public List<String> names() {
    return names;
  }

  double[] parameters(double[] u) {
    double[] parameters = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      parameters[i] = floors[i] + units[i] * Math.exp(u[i]);
    }
    return parameters;
  }

  double[] coordinates(double[] parameters) {
    double[] u = new double[parameters.length];
    for (int i = 0; i < u.length; i++) {
      u[i] = Math.log((parameters[i] - floors[i]) / units[i]);
    }
    return u;
  }

  /** d parameter i / d u_i. */
  double slope(int i, double parameter) {
    return parameter - floors[i];
  }
}
