// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Limits;
import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.decide.allocate.Scope;
import io.perennial.domain.AsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Chooses for all customers at once, within limits. What is drawn is paid for first; where limits
 * have no room for it, nothing is drawn. For those whom chance decides for, what would have been
 * worth most is what is at the limits' shadow prices.
 */
final class Choosing {

  private static final String ALL = "all channels";

  /**
   * What was decided, and why not otherwise.
   *
   * @param plan of what is worth most; empty where there was nobody to choose for
   * @param draws whether a share of decisions is drawn
   */
  record Chosen(Decided decided, Optional<Plan> plan, boolean draws) {

    /** The limit that kept a customer from a better action; empty for none. */
    String bound(int c) {
      return plan.filter(p -> decided.kind(c) == Decided.Kind.CHOSEN)
          .map(p -> p.reason(c).limit())
          .orElse("");
    }
  }

  /** A limit as it was configured: of which actions, and what it counts. */
  private record Configured(String name, String channel, boolean money, double most) {

    boolean covers(Action action) {
      return channel.equals(ALL) || channel.equals(action.channel().word());
    }

    Limit less(double used) {
      Scope scope = channel.equals(ALL) ? Scope.all() : Scope.channels(channel);
      return money
          ? Limit.budget(name, scope, most - used)
          : Limit.capacity(name, scope, Math.round(most - used));
    }
  }

  private final Candidates candidates;
  private final List<Configured> limits;

  private Choosing(Candidates candidates, List<Configured> limits) {
    this.candidates = candidates;
    this.limits = limits;
  }

  static Chosen of(Candidates candidates, Known known, DecideConfig config, AsOf asOf) {
    Choosing choosing = new Choosing(candidates, limits(config, candidates.actions()));
    Decided decided = new Decided(candidates, known, config, config.explore(), asOf);
    if (choosing.limits.stream().anyMatch(l -> choosing.drawn(decided, l) > l.most())) {
      return choosing.choose(new Decided(candidates, known, config, 0, asOf), false);
    }
    return choosing.choose(decided, true);
  }

  private Chosen choose(Decided decided, boolean draws) {
    IntPredicate chosen = c -> decided.kind(c) == Decided.Kind.CHOSEN;
    if (candidates.size() == 0) {
      return new Chosen(decided, Optional.empty(), draws);
    }
    Plan plan =
        Allocator.of(AllocationConfig.defaults())
            .allocate(
                candidates.offers(chosen),
                limits.stream().map(limit -> limit.less(drawn(decided, limit))).toList());
    double[] prices = limits.stream().mapToDouble(limit -> plan.price(limit.name())).toArray();
    for (int c = 0; c < candidates.size(); c++) {
      decided.best(c, chosen.test(c) ? plan.action(c) : most(c, prices));
    }
    return new Chosen(decided, Optional.of(plan), draws);
  }

  /** What a limit counts of those who are drawn. */
  private double drawn(Decided decided, Configured limit) {
    double sum = 0;
    for (int c = 0; c < candidates.size(); c++) {
      int action = decided.action(c);
      if (decided.kind(c) == Decided.Kind.EXPLORED
          && action != Offers.NOTHING
          && limit.covers(candidates.actions().get(action))) {
        sum += limit.money() ? candidates.cost(c, action) : 1;
      }
    }
    return sum;
  }

  private int most(int c, double[] prices) {
    int most = Offers.NOTHING;
    double worth = 0;
    for (long left = candidates.possible(c); left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      double net = candidates.gain(c, k) - candidates.cost(c, k);
      for (int l = 0; l < prices.length; l++) {
        if (limits.get(l).covers(candidates.actions().get(k))) {
          net -= prices[l] * (limits.get(l).money() ? candidates.cost(c, k) : 1);
        }
      }
      if (net > worth) {
        worth = net;
        most = k;
      }
    }
    return most;
  }

  private static List<Configured> limits(DecideConfig config, List<Action> actions) {
    List<Configured> limits = new ArrayList<>();
    add(limits, "", ALL, config.limits());
    new TreeMap<>(config.channels())
        .forEach(
            (channel, own) -> {
              // a limit of a channel that no action uses would name what there is not
              if (actions.stream().anyMatch(action -> action.channel() == channel)) {
                add(limits, " of " + channel.word(), channel.word(), own);
              }
            });
    return limits;
  }

  private static void add(List<Configured> limits, String of, String channel, Limits own) {
    own.budget().ifPresent(most -> limits.add(new Configured("budget" + of, channel, true, most)));
    OptionalDouble contacts =
        own.capacity().isPresent()
            ? OptionalDouble.of((double) own.capacity().getAsLong())
            : OptionalDouble.empty();
    contacts.ifPresent(most -> limits.add(new Configured("capacity" + of, channel, false, most)));
  }
}
