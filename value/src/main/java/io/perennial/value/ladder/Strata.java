// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.value.history.Observed;
import java.util.Arrays;
import java.util.List;

/**
 * Nine groups of customers who are alike: bought once, two or three times, oftener; and of each the
 * third with the longest, a middle and the shortest silence. What is learned of one group is not
 * applied to another. Immutable.
 */
final class Strata {

  static final int COUNT = 9;

  private final double[][] cuts;

  private Strata(double[][] cuts) {
    this.cuts = cuts;
  }

  /** Thirds of the silences of these customers together. */
  static Strata of(List<Observed> bases) {
    double[][] cuts = new double[3][];
    for (int f = 0; f < 3; f++) {
      int frequency = f;
      double[] silences =
          bases.stream()
              .flatMapToDouble(
                  base -> {
                    int[] repeats = base.repeats();
                    double[] age = base.ageWeeks();
                    double[] recency = base.recencyWeeks();
                    return java.util.stream.IntStream.range(0, repeats.length)
                        .filter(i -> frequency(repeats[i]) == frequency)
                        .mapToDouble(i -> age[i] - recency[i]);
                  })
              .sorted()
              .toArray();
      cuts[f] =
          silences.length == 0
              ? new double[] {0, 0}
              : new double[] {silences[silences.length / 3], silences[silences.length * 2 / 3]};
    }
    return new Strata(cuts);
  }

  /** The group of each customer, within [0, COUNT), int[n]. */
  int[] of(Observed observed) {
    int[] repeats = observed.repeats();
    double[] age = observed.ageWeeks();
    double[] recency = observed.recencyWeeks();
    int[] groups = new int[repeats.length];
    Arrays.setAll(groups, i -> of(repeats[i], age[i] - recency[i]));
    return groups;
  }

  private int of(int repeats, double silence) {
    int f = frequency(repeats);
    int s = 0;
    if (silence > cuts[f][0]) {
      s = silence > cuts[f][1] ? 2 : 1;
    }
    return 3 * f + s;
  }

  private static int frequency(int repeats) {
    if (repeats == 0) {
      return 0;
    }
    return repeats <= 2 ? 1 : 2;
  }
}
