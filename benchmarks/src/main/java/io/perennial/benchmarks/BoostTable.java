// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** A table of 60 columns, a tenth of whose values is not known, and whether each row buys. */
final class BoostTable {

  static final int COLUMNS = 60;

  private static final double MISSING = 0.1;

  private final FeatureMatrix features;
  private final double[] labels;

  private BoostTable(FeatureMatrix features, double[] labels) {
    this.features = features;
    this.labels = labels;
  }

  static BoostTable of(int rows) {
    double[][] columns = new double[COLUMNS][rows];
    double[] labels = new double[rows];
    long[] ids = new long[rows];
    RandomSource source = RandomSource.seeded(1).derive("boost");
    Chunks.forEach(
        rows,
        1 << 12,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            RandomStream random = source.stream(i);
            ids[i] = i;
            for (int k = 0; k < COLUMNS; k++) {
              double value = Normal.standard(random);
              columns[k][i] = random.chance(MISSING) ? Double.NaN : value;
            }
            labels[i] = random.chance(probability(columns, i)) ? 1 : 0;
          }
        });
    List<String> names = new ArrayList<>();
    for (int k = 0; k < COLUMNS; k++) {
      names.add("x" + k);
    }
    return new BoostTable(new FeatureMatrix(ids, names, columns), labels);
  }

  private static double probability(double[][] columns, int i) {
    double score = -1;
    for (int k = 0; k < 10; k++) {
      double value = Double.isNaN(columns[k][i]) ? 0 : columns[k][i];
      double other = Double.isNaN(columns[k + 10][i]) ? 0 : columns[k + 10][i];
      score += 0.3 * value + 0.2 * value * other;
    }
    return 1 / (1 + Math.exp(-score));
  }

  FeatureMatrix features() {
    return features;
  }

  double[] labels() {
    return labels;
  }
}
