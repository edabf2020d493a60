// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.allocate.ActionColumn;
import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.BudgetPoint;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.LimitUse;
import io.perennial.decide.allocate.Measure;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.decide.allocate.Scope;
import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Customers by twenty actions of four channels, under more and more limits. */
final class AllocateWork implements Work {

  private static final int ACTIONS = 20;
  private static final List<String> GROUPS = List.of("north", "east", "south", "west", "abroad");
  private static final List<String> CHANNELS = List.of("mail", "sms", "phone", "post");
  private static final double[] COSTS = {0.02, 0.08, 3, 1.2};

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int customers = arguments.count("customers");
    Offers offers = offers(customers);
    List<Limit> limits = limits(arguments.text("limits"), customers);
    Allocator allocator = Allocator.of(AllocationConfig.defaults());
    Plan plan = timing.round(() -> allocator.allocate(offers, limits));
    if (arguments.rounds(2) > 1) {
      plan = timing.round(() -> allocator.allocate(offers, limits));
    }
    timing.fact("gap", plan.gap());
    timing.fact("net", plan.net());
    timing.fact("contacts", plan.contacts());
    timing.fact("broken", broken(plan, limits));
    if (arguments.is("limits", "curve")) {
      double[] amounts = new double[12];
      for (int k = 0; k < amounts.length; k++) {
        amounts[k] = 0.1 * (k + 1) * customers;
      }
      List<BudgetPoint> curve =
          timing.round(() -> allocator.curve(offers, limits, "budget", amounts));
      double most = 0;
      for (BudgetPoint point : curve) {
        most = Math.max(most, 1 - point.net() / point.bound());
      }
      timing.fact("gap", most);
    }
  }

  private static double broken(Plan plan, List<Limit> limits) {
    double most = 0;
    for (int l = 0; l < limits.size(); l++) {
      LimitUse use = plan.uses().get(l);
      double over = (use.used() - use.amount()) / Math.max(1, Math.abs(use.amount()));
      most = Math.max(most, limits.get(l) instanceof Limit.AtMost ? over : -over);
    }
    return most;
  }

  private static List<Limit> limits(String word, int customers) {
    List<Limit> limits = new ArrayList<>();
    limits.add(Limit.budget("budget", 0.4 * customers));
    if (word.equals("budget") || word.equals("curve")) {
      return limits;
    }
    limits.add(Limit.budget("phone budget", Scope.channels("phone"), 0.15 * customers));
    limits.add(Limit.capacity("post", Scope.channels("post"), customers / 10));
    limits.add(Limit.capacity("first", Scope.actions("action 0"), customers / 10));
    limits.add(Limit.minimum("abroad", Scope.groups("abroad"), customers / 8));
    if (word.equals("channels")) {
      return limits;
    }
    limits.add(Limit.fair("fair", 0.9));
    if (word.equals("fair")) {
      return limits;
    }
    limits.add(new Limit.Fair("fair value", Measure.VALUE, Scope.all(), 0.7));
    for (int a = 0; a < ACTIONS; a++) {
      limits.add(Limit.capacity("cap " + a, Scope.actions("action " + a), customers / 15));
    }
    return limits;
  }

  private static Offers offers(int customers) {
    List<ActionColumn> actions = new ArrayList<>();
    double[] costs = new double[ACTIONS];
    for (int a = 0; a < ACTIONS; a++) {
      actions.add(new ActionColumn("action " + a, CHANNELS.get(a % 4)));
      costs[a] = COSTS[a % 4] * (1 + a / 8.0);
    }
    float[] values = new float[customers * ACTIONS];
    float[] each = new float[customers * ACTIONS];
    long[] eligible = new long[customers];
    int[] groups = new int[customers];
    RandomSource source = RandomSource.seeded(3);
    Chunks.forEach(
        customers,
        10_000,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            RandomStream random = source.stream(i);
            groups[i] = random.nextInt(GROUPS.size());
            double size = (1 - 0.1 * groups[i]) * Math.exp(Normal.standard(random));
            for (int a = 0; a < ACTIONS; a++) {
              double liked = 0.5 + 0.5 * Normal.standard(random);
              values[i * ACTIONS + a] = (float) ((0.3 + 2 * costs[a]) * size * liked);
              each[i * ACTIONS + a] = (float) (costs[a] * (0.8 + 0.4 * random.nextDouble()));
              eligible[i] |= random.chance(0.8) ? 1L << a : 0;
            }
          }
        });
    return Offers.of(actions, values, each, eligible).inGroups(GROUPS, groups);
  }
}
