// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Offers and limits by chance. */
final class Cases {

  private Cases() {}

  static List<ActionColumn> actions(int count) {
    List<ActionColumn> actions = new ArrayList<>();
    for (int a = 0; a < count; a++) {
      actions.add(new ActionColumn("action-" + a, a % 2 == 0 ? "mail" : "phone"));
    }
    return actions;
  }

  /** Values about a few units, a tenth below 0; costs that differ; a fifth not eligible. */
  static Offers offers(int customers, int actions, int groups, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    float[] values = new float[customers * actions];
    float[] costs = new float[customers * actions];
    long[] eligible = new long[customers];
    int[] groupOf = new int[customers];
    for (int i = 0; i < customers; i++) {
      groupOf[i] = random.nextInt(groups);
      double size = 0.5 + random.nextDouble() + 0.3 * groupOf[i];
      for (int a = 0; a < actions; a++) {
        values[i * actions + a] = (float) (size * (1 + a) * (random.nextDouble() * 3 - 0.3));
        costs[i * actions + a] = (float) ((0.3 + 0.4 * a) * (0.5 + random.nextDouble()));
        if (random.chance(0.8)) {
          eligible[i] |= 1L << a;
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      names.add("group-" + g);
    }
    return Offers.of(actions(actions), values, costs, eligible).inGroups(names, groupOf);
  }
}
