// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.allocate.ActionColumn;
import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.decide.allocate.Scope;
import io.perennial.decide.bandit.EffectLog;
import io.perennial.decide.bandit.EffectPrior;
import io.perennial.decide.bandit.ExplorationConfig;
import io.perennial.decide.bandit.Explored;
import io.perennial.decide.bandit.LearningLoop;
import io.perennial.testkit.actions.ActionWorld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rounds of deciding, seeing and learning in a world whose effects are known, beside a playbook of
 * fixed rules and an oracle that knows all effects, under the same limits.
 */
final class LoopWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int customers = arguments.count("customers");
    int rounds = arguments.count("decisions");
    ActionWorld world = ActionWorld.of(customers, 7);
    List<ActionColumn> columns = new ArrayList<>();
    for (int a = 0; a < world.actions().size(); a++) {
      columns.add(new ActionColumn(world.actions().get(a), world.channels().get(a)));
    }
    List<Limit> limits =
        List.of(
            Limit.budget("budget", WorldPlaybook.BUDGET * customers),
            Limit.capacity("calls", Scope.channels("phone"), customers / WorldPlaybook.CALLS),
            Limit.capacity("post", Scope.channels("post"), customers / 8));
    Allocator allocator = Allocator.of(AllocationConfig.defaults().withGap(1e-4));
    LearningLoop loop =
        new LearningLoop(
            allocator,
            ExplorationConfig.defaults().withDraws(5),
            new EffectPrior(20, 20, 1.5, 4),
            new EffectLog(columns.size(), WorldFeatures.width(world)));
    for (int round = 0; round < rounds; round++) {
      int now = round;
      long[] masks = new long[customers];
      long[] ids = new long[customers];
      Arrays.setAll(masks, i -> world.eligible(now, i));
      Arrays.setAll(ids, i -> (long) now * customers + i);
      Offers truth = Offers.of(columns, world.effects(round), world.costs(), masks);
      WorldFeatures features = new WorldFeatures(world, round);
      double oracle = allocator.allocate(truth, limits).net();
      Plan learned =
          allocator.allocate(truth.withValues(loop.known().mean().values(features)), limits);
      Explored explored = timing.round(() -> loop.decide(truth, limits, features, ids));
      loop.learn(features, explored.actions(), world.outcomes(round, explored.actions()));
      int[] planned = new int[customers];
      Arrays.setAll(planned, learned::action);
      String at = String.format(Locale.ROOT, "%02d", round);
      timing.fact("oracle." + at, oracle);
      timing.fact("loop." + at, net(truth, explored.actions()));
      timing.fact("learned." + at, net(truth, planned));
      timing.fact("playbook." + at, net(truth, WorldPlaybook.actions(world, round, truth)));
      timing.fact("withdrawn." + at, explored.withdrawn());
    }
  }

  private static double net(Offers truth, int[] actions) {
    double sum = 0;
    for (int i = 0; i < actions.length; i++) {
      sum += truth.net(i, actions[i]);
    }
    return sum;
  }
}
