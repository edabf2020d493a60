// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An endless line of acts, the same for the same seed in every process. Who was erased does not
 * come again.
 */
final class Acts {

  private static final int CUSTOMERS = 60;

  private final SplittableRandom random;
  private final List<Act> acts = new ArrayList<>();
  private final List<Long> customers = new ArrayList<>();
  private long nextCustomer = 1;

  Acts(long seed) {
    random = new SplittableRandom(seed);
    while (customers.size() < CUSTOMERS) {
      customers.add(nextCustomer++);
    }
  }

  Act at(int number) {
    while (acts.size() <= number) {
      acts.add(next(acts.size()));
    }
    return acts.get(number);
  }

  private Act next(int number) {
    int lot = number == 0 ? 0 : random.nextInt(100);
    if (lot < 40) {
      return new Act(number, Act.Kind.EVENTS, 30 + random.nextInt(3_000), customers);
    }
    if (lot < 55) {
      return new Act(number, Act.Kind.CLAIMS, 30 + random.nextInt(500), customers);
    }
    if (lot < 70) {
      return new Act(number, Act.Kind.COMPACTION, 0, List.of());
    }
    if (lot < 78) {
      return new Act(number, Act.Kind.EXPIRY, 0, List.of());
    }
    if (lot < 93) {
      long erased = customers.remove(random.nextInt(customers.size()));
      customers.add(nextCustomer++);
      return new Act(number, Act.Kind.ERASURE, 0, List.of(erased));
    }
    return new Act(number, Act.Kind.SWEEP, 0, List.of());
  }

  /** Who was erased by the first {@code done} acts. */
  Set<Long> erased(int done) {
    Set<Long> erased = new HashSet<>();
    for (int number = 0; number < done; number++) {
      if (at(number).kind() == Act.Kind.ERASURE) {
        erased.addAll(at(number).records());
      }
    }
    return erased;
  }

  /**
   * What should be in {@code table} after the first {@code done} acts.
   *
   * @param also an act that was begun and may be done, or not; null for none
   */
  Map<String, Act.Totals> expected(String table, int done, @Nullable Act also) {
    Set<Long> erased = erased(done);
    List<Act> batches = new ArrayList<>();
    for (int number = 0; number < done; number++) {
      batches.add(at(number));
    }
    if (also != null && also.kind() == Act.Kind.ERASURE) {
      erased.addAll(also.records());
    } else if (also != null) {
      batches.add(also);
    }
    Map<String, Act.Totals> expected = new HashMap<>();
    for (Act act : batches) {
      if (act.isBatch() && act.table().name().equals(table)) {
        Act.Totals totals = act.totals(erased::contains);
        if (totals.rows() > 0) {
          expected.put(act.batchId(), totals);
        }
      }
    }
    return expected;
  }
}
