// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.fit;

import io.perennial.value.GroupedHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A likelihood of some of the customers, or of all.
 *
 * @param likelihood of their histories
 * @param customers how many they are
 */
public record Sample(LogLikelihood likelihood, double customers) {

  private static final int[] GROUPS = {250, 5_000};

  /** A likelihood of all customers alone. */
  public static List<Sample> whole(LogLikelihood likelihood, double customers) {
    return List.of(new Sample(likelihood, customers));
  }

  /** Samples of some hundred and some thousand groups, and all, which comes last. */
  public static List<Sample> growing(
      GroupedHistories all, Function<GroupedHistories, ? extends LogLikelihood> likelihood) {
    List<Sample> samples = new ArrayList<>();
    for (int groups : GROUPS) {
      if (4 * groups <= all.size()) {
        GroupedHistories part = all.thinned(groups);
        samples.add(new Sample(likelihood.apply(part), weight(part)));
      }
    }
    samples.add(new Sample(likelihood.apply(all), all.customers()));
    return samples;
  }

  private static double weight(GroupedHistories histories) {
    double sum = 0;
    for (int g = 0; g < histories.size(); g++) {
      sum += histories.weight(g);
    }
    return sum;
  }
}
