// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Tables whose truth is known. */
final class Tables {

  private Tables() {}

  /** Standard normal columns x0, x1, …; a share of the values is not known. */
  static FeatureMatrix normal(int rows, int columns, double missing, long seed) {
    double[][] values = new double[columns][rows];
    long[] ids = new long[rows];
    RandomSource source = RandomSource.seeded(seed).derive("table");
    for (int i = 0; i < rows; i++) {
      ids[i] = i;
      RandomStream random = source.stream(i);
      for (int k = 0; k < columns; k++) {
        double value = Normal.standard(random);
        values[k][i] = random.chance(missing) ? Double.NaN : value;
      }
    }
    List<String> names = new ArrayList<>();
    for (int k = 0; k < columns; k++) {
      names.add("x" + k);
    }
    return new FeatureMatrix(ids, names, values);
  }

  /** A value for each row, computed from its columns, {@code NaN} being read as 0, and noise. */
  static double[] labels(FeatureMatrix table, long seed, Rule rule) {
    RandomSource source = RandomSource.seeded(seed).derive("labels");
    double[] labels = new double[table.rows()];
    for (int i = 0; i < labels.length; i++) {
      int row = i;
      labels[i] = rule.of(k -> orZero(table.at(row, k)), source.stream(i));
    }
    return labels;
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** How a label comes about. */
  interface Rule {
    double of(ToDoubleFunction<Integer> column, RandomStream random);
  }
}
