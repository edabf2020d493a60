// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.decide.allocate.ActionColumn;
import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Scope;
import io.perennial.testkit.actions.ActionWorld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small world; the benchmark {@code loop} has 100,000 customers. */
class LearningLoopTest {

  private static final int CUSTOMERS = 10_000;
  private static final int ROUNDS = 5;

  @Test
  void what_is_learned_by_deciding_comes_near_what_could_be_known() {
    ActionWorld world = ActionWorld.of(CUSTOMERS, 3);
    List<ActionColumn> columns = new ArrayList<>();
    for (int a = 0; a < world.actions().size(); a++) {
      columns.add(new ActionColumn(world.actions().get(a), world.channels().get(a)));
    }
    List<Limit> limits =
        List.of(
            Limit.budget("budget", 0.8 * CUSTOMERS),
            Limit.capacity("calls", Scope.channels("phone"), CUSTOMERS / 20));
    Allocator allocator = Allocator.of(AllocationConfig.defaults().withGap(1e-4));
    LearningLoop loop =
        new LearningLoop(
            allocator,
            ExplorationConfig.defaults().withDraws(4),
            new EffectPrior(20, 20, 1.5, 4),
            new EffectLog(columns.size(), 1 + world.traits()));
    double[] shares = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      int now = round;
      long[] masks = new long[CUSTOMERS];
      long[] ids = new long[CUSTOMERS];
      Arrays.setAll(masks, i -> world.eligible(now, i));
      Arrays.setAll(ids, i -> (long) now * CUSTOMERS + i);
      Offers truth = Offers.of(columns, world.effects(round), world.costs(), masks);
      Features features = features(world, round);

      Explored explored = loop.decide(truth, limits, features, ids);
      loop.learn(features, explored.actions(), world.outcomes(round, explored.actions()));

      double net = 0;
      for (int i = 0; i < CUSTOMERS; i++) {
        net += truth.net(i, explored.action(i));
      }
      shares[round] = net / allocator.allocate(truth, limits).net();
    }

    assertThat(shares[0]).as("before anything is known").isLessThan(0.2);
    assertThat(shares[1]).as("after one round").isGreaterThan(0.4);
    assertThat(shares[ROUNDS - 1]).as("of the oracle's value").isGreaterThan(0.7);
  }

  private static Features features(ActionWorld world, int round) {
    double[][] rows = new double[CUSTOMERS][1 + world.traits()];
    double[] traits = new double[world.traits()];
    for (int i = 0; i < CUSTOMERS; i++) {
      world.traits(round, i, traits);
      rows[i][0] = 1;
      System.arraycopy(traits, 0, rows[i], 1, traits.length);
    }
    return Features.of(rows);
  }
}
