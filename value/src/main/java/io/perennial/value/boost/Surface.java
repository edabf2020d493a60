// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.quadrature.GaussLegendre;

/** A forecast in its unit as a function of the margins of several ensembles. */
interface Surface {

  /** Nodes on the line between two rows. */
  GaussLegendre LINE = GaussLegendre.of(24);

  /** The forecast. */
  double value(double[] margins);

  /** Its derivatives by each margin. */
  double[] slopes(double[] margins);

  /**
   * What each column adds to the forecast, in its unit, when its shares of all margins are added
   * along a straight line: the values of Aumann and Shapley, "Values of non-atomic games" (1974),
   * which sum to the difference of the forecasts. What the quadrature leaves, 1e-9 and less of it,
   * is shared in proportion.
   *
   * @param from margins of the average row
   * @param shares what each column adds to each margin, shape [margins][columns]
   */
  default double[] additive(double[] from, double[][] shares) {
    int margins = from.length;
    int columns = shares[0].length;
    double[] way = new double[margins];
    for (int m = 0; m < margins; m++) {
      for (double share : shares[m]) {
        way[m] += share;
      }
    }
    double[] slopes = new double[margins];
    double[] at = new double[margins];
    for (int node = 0; node < LINE.size(); node++) {
      for (int m = 0; m < margins; m++) {
        at[m] = from[m] + LINE.node(node) * way[m];
      }
      double[] here = slopes(at);
      for (int m = 0; m < margins; m++) {
        slopes[m] += LINE.weight(node) * here[m];
      }
    }
    double[] values = new double[columns];
    double sum = 0;
    double size = 0;
    for (int k = 0; k < columns; k++) {
      for (int m = 0; m < margins; m++) {
        values[k] += slopes[m] * shares[m][k];
      }
      sum += values[k];
      size += Math.abs(values[k]);
    }
    for (int m = 0; m < margins; m++) {
      at[m] = from[m] + way[m];
    }
    double left = value(at) - value(from) - sum;
    for (int k = 0; k < columns && size > 0; k++) {
      values[k] += left * Math.abs(values[k]) / size;
    }
    return values;
  }
}
