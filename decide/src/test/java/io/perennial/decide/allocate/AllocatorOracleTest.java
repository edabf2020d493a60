// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Small cases, where all plans can be tried. */
class AllocatorOracleTest {

  private static final Allocator ALLOCATOR = Allocator.of(AllocationConfig.defaults());

  @Property(tries = 60)
  void one_budget_is_spent_as_well_as_trying_all_would(@ForAll long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(1);
    Offers offers = Cases.offers(1 + random.nextInt(7), 1 + random.nextInt(4), 1, seed);
    List<Limit> limits = List.of(Limit.budget("budget", random.nextDouble() * 4));

    agrees(offers, limits);
  }

  @Property(tries = 150)
  void any_limits_together_are_met_as_well_as_trying_all_would(@ForAll long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(1);
    Offers offers = Cases.offers(2 + random.nextInt(6), 1 + random.nextInt(3), 2, seed);

    agrees(offers, limits(random));
  }

  private static List<Limit> limits(RandomStream random) {
    List<Limit> limits = new ArrayList<>();
    limits.add(Limit.budget("budget", random.nextDouble() * 6));
    if (random.chance(0.5)) {
      limits.add(Limit.budget("mail", Scope.channels("mail"), random.nextDouble() * 3));
    }
    if (random.chance(0.5)) {
      limits.add(Limit.capacity("first", Scope.actions("action-0"), random.nextInt(4)));
    }
    if (random.chance(0.4)) {
      limits.add(Limit.minimum("least", Scope.groups("group-0"), random.nextInt(3)));
    }
    if (random.chance(0.4)) {
      limits.add(Limit.fair("fair", 0.5 + random.nextDouble() / 2));
    }
    if (random.chance(0.3)) {
      limits.add(new Limit.Fair("fair value", Measure.NET, Scope.all(), 0.5));
    }
    if (random.chance(0.3)) {
      List<Set<String>> parts = List.of(Set.of("group-0"), Set.of("group-1"));
      limits.add(new Limit.Alike("alike", Scope.all(), parts, random.nextDouble() / 2));
    }
    if (random.chance(0.3)) {
      limits.add(new Limit.Return("return", Scope.all(), 1 + 4 * random.nextDouble()));
    }
    if (random.chance(0.3)) {
      limits.add(new Limit.Floor("floor", Scope.channels("mail"), random.nextDouble()));
    }
    return limits;
  }

  private static void agrees(Offers offers, List<Limit> limits) {
    double best = BruteForce.best(offers, limits);
    try {
      Plan plan = ALLOCATOR.allocate(offers, limits);

      assertThat(BruteForce.kept(offers, limits, BruteForce.choices(plan))).isTrue();
      assertThat(plan.net()).isCloseTo(best, within(1e-7));
      assertThat(plan.proven()).isTrue();
      assertThat(plan.gap()).isZero();
    } catch (InfeasibleLimitsException e) {
      assertThat(best).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(BruteForce.best(offers, e.relaxed(limits))).isGreaterThan(-1e9);
    }
  }
}
