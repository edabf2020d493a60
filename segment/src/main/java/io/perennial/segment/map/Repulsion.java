// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

/** How the points of a map push each other apart. */
interface Repulsion {

  /**
   * Writes to row i of {@code forces} the sum over all other points of (y_i - y_j) / (1 + |y_i -
   * y_j|²)².
   *
   * @param places shape [n × 2]
   * @param forces shape [n × 2]
   * @return the sum of 1 / (1 + |y_i - y_j|²) over all i and j that differ: Z
   */
  double push(double[] places, double[] forces);
}
