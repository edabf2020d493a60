// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Elasticities drawn together: to those of their category where it has many, and categories to all;
 * else to all.
 */
final class Pooling {

  private static final int LEAST_MEMBERS = 8;
  private static final int LEAST_CATEGORIES = 4;

  private final PooledMean all;
  private final PooledMean.Drawn[] drawn;

  private Pooling(PooledMean all, PooledMean.Drawn[] drawn) {
    this.all = all;
    this.drawn = drawn;
  }

  /**
   * Of one estimate or more.
   *
   * @param variances as they are estimated, double[k]: what differs is judged by them
   * @param wider for what they may be, double[k]: what is drawn is drawn by them
   */
  static Pooling of(
      double[] estimates, double[] variances, double[] wider, List<String> categories) {
    PooledMean all = PooledMean.of(estimates, variances);
    PooledMean.Drawn[] drawn = new PooledMean.Drawn[estimates.length];
    Arrays.setAll(drawn, i -> all.draw(estimates[i], wider[i]));
    SortedMap<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < estimates.length; i++) {
      members.computeIfAbsent(categories.get(i), name -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> many =
        members.values().stream().filter(list -> list.size() >= LEAST_MEMBERS).toList();
    if (many.size() < LEAST_CATEGORIES) {
      return new Pooling(all, drawn);
    }
    List<PooledMean> own =
        many.stream()
            .map(list -> PooledMean.of(only(estimates, list), only(variances, list)))
            .toList();
    PooledMean over =
        PooledMean.of(
            own.stream().mapToDouble(PooledMean::mean).toArray(),
            own.stream().mapToDouble(mean -> mean.error() * mean.error()).toArray());
    for (int c = 0; c < many.size(); c++) {
      PooledMean mean = own.get(c);
      PooledMean.Drawn centre = over.draw(mean.mean(), mean.error() * mean.error());
      PooledMean moved = mean.around(centre.value(), centre.error());
      many.get(c).forEach(i -> drawn[i] = moved.draw(estimates[i], wider[i]));
    }
    return new Pooling(all, drawn);
  }

  private static double[] only(double[] values, List<Integer> some) {
    return some.stream().mapToDouble(i -> values[i]).toArray();
  }

  /** What all have in common. */
  PooledMean all() {
    return all;
  }

  PooledMean.Drawn drawn(int i) {
    return drawn[i];
  }
}
