// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import java.util.Arrays;

/**
 * Some points, turned so that a coordinate of all of them lies together: distances to a centre are
 * then plain loops over points, which the compiler turns into vector instructions. Differences are
 * squared as they are, so far from the origin nothing cancels. For one thread.
 */
final class Tile {

  /** How many points it holds. */
  static final int SIZE = 128;

  private final double[][] columns;
  private final double[] distances = new double[SIZE];
  private final double[] nearest = new double[SIZE];
  private final double[] second = new double[SIZE];
  private final int[] labels = new int[SIZE];
  private int count;

  Tile(int dimensions) {
    columns = new double[dimensions][SIZE];
  }

  /** Takes the points {@code from} to {@code from + points - 1}; at most {@link #SIZE}. */
  void load(double[] values, int from, int points) {
    count = points;
    int at = from * columns.length;
    for (int p = 0; p < points; p++) {
      for (double[] column : columns) {
        column[p] = values[at++];
      }
    }
  }

  /** Takes the first {@code points} of {@code rows}. */
  void load(double[] values, int[] rows, int points) {
    count = points;
    for (int p = 0; p < points; p++) {
      int at = rows[p] * columns.length;
      for (double[] column : columns) {
        column[p] = values[at++];
      }
    }
  }

  /** The squared distances of all points to the centre at {@code centres[offset]}; not a copy. */
  double[] distances(double[] centres, int offset) {
    Arrays.fill(distances, 0, count, 0.0);
    int j = 0;
    for (; j + 3 < columns.length; j += 4) {
      add(columns, j, centres, offset + j, distances, count);
    }
    for (; j < columns.length; j++) {
      add(columns[j], centres[offset + j], distances, count);
    }
    return distances;
  }

  /** Finds for every point the nearest of {@code k} centres, the first of equals, and the next. */
  void assign(double[] centres, int k) {
    System.arraycopy(distances(centres, 0), 0, nearest, 0, count);
    Arrays.fill(second, 0, count, Double.POSITIVE_INFINITY);
    Arrays.fill(labels, 0, count, 0);
    for (int c = 1; c < k; c++) {
      double[] from = distances(centres, c * columns.length);
      take(from, nearest, labels, c, count);
      take(from, nearest, second, count);
    }
  }

  /** Without a branch, which would be guessed wrong: the sign of the difference is the mask. */
  private static void take(double[] from, double[] nearest, int[] labels, int label, int count) {
    for (int p = 0; p < count; p++) {
      int nearer = (int) (Double.doubleToRawLongBits(from[p] - nearest[p]) >> 63);
      labels[p] = (label & nearer) | (labels[p] & ~nearer);
    }
  }

  private static void take(double[] from, double[] nearest, double[] second, int count) {
    for (int p = 0; p < count; p++) {
      second[p] = Math.min(second[p], Math.max(nearest[p], from[p]));
      nearest[p] = Math.min(nearest[p], from[p]);
    }
  }

  /** The nearest centre of point {@code p} of the tile. */
  int label(int p) {
    return labels[p];
  }

  /** The squared distance to the nearest centre. */
  double nearest(int p) {
    return nearest[p];
  }

  /** The squared distance to the nearest but one; infinite where there is one centre. */
  double second(int p) {
    return second[p];
  }

  /** The squared distance of a point to a centre, with the bits of {@link #distances}. */
  static double distance(double[] values, int at, double[] centres, int offset, int dimensions) {
    double sum = 0;
    int j = 0;
    for (; j + 3 < dimensions; j += 4) {
      double a = values[at + j] - centres[offset + j];
      double b = values[at + j + 1] - centres[offset + j + 1];
      double c = values[at + j + 2] - centres[offset + j + 2];
      double d = values[at + j + 3] - centres[offset + j + 3];
      sum += a * a + b * b + c * c + d * d;
    }
    for (; j < dimensions; j++) {
      double a = values[at + j] - centres[offset + j];
      sum += a * a;
    }
    return sum;
  }

  private static void add(
      double[][] columns, int j, double[] centres, int at, double[] sums, int count) {
    double[] first = columns[j];
    double[] second = columns[j + 1];
    double[] third = columns[j + 2];
    double[] fourth = columns[j + 3];
    double c0 = centres[at];
    double c1 = centres[at + 1];
    double c2 = centres[at + 2];
    double c3 = centres[at + 3];
    for (int p = 0; p < count; p++) {
      double a = first[p] - c0;
      double b = second[p] - c1;
      double c = third[p] - c2;
      double d = fourth[p] - c3;
      sums[p] += a * a + b * b + c * c + d * d;
    }
  }

  private static void add(double[] column, double centre, double[] sums, int count) {
    for (int p = 0; p < count; p++) {
      double a = column[p] - centre;
      sums[p] += a * a;
    }
  }
}
