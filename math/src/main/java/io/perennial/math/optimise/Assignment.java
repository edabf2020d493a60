// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.optimise;

import java.util.Arrays;

/**
 * The cheapest way of giving every row of a table of costs a column of its own (every column a row,
 * where there are fewer columns), with the prices that prove it. Immutable.
 *
 * <p>Each row u and column v has a price, and no cell costs less than the two together: u_i + v_j ≤
 * cost_ij. Cells that were chosen cost exactly that, and a line that was left over has price 0, the
 * others of its kind none above 0. So the prices' sum, which no assignment can undercut, is what
 * this one costs.
 *
 * <p>Source: the shortest augmenting paths of Jonker and Volgenant (1987), after Kuhn's and
 * Munkres's Hungarian method. For r rows and c columns O(min(r, c)² max(r, c)) time, O(r c) memory.
 */
public final class Assignment {

  /** In place of a column of a row, or a row of a column, that has none. */
  public static final int NONE = -1;

  private final int[] columnOf;
  private final int[] rowOf;
  private final double[] rowPrices;
  private final double[] columnPrices;
  private final double total;

  private Assignment(
      int[] columnOf, int[] rowOf, double[] rowPrices, double[] columnPrices, double total) {
    this.columnOf = columnOf;
    this.rowOf = rowOf;
    this.rowPrices = rowPrices;
    this.columnPrices = columnPrices;
    this.total = total;
  }

  /**
   * The assignment of least total cost. Of equally cheap ones always the same.
   *
   * @param costs shape [rows][columns], of any sign; may be without a row
   * @throws IllegalArgumentException if rows have different lengths, or a cost is not finite
   */
  public static Assignment cheapest(double[][] costs) {
    int rows = costs.length;
    int columns = rows == 0 ? 0 : costs[0].length;
    for (int i = 0; i < rows; i++) {
      if (costs[i].length != columns) {
        throw new IllegalArgumentException(
            "Invalid row " + i + ": " + costs[i].length + " costs (must be " + columns + ")");
      }
      for (int j = 0; j < columns; j++) {
        if (!Double.isFinite(costs[i][j])) {
          throw new IllegalArgumentException(
              "Invalid cost: " + costs[i][j] + " at " + i + ", " + j + " (must be finite)");
        }
      }
    }
    return rows <= columns ? solve(costs, columns) : solve(transposed(costs), rows).turned();
  }

  /**
   * The assignment of greatest total gain; prices and total are of the gains with their sign
   * turned.
   *
   * @param gains as {@link #cheapest(double[][])}
   */
  public static Assignment dearest(double[][] gains) {
    double[][] costs = new double[gains.length][];
    for (int i = 0; i < gains.length; i++) {
      costs[i] = Arrays.stream(gains[i]).map(gain -> 0 - gain).toArray();
    }
    return cheapest(costs);
  }

  /** The column of each row, or {@link #NONE}; a copy. */
  public int[] columnOf() {
    return columnOf.clone();
  }

  /** The row of each column, or {@link #NONE}; a copy. */
  public int[] rowOf() {
    return rowOf.clone();
  }

  /** The sum of the costs chosen. */
  public double total() {
    return total;
  }

  /** u, a price for each row; a copy. */
  public double[] rowPrices() {
    return rowPrices.clone();
  }

  /** v, a price for each column; a copy. */
  public double[] columnPrices() {
    return columnPrices.clone();
  }

  /** No more rows than columns: each row in turn takes the cheapest chain of moves to a column. */
  private static Assignment solve(double[][] costs, int columns) {
    int rows = costs.length;
    double[] u = new double[rows];
    double[] v = new double[columns];
    int[] rowOf = new int[columns];
    Arrays.fill(rowOf, NONE);
    int[] before = new int[columns];
    double[] distance = new double[columns];
    boolean[] reached = new boolean[columns];
    for (int start = 0; start < rows; start++) {
      Arrays.fill(distance, Double.POSITIVE_INFINITY);
      Arrays.fill(reached, false);
      int row = start;
      int last = NONE; // the column that led to row
      int end = NONE;
      while (end == NONE) {
        double step = Double.POSITIVE_INFINITY;
        int nearest = NONE;
        for (int j = 0; j < columns; j++) {
          if (reached[j]) {
            continue;
          }
          double reduced = costs[row][j] - u[row] - v[j];
          if (reduced < distance[j]) {
            distance[j] = reduced;
            before[j] = last;
          }
          if (nearest == NONE || distance[j] < step) {
            step = distance[j];
            nearest = j;
          }
        }
        u[start] += step;
        for (int j = 0; j < columns; j++) {
          if (reached[j]) {
            u[rowOf[j]] += step;
            v[j] -= step;
          } else {
            distance[j] -= step;
          }
        }
        reached[nearest] = true;
        last = nearest;
        row = rowOf[nearest];
        end = row == NONE ? nearest : NONE;
      }
      for (int j = end; j != NONE; j = before[j]) {
        rowOf[j] = before[j] == NONE ? start : rowOf[before[j]];
      }
    }
    int[] columnOf = new int[rows];
    for (int j = 0; j < columns; j++) {
      if (rowOf[j] != NONE) {
        columnOf[rowOf[j]] = j;
      }
    }
    double total = 0;
    for (int i = 0; i < rows; i++) {
      total += costs[i][columnOf[i]];
    }
    return new Assignment(columnOf, rowOf, u, v, total);
  }

  private Assignment turned() {
    return new Assignment(
        /* columnOf= */ rowOf,
        /* rowOf= */ columnOf,
        /* rowPrices= */ columnPrices,
        /* columnPrices= */ rowPrices,
        total);
  }

  private static double[][] transposed(double[][] costs) {
    double[][] turned = new double[costs[0].length][costs.length];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = costs[i][j];
      }
    }
    return turned;
  }
}
