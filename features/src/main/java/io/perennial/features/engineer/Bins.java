// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Bins of about equal numbers of values; what is missing is a bin of its own, and so is the least
 * value where it is frequent, which of counts is 0. Immutable.
 */
final class Bins {

  private final double[] cuts;

  private Bins(double[] cuts) {
    this.cuts = cuts;
  }

  /** At most {@code most} bins of values, and one for what is not a number. */
  static Bins of(double[] values, int most) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    TreeSet<Double> cuts = new TreeSet<>();
    if (sorted.length > 0) {
      double least = sorted[0];
      int above = 0;
      while (above < sorted.length && sorted[above] <= least) {
        above++;
      }
      if (above < sorted.length && (long) above * most >= sorted.length) {
        cuts.add(sorted[above]);
      }
      for (int i = 1; i < most; i++) {
        double cut = sorted[(int) ((long) i * sorted.length / most)];
        if (cut > least) {
          cuts.add(cut);
        }
      }
    }
    return new Bins(cuts.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** How many there are, the one for what is missing among them. */
  int count() {
    return cuts.length + 2;
  }

  /** The bin of a value: 0 where it is missing. */
  int of(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    int found = Arrays.binarySearch(cuts, value);
    return found >= 0 ? found + 2 : -found;
  }

  /** The bins of values. */
  int[] of(double[] values) {
    int[] bins = new int[values.length];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = of(values[i]);
    }
    return bins;
  }
}
