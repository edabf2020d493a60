// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;
import java.util.List;

/** Some columns of a matrix as rows of floats, which is what trees read. Immutable. */
final class FloatRows {

  private final FeatureMatrix features;
  private final int[] columns;

  private FloatRows(FeatureMatrix features, int[] columns) {
    this.features = features;
    this.columns = columns;
  }

  /**
   * @param names in the order of the rows
   * @throws IllegalArgumentException naming a column that is not there
   */
  static FloatRows of(FeatureMatrix features, List<String> names) {
    int[] columns = new int[names.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = features.names().indexOf(names.get(k));
      if (columns[k] < 0) {
        throw new IllegalArgumentException(
            "Unknown column: " + names.get(k) + " (there are " + features.names() + ")");
      }
    }
    return new FloatRows(features, columns);
  }

  int width() {
    return columns.length;
  }

  int rows() {
    return features.rows();
  }

  /** Row {@code row}, float[width]. */
  float[] row(int row) {
    float[] values = new float[columns.length];
    fill(row, values, 0);
    return values;
  }

  /** Puts row {@code row} into {@code to} from {@code at} on. */
  void fill(int row, float[] to, int at) {
    for (int k = 0; k < columns.length; k++) {
      to[at + k] = narrow(features.at(row, columns[k]));
    }
  }

  /** Puts the rows {@code from} to {@code end} one behind the other. */
  void fill(int from, int end, float[] to) {
    int width = columns.length;
    for (int k = 0; k < width; k++) {
      for (int i = from; i < end; i++) {
        to[(i - from) * width + k] = narrow(features.at(i, columns[k]));
      }
    }
  }

  /** The rows given, one behind the other. */
  float[] rows(int[] chosen) {
    int width = columns.length;
    float[] all = new float[Math.multiplyExact(chosen.length, width)];
    Chunks.forEach(
        chosen.length,
        1 << 12,
        (from, to) -> {
          for (int k = 0; k < width; k++) {
            for (int i = from; i < to; i++) {
              all[i * width + k] = narrow(features.at(chosen[i], columns[k]));
            }
          }
        });
    return all;
  }

  /** What is too large for a float is the largest; XGBoost knows no infinity. */
  static float narrow(double value) {
    float narrow = (float) value;
    return Float.isInfinite(narrow) ? Math.copySign(Float.MAX_VALUE, narrow) : narrow;
  }

  @Override
  public String toString() {
    return rows() + " rows of " + Arrays.toString(columns);
  }
}
