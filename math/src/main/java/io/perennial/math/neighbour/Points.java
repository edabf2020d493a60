// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

/**
 * n points of d coordinates, one after the other. All coordinates are finite. 8 n d bytes; the
 * array is kept, not copied, and is not to be changed.
 */
public final class Points {

  private final double[] values;
  private final int count;
  private final int dimensions;

  /**
   * @param values shape [n × d], point {@code i} at [i d, (i + 1) d)
   * @param dimensions d ≥ 1
   * @throws IllegalArgumentException when the values are no whole number of points, or one of them
   *     is not finite
   */
  public Points(double[] values, int dimensions) {
    if (dimensions < 1 || values.length % dimensions != 0) {
      throw new IllegalArgumentException(
          "Invalid points: "
              + values.length
              + " values (must be whole points of "
              + dimensions
              + " dimensions, at least one)");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Invalid coordinate: "
                + values[i]
                + " in point "
                + i / dimensions
                + ", dimension "
                + i % dimensions
                + " (must be finite)");
      }
    }
    this.values = values;
    this.dimensions = dimensions;
    count = values.length / dimensions;
  }

  /**
   * Points by row, copied.
   *
   * @param rows shape [n][d], n ≥ 1
   */
  public static Points of(double[]... rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("Invalid points: none (must be at least one)");
    }
    int d = rows[0].length;
    double[] values = new double[Math.multiplyExact(rows.length, d)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != d) {
        throw new IllegalArgumentException(
            "Invalid point " + i + ": " + rows[i].length + " coordinates (must be " + d + ")");
      }
      System.arraycopy(rows[i], 0, values, i * d, d);
    }
    return new Points(values, d);
  }

  /** n. */
  public int count() {
    return count;
  }

  /** d. */
  public int dimensions() {
    return dimensions;
  }

  /** All coordinates, shape [n × d]; not a copy. */
  public double[] values() {
    return values;
  }

  /** Coordinate {@code dimension} of point {@code point}. */
  public double at(int point, int dimension) {
    return values[point * dimensions + dimension];
  }

  /** The squared Euclidean distance of two points. */
  public double squaredDistance(int a, int b) {
    return squaredDistance(a, values, b * dimensions);
  }

  /** The squared Euclidean distance of a point to the one that starts at {@code from[offset]}. */
  public double squaredDistance(int point, double[] from, int offset) {
    double sum = 0;
    int at = point * dimensions;
    for (int j = 0; j < dimensions; j++) {
      double difference = values[at + j] - from[offset + j];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * Some of the points, copied, in the order given.
   *
   * @param chosen which; may hold one more than once
   */
  public Points subset(int[] chosen) {
    double[] some = new double[Math.multiplyExact(chosen.length, dimensions)];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * dimensions, some, i * dimensions, dimensions);
    }
    return new Points(some, dimensions);
  }
}
