// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import io.perennial.math.neighbour.Points;

/** Count, mean and squared deviations of the points of each label, by coordinate. O(n d). */
final class Extents {

  private final int dimensions;
  private final int[] counts;
  private final double[] means;
  private final double[] squares;

  private Extents(int dimensions, int[] counts, double[] means, double[] squares) {
    this.dimensions = dimensions;
    this.counts = counts;
    this.means = means;
    this.squares = squares;
  }

  /**
   * The extents of labels 0 to {@code most} - 1.
   *
   * @param labels of each point; below 0 for none
   */
  static Extents of(Points points, int[] labels, int most) {
    int d = points.dimensions();
    int[] counts = new int[most];
    double[] means = new double[most * d];
    double[] squares = new double[most * d];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        continue;
      }
      int count = ++counts[labels[i]];
      for (int j = 0; j < d; j++) {
        int at = labels[i] * d + j;
        double before = points.at(i, j) - means[at];
        means[at] += before / count;
        squares[at] += before * (points.at(i, j) - means[at]);
      }
    }
    return new Extents(d, counts, means, squares);
  }

  int dimensions() {
    return dimensions;
  }

  int count(int label) {
    return counts[label];
  }

  /** The mean squared distance to the mean. */
  double meanSquare(int label) {
    double sum = 0;
    for (int j = 0; j < dimensions; j++) {
      sum += squares[label * dimensions + j];
    }
    return counts[label] == 0 ? 0 : sum / counts[label];
  }

  /**
   * How far the mean of {@code part} of {@code parts}, all of which is in {@code label}, is from
   * the mean of the rest of {@code label} in coordinate {@code j}, in standard deviations of that
   * rest; 0 where there is no rest, infinite where the rest does not vary and the part is
   * elsewhere.
   */
  double offRest(int label, Extents parts, int part, int j) {
    int at = label * dimensions + j;
    int of = part * dimensions + j;
    double few = parts.counts[part];
    double rest = counts[label] - few;
    if (rest < 1 || few < 1) {
      return 0;
    }
    double mean = means[at] + (means[at] - parts.means[of]) * few / rest;
    double apart = Math.abs(parts.means[of] - mean);
    double between = few * rest / counts[label] * apart * apart;
    double left = Math.max(0, squares[at] - parts.squares[of] - between) / rest;
    // differences within rounding of the coordinate's size are none
    double size = Math.max(Math.abs(means[at]), Math.abs(parts.means[of]));
    return apart <= 1e-9 * size ? 0 : apart / Math.sqrt(left);
  }
}
