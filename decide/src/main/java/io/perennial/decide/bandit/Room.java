// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Measure;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.decide.allocate.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What limits leave to plans when some customers are given any of their candidates. Immutable. */
final class Room {

  private final Offers offers;
  private final ExplorationConfig config;

  Room(Offers offers, ExplorationConfig config) {
    this.offers = offers;
    this.config = config;
  }

  /** What may be given, less what an upper limit of nothing forbids everybody: long[customers]. */
  static long[] candidates(Offers offers, List<Limit> limits) {
    long[] masks = new long[offers.customers()];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = offers.eligible(i);
    }
    for (Limit limit : limits) {
      if (limit instanceof Limit.AtMost most && most.amount() == 0 && isPositive(most.measure())) {
        for (int i = 0; i < masks.length; i++) {
          for (long left = masks[i]; left != 0; left &= left - 1) {
            int a = Long.numberOfTrailingZeros(left);
            if (use(offers, most.scope(), most.measure(), i, a) > 0) {
              masks[i] &= ~(1L << a);
            }
          }
        }
      }
    }
    return masks;
  }

  static boolean isPositive(Measure measure) {
    return measure == Measure.CONTACTS || measure == Measure.COST;
  }

  /** What the choice counts in a limit. */
  static double use(Offers offers, Scope scope, Measure measure, int customer, int action) {
    return action != Offers.NOTHING
            && scope.covers(offers.actions().get(action))
            && scope.coversGroup(offers.groups().get(offers.groupOf(customer)))
        ? measure.of(offers.value(customer, action), offers.cost(customer, action))
        : 0;
  }

  /**
   * The limits for plans, so that with exploration they hold, in expectation and with the margin of
   * chance that two plans by different draws show.
   */
  List<Limit> narrowed(List<Limit> limits, Plan one, Plan other) {
    List<Limit> narrowed = new ArrayList<>();
    for (Limit limit : limits) {
      if (limit instanceof Limit.AtMost most && isPositive(most.measure())) {
        narrowed.add(upper(most, one, other));
      } else if (limit instanceof Limit.AtLeast least && isPositive(least.measure())) {
        double[] moments = moments(least.scope(), least.measure(), one, other);
        double margin = config.margin() * Math.sqrt(moments[1]);
        double amount =
            config.floor() < 1 ? (least.amount() - moments[0] + margin) / (1 - config.floor()) : 0;
        narrowed.add(
            new Limit.AtLeast(
                least.name(),
                least.measure(),
                least.scope(),
                least.amount() <= 0 ? least.amount() : Math.max(0, amount)));
      } else {
        narrowed.add(limit);
      }
    }
    return narrowed;
  }

  private Limit upper(Limit.AtMost most, Plan one, Plan other) {
    double[] moments = moments(most.scope(), most.measure(), one, other);
    double left = most.amount() - moments[0];
    if (left < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot explore %.3g %% of decisions: that alone would use %.6g of the %.6g of limit"
                  + " %s (explore less, or raise the limit)",
              100 * config.floor(),
              moments[0],
              most.amount(),
              most.name()));
    }
    double margin = Math.min(config.margin() * Math.sqrt(moments[1]), 0.5 * left);
    double amount = config.floor() < 1 ? (left - margin) / (1 - config.floor()) : 0;
    return new Limit.AtMost(
        most.name(), most.measure(), most.scope(), Math.min(most.amount(), amount));
  }

  /** What exploring is expected to use, and the variance of all use by chance. */
  private double[] moments(Scope scope, Measure measure, Plan one, Plan other) {
    double floor = config.floor();
    double expected = 0;
    double variance = 0;
    for (int i = 0; i < offers.customers(); i++) {
      double planned = use(offers, scope, measure, i, one.action(i));
      double apart = planned - use(offers, scope, measure, i, other.action(i));
      double share = floor / (1 + Long.bitCount(offers.eligible(i)));
      variance += (1 - floor) * apart * apart / 2 + share * planned * planned;
      for (long left = offers.eligible(i); left != 0; left &= left - 1) {
        double use = use(offers, scope, measure, i, Long.numberOfTrailingZeros(left));
        expected += share * use;
        variance += share * (use - planned) * (use - planned);
      }
    }
    return new double[] {expected, variance};
  }
}
