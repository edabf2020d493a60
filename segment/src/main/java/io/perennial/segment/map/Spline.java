// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

/** The quintic B-spline on nodes one apart: six of them have a part in each place. */
final class Spline {

  /** How many nodes have a part. */
  static final int NODES = 6;

  private Spline() {}

  /**
   * Writes the weights of six nodes for a place at {@code f} between the third and the fourth, f in
   * [0, 1]; they sum to 1.
   */
  static void weigh(double f, double[] weights, int at) {
    double g = 1 - f;
    double f2 = f * f;
    double g2 = g * g;
    double f4 = f2 * f2;
    double g4 = g2 * g2;
    weights[at] = g4 * g / 120;
    weights[at + 1] = (1 + 5 * g + 10 * g2 + 10 * g2 * g + 5 * g4 - 5 * g4 * g) / 120;
    weights[at + 2] = (66 - 60 * f2 + 30 * f4 - 10 * f4 * f) / 120;
    weights[at + 3] = (66 - 60 * g2 + 30 * g4 - 10 * g4 * g) / 120;
    weights[at + 4] = (1 + 5 * f + 10 * f2 + 10 * f2 * f + 5 * f4 - 5 * f4 * f) / 120;
    weights[at + 5] = f4 * f / 120;
  }

  /** What the spline makes of wave k of a grid of {@code length} nodes: from 2/15 to 1. */
  static double ofWave(int k, int length) {
    double c = StrictMath.cos(2 * Math.PI * k / length);
    return (16 + 13 * c + c * c) / 30;
  }
}
