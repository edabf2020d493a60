// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

/**
 * How the values of a feature lie, their ends drawn in.
 *
 * @param low the value at the lower end
 * @param median in the middle
 * @param high the value at the upper end
 * @param quartiles from the first quartile to the third, over 1.349: a normal's deviation
 * @param deviation the standard deviation of the values drawn in
 * @param skewness of the values drawn in; 0 where all are equal
 */
record Shape(
    double low, double median, double high, double quartiles, double deviation, double skewness) {

  private static final double NORMAL_QUARTILES = 1.3489795003921634;

  /**
   * @param sorted ascending, finite, at least one
   * @param winsor the share at each end
   */
  static Shape of(double[] sorted, double winsor) {
    double low = at(sorted, winsor);
    double high = at(sorted, 1 - winsor);
    double unit = Math.max(Math.max(Math.abs(low), Math.abs(high)), Double.MIN_NORMAL);
    double sum = 0;
    for (double value : sorted) {
      sum += clamp(value, low, high) / unit;
    }
    double mean = sum / sorted.length;
    double squares = 0;
    double cubes = 0;
    for (double value : sorted) {
      double apart = clamp(value, low, high) / unit - mean;
      squares += apart * apart;
      cubes += apart * apart * apart;
    }
    double deviation = low == high ? 0 : Math.sqrt(squares / sorted.length);
    double cube = deviation * deviation * deviation;
    double skewness = cube > 0 ? cubes / sorted.length / cube : 0;
    double quartiles = at(sorted, 0.75) / NORMAL_QUARTILES - at(sorted, 0.25) / NORMAL_QUARTILES;
    return new Shape(low, at(sorted, 0.5), high, quartiles, deviation * unit, skewness);
  }

  /** How far the farther end is from the median in robust deviations; 0 where they are 0. */
  double reach() {
    double far = Math.max(high / 2 - median / 2, median / 2 - low / 2);
    return quartiles > 0 ? far / quartiles * 2 : 0;
  }

  /** The unit in which it is measured: of the quartiles unless most values are equal. */
  double scale() {
    return quartiles > deviation / 3 ? quartiles : deviation;
  }

  static double clamp(double value, double low, double high) {
    return Math.min(Math.max(value, low), high);
  }

  /** The value below which a share p lies: definition 7 of Hyndman and Fan (1996). */
  static double at(double[] sorted, double p) {
    double position = p * (sorted.length - 1);
    int below = (int) position;
    double share = position - below;
    return share == 0 ? sorted[below] : sorted[below] * (1 - share) + sorted[below + 1] * share;
  }
}
