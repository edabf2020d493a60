// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns brought to mean 0 and deviation 1, what is not known being 0. Values beyond the first or
 * last thousandth count as these. Columns with one value are left out. Immutable.
 */
final class Standard {

  private static final double TAIL = 0.001;

  /** One column's: what is cut off, the mean and the deviation of the rest. */
  private record Column(String name, double low, double high, double mean, double deviation) {

    double scaled(double value) {
      return Double.isNaN(value) ? 0 : (Math.min(high, Math.max(low, value)) - mean) / deviation;
    }
  }

  private final List<Column> columns;

  private Standard(List<Column> columns) {
    this.columns = columns;
  }

  static Standard of(FeatureMatrix features) {
    List<Column> columns = new ArrayList<>();
    for (String name : features.names()) {
      double[] sorted =
          Arrays.stream(features.column(name)).filter(Double::isFinite).sorted().toArray();
      int m = sorted.length;
      if (m < 2 || sorted[0] == sorted[m - 1]) {
        continue;
      }
      double low = sorted[(int) Math.floor(TAIL * (m - 1))];
      double high = sorted[(int) Math.ceil((1 - TAIL) * (m - 1))];
      if (low == high) {
        low = sorted[0];
        high = sorted[m - 1];
      }
      double mean = 0;
      for (double value : sorted) {
        mean += Math.min(high, Math.max(low, value)) / m;
      }
      double squares = 0;
      for (double value : sorted) {
        double off = Math.min(high, Math.max(low, value)) - mean;
        squares += off * off / m;
      }
      double deviation = Math.sqrt(squares);
      if (deviation > 1e-12 * Math.abs(mean) && Double.isFinite(deviation)) {
        columns.add(new Column(name, low, high, mean, deviation));
      }
    }
    return new Standard(columns);
  }

  int width() {
    return columns.size();
  }

  /** All rows, double[n][width]. */
  double[][] rows(FeatureMatrix features) {
    double[][] rows = new double[features.rows()][columns.size()];
    for (int k = 0; k < columns.size(); k++) {
      Column column = columns.get(k);
      double[] values = features.column(column.name());
      for (int i = 0; i < rows.length; i++) {
        rows[i][k] = column.scaled(values[i]);
      }
    }
    return rows;
  }
}
