// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A weighted sum of normal distributions, of which each is a cluster. Immutable. */
public final class GaussianMixtureModel implements Serializable {

  private static final long serialVersionUID = 1;

  /** The logarithm of a share that is told as 0: 4e-18. */
  private static final double NOTHING = -40;

  private final ArrayList<Component> components;

  GaussianMixtureModel(List<Component> components) {
    this.components = new ArrayList<>(components);
  }

  /** k. */
  public int components() {
    return components.size();
  }

  /** d. */
  public int dimensions() {
    return components.get(0).mean().length;
  }

  /** The share of customers of component {@code c}; they sum to 1. */
  public double weight(int c) {
    return components.get(c).weight();
  }

  /** The means, shape [k × d]. */
  public Points means() {
    int d = dimensions();
    double[] means = new double[components.size() * d];
    for (int c = 0; c < components.size(); c++) {
      System.arraycopy(components.get(c).mean(), 0, means, c * d, d);
    }
    return new Points(means, d);
  }

  /** The covariance of two dimensions in component {@code c}. */
  public double covariance(int c, int a, int b) {
    return components.get(c).covariance(a, b);
  }

  /**
   * How likely a point is of each component; they sum to 1. Allocates nothing; O(k d²).
   *
   * @param point shape [d]
   * @param memberships shape [k]; overwritten
   * @return the natural logarithm of the point's density
   */
  public double memberships(double[] point, double[] memberships) {
    return memberships(point, 0, memberships);
  }

  /** As above, of the point that starts at {@code values[at]}. */
  double memberships(double[] values, int at, double[] memberships) {
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < memberships.length; c++) {
      memberships[c] = components.get(c).logJoint(values, at);
      most = Math.max(most, memberships[c]);
    }
    if (most == Double.NEGATIVE_INFINITY) { // beyond all: as the weights are
      for (int c = 0; c < memberships.length; c++) {
        memberships[c] = components.get(c).weight();
      }
      return -Double.MAX_VALUE;
    }
    double sum = 0;
    for (int c = 0; c < memberships.length; c++) {
      double less = memberships[c] - most;
      // less than rounding leaves of the sum, which is at least 1
      memberships[c] = less < NOTHING ? 0 : StrictMath.exp(less);
      sum += memberships[c];
    }
    for (int c = 0; c < memberships.length; c++) {
      memberships[c] /= sum;
    }
    return most + StrictMath.log(sum);
  }

  Component component(int c) {
    return components.get(c);
  }
}
