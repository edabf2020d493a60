// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.allocate.ActionColumn;
import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Scope;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExploringAllocatorTest {

  private static final int CUSTOMERS = 4_000;

  private static final Offers OFFERS =
      Offers.of(
          List.of(new ActionColumn("mail", "mail"), new ActionColumn("call", "phone")),
          new float[2 * CUSTOMERS],
          new double[] {0.1, 2},
          masks());

  private static final List<Limit> LIMITS =
      List.of(
          Limit.budget("budget", 600),
          Limit.capacity("calls", Scope.channels("phone"), 250),
          Limit.minimum("mails", Scope.channels("mail"), 900));

  private static float[] effects(RandomStream random) {
    float[] values = new float[2 * CUSTOMERS];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (k % 2 * 2 + 2 * Normal.standard(random));
    }
    return values;
  }

  private static long[] masks() {
    long[] masks = new long[CUSTOMERS];
    Arrays.setAll(masks, i -> i % 4);
    return masks;
  }

  private static Explored decide(ExplorationConfig config, long round, List<Limit> limits) {
    long[] ids = new long[CUSTOMERS];
    Arrays.setAll(ids, i -> round * CUSTOMERS + i);
    Allocator allocator =
        Allocator.of(AllocationConfig.defaults().withGap(1e-3).withSearchNodes(0));
    return new ExploringAllocator(allocator, config)
        .decide(OFFERS, limits, ExploringAllocatorTest::effects, round, ids);
  }

  @Test
  void limits_hold_and_nobody_gets_what_it_may_not() {
    ExplorationConfig config = ExplorationConfig.defaults().withFloor(0.03);
    for (int round = 0; round < 3; round++) {
      Explored explored = decide(config, round, LIMITS);
      int[] given = new int[3];
      for (int i = 0; i < CUSTOMERS; i++) {
        given[1 + explored.action(i)]++;
        assertThat(OFFERS.eligible(i, explored.action(i))).isTrue();
      }

      assertThat(explored.cost()).isLessThanOrEqualTo(600 + 1e-6);
      assertThat(explored.cost()).isGreaterThan(500);
      assertThat(given[2]).isLessThanOrEqualTo(250);
      assertThat(given[1]).isGreaterThan(880);
      assertThat(explored.withdrawn()).isLessThan(20);
    }
  }

  @Test
  void propensities_are_those_of_the_draws() {
    ExplorationConfig config = ExplorationConfig.defaults().withFloor(0.2).withDraws(4);
    double[] weighted = new double[3];
    double[] squares = new double[3];
    int rounds = 5;
    for (int round = 0; round < rounds; round++) {
      Explored explored = decide(config, round, List.of(Limit.budget("budget", 600)));
      for (int i = 0; i < CUSTOMERS; i++) {
        double sum = 0;
        for (int a = Offers.NOTHING; a < 2; a++) {
          double p = explored.propensities(i).of(a);
          sum += p;
          assertThat(p > 0).isEqualTo(explored.propensities(i).candidate(a));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        if (!explored.withdrawn(i)) {
          double weight = 1 / explored.propensity(i);
          weighted[1 + explored.action(i)] += weight;
          squares[1 + explored.action(i)] += weight * weight;
        }
      }
    }
    // the weights of those who got an action sum to the count of those who might have
    double[] counts = {CUSTOMERS, CUSTOMERS / 2.0, CUSTOMERS / 2.0};
    for (int k = 0; k < 3; k++) {
      assertThat(weighted[k]).isCloseTo(rounds * counts[k], within(4 * Math.sqrt(squares[k])));
    }
  }

  @Test
  void the_same_round_is_decided_alike_and_another_is_not() {
    ExplorationConfig config = ExplorationConfig.defaults();

    assertThat(decide(config, 1, LIMITS).actions()).isEqualTo(decide(config, 1, LIMITS).actions());
    assertThat(decide(config, 2, LIMITS).actions())
        .isNotEqualTo(decide(config, 1, LIMITS).actions());
  }

  @Test
  void what_exploring_cannot_afford_is_said_and_a_limit_of_nothing_is_not_explored() {
    ExplorationConfig all = ExplorationConfig.defaults().withFloor(0.9);

    assertThatThrownBy(() -> decide(all, 1, List.of(Limit.budget("budget", 60))))
        .hasMessageStartingWith("Cannot explore 90.0 % of decisions: that alone would use ")
        .hasMessageEndingWith(" of the 60.0000 of limit budget (explore less, or raise the limit)");

    Explored none = decide(all, 1, List.of(Limit.capacity("calls", Scope.actions("call"), 0)));
    assertThat(none.actions()).doesNotContain(1);
    assertThat(none.propensities(3).candidate(1)).isFalse();
  }
}
