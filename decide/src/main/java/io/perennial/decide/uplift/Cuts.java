// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns cut into a few bins of about as many customers; what is not known is bin 0. Immutable.
 */
final class Cuts {

  /** How many bins there are at most. */
  static final int MOST = 33;

  private final List<String> names;
  private final double[][] upTo;

  private Cuts(List<String> names, double[][] upTo) {
    this.names = names;
    this.upTo = upTo;
  }

  static Cuts of(FeatureMatrix features) {
    double[][] upTo = new double[features.names().size()][];
    for (int k = 0; k < upTo.length; k++) {
      double[] sorted =
          Arrays.stream(features.column(features.names().get(k)))
              .filter(value -> !Double.isNaN(value))
              .map(value -> value + 0.0)
              .sorted()
              .toArray();
      upTo[k] =
          IntStream.range(1, MOST - 1)
              .filter(b -> sorted.length > 0)
              .mapToDouble(b -> sorted[(int) ((long) b * (sorted.length - 1) / (MOST - 1))])
              .distinct()
              .toArray();
    }
    return new Cuts(features.names(), upTo);
  }

  /** byte[columns][n]. */
  byte[][] bins(FeatureMatrix features) {
    byte[][] bins = new byte[names.size()][features.rows()];
    for (int k = 0; k < bins.length; k++) {
      double[] values = features.column(names.get(k));
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          int at = Arrays.binarySearch(upTo[k], values[i] + 0.0);
          bins[k][i] = (byte) (1 + (at >= 0 ? at : -at - 1));
        }
      }
    }
    return bins;
  }
}
