// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts contributions in their order: the largest first by size, equal ones by name. */
final class Additive {

  private Additive() {}

  static Explanation of(
      double base,
      double total,
      List<String> names,
      double[] values,
      double[] amounts,
      String method) {
    List<Contribution> contributions = new ArrayList<>();
    for (int j = 0; j < amounts.length; j++) {
      contributions.add(new Contribution(names.get(j), values[j], amounts[j] + 0.0)); // no -0
    }
    contributions.sort(
        Comparator.comparingDouble((Contribution c) -> -Math.abs(c.amount()))
            .thenComparing(Contribution::feature));
    return new Explanation(base, total, contributions, method);
  }
}
