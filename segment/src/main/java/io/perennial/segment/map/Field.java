// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

/**
 * Two numbers at each node of a grid, to be read anywhere on it. Not to be changed while it is
 * read.
 */
final class Field {

  private static final int NODES = Spline.NODES;

  private final double left;
  private final double low;
  private final double spacing;
  private final int columns;
  private final int rows;
  private final double[] values;

  /**
   * @param left where the third column of nodes is; two are left of it
   * @param low where the third row of nodes is
   * @param values shape [columns × rows × 2]; kept, not copied
   */
  Field(double left, double low, double spacing, int columns, int rows, double[] values) {
    this.left = left;
    this.low = low;
    this.spacing = spacing;
    this.columns = columns;
    this.rows = rows;
    this.values = values;
  }

  /** Writes both numbers at a place; a place off the grid is read at its border. */
  void read(double x, double y, double[] weights, double[] to, int at) {
    int corner = weigh(x, y, weights);
    double first = 0;
    double second = 0;
    for (int a = 0; a < NODES; a++) {
      int node = 2 * (corner + a * rows);
      double lineFirst = 0;
      double lineSecond = 0;
      for (int b = 0; b < NODES; b++) {
        double weight = weights[NODES + b];
        lineFirst += weight * values[node + 2 * b];
        lineSecond += weight * values[node + 2 * b + 1];
      }
      first += weights[a] * lineFirst;
      second += weights[a] * lineSecond;
    }
    to[at] = first;
    to[at + 1] = second;
  }

  /**
   * The node at the corner of the 6 × 6 around a place; writes the weights of columns and rows.
   *
   * @param weights shape [12]
   */
  int weigh(double x, double y, double[] weights) {
    double across = Math.max(0, Math.min(columns - NODES, (x - left) / spacing));
    double up = Math.max(0, Math.min(rows - NODES, (y - low) / spacing));
    int column = (int) across;
    int row = (int) up;
    Spline.weigh(across - column, weights, 0);
    Spline.weigh(up - row, weights, NODES);
    return column * rows + row;
  }
}
