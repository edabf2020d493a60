// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.lake.RowWriter;
import java.util.Arrays;

/** The row that families write to, which remembers numbers for the ratios made of them. */
final class ToldRow implements RowWriter {

  private final double[] values;
  private RowWriter out;
  private int first;

  ToldRow(int features) {
    values = new double[features];
    out = this;
  }

  void begin(RowWriter row) {
    out = row;
    Arrays.fill(values, Double.NaN);
  }

  /** Columns are counted from the one of this number from now on. */
  void beginAt(int feature) {
    first = feature;
  }

  /** The number in a column; not a number where it is null or a text. */
  double value(int feature) {
    return values[feature];
  }

  @Override
  public void setLong(int column, long value) {
    values[first + column] = value;
    out.setLong(first + column, value);
  }

  @Override
  public void setDouble(int column, double value) {
    // infinite is not a value either
    double finite = Double.isFinite(value) ? value : Double.NaN;
    values[first + column] = finite;
    out.setDouble(first + column, finite);
  }

  @Override
  public void setText(int column, String value) {
    out.setText(first + column, value);
  }
}
