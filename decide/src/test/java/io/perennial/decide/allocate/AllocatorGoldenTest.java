// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Optima by another solver: scipy.optimize.milp of SciPy 1.10.1 (HiGHS), mip_rel_gap = 0, of the
 * offers and limits below, one binary for each customer and action.
 */
class AllocatorGoldenTest {

  private static final Allocator ALLOCATOR = Allocator.of(AllocationConfig.defaults());

  @ParameterizedTest
  @CsvSource({
    "24, 3, 0, 117.94140625",
    "24, 3, 1, 111.3203125",
    "24, 3, 2, 108.62890625",
    "60, 5, 0, 409.6953125",
    "60, 5, 1, 397.69140625",
    "60, 5, 2, 397.6640625",
    "300, 6, 0, 2496.7109375",
    "300, 6, 1, 2161.59375",
    "300, 6, 2, 2161.59375"
  })
  void agrees_with_an_exact_solver(int customers, int actions, int level, double optimum) {
    Offers offers = offers(customers, actions);
    List<Limit> limits = limits(customers, level);

    Plan plan = ALLOCATOR.allocate(offers, limits);

    assertThat(BruteForce.kept(offers, limits, BruteForce.choices(plan))).isTrue();
    assertThat(plan.bound()).isGreaterThanOrEqualTo(optimum - 1e-9);
    assertThat(plan.net()).isLessThanOrEqualTo(optimum + 1e-9);
    if (plan.proven() || customers < 60) {
      assertThat(plan.net()).isCloseTo(optimum, within(1e-9));
    }
    assertThat(plan.gap()).isLessThan(customers < 300 ? 0.005 : 0.001);
  }

  @Test
  void one_thread_and_two_find_the_same_plan() throws Exception {
    Offers offers = Cases.offers(90_000, 6, 3, 8);
    List<Limit> limits = new ArrayList<>(limits(90_000, 1));
    limits.set(3, Limit.minimum("least", Scope.groups("group-2"), 15_000));
    Plan one = new ForkJoinPool(1).submit(() -> ALLOCATOR.allocate(offers, limits)).get();
    Plan two = new ForkJoinPool(2).submit(() -> ALLOCATOR.allocate(offers, limits)).get();

    assertThat(BruteForce.choices(two)).isEqualTo(BruteForce.choices(one));
    assertThat(two.bound()).isEqualTo(one.bound());
    assertThat(two.uses()).isEqualTo(one.uses());
    assertThat(one.gap()).isLessThan(1e-4);
  }

  private static List<Limit> limits(int customers, int level) {
    List<Limit> limits = new ArrayList<>();
    limits.add(Limit.budget("budget", 0.5 * customers));
    if (level >= 1) {
      limits.add(Limit.budget("phone", Scope.channels("phone"), 0.1 * customers));
      limits.add(Limit.capacity("first", Scope.actions("action-0"), customers / 8));
      limits.add(Limit.minimum("least", Scope.groups("c"), customers / 6));
    }
    if (level >= 2) {
      limits.add(Limit.fair("fair", 0.9));
      limits.add(new Limit.Return("return", Scope.all(), 10));
    }
    return limits;
  }

  private static Offers offers(int customers, int actions) {
    float[] values = new float[customers * actions];
    float[] costs = new float[customers * actions];
    long[] eligible = new long[customers];
    int[] groups = new int[customers];
    for (int i = 0; i < customers; i++) {
      groups[i] = (i * i + 3 * i) % 7 % 3;
      for (int a = 0; a < actions; a++) {
        int value = (i * 7919 + a * 10473 + i * i * 31 + a * a * i * 17) % 1009;
        values[i * actions + a] = value / 64f * (1 + a) / 4;
        costs[i * actions + a] = (1 + (i * 13 + a * 29 + i * a) % 11) * (1 + a) / 16f;
        eligible[i] |= (i * 5 + a * 3 + i * a) % 6 != 0 ? 1L << a : 0;
      }
    }
    return Offers.of(Cases.actions(actions), values, costs, eligible)
        .inGroups(List.of("a", "b", "c"), groups);
  }
}
