// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.lake.RowWriter;
import java.util.Arrays;

/** The row that families write to, which remembers numbers for the ratios made of them. */
final class ToldRow implements RowWriter {

  /** For each feature the place of its number among those remembered; −1 for none. */
  private final int[] places;

  private final double[] values;
  private RowWriter out;
  private int first;

  /**
   * @param places for each feature, where its number is remembered; −1 for nowhere
   * @param remembered how many are
   */
  ToldRow(int[] places, int remembered) {
    this.places = places;
    values = new double[remembered];
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

  /** The number in a column that is remembered; not a number where it is null or a text. */
  double value(int feature) {
    return values[places[feature]];
  }

  private void remember(int feature, double value) {
    int place = places[feature];
    if (place >= 0) {
      values[place] = value;
    }
  }

  @Override
  public void setLong(int column, long value) {
    remember(first + column, (double) value);
    out.setLong(first + column, value);
  }

  @Override
  public void setDouble(int column, double value) {
    // infinite is not a value either
    double finite = Double.isFinite(value) ? value : Double.NaN;
    remember(first + column, finite);
    out.setDouble(first + column, finite);
  }

  @Override
  public void setText(int column, String value) {
    out.setText(first + column, value);
  }
}
