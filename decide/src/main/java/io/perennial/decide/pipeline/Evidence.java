// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What decisions whose window is over say of actions, of each customer the first one in which an
 * action was possible, so that customers are independent and nobody was addressed before: those
 * addressed, and those for whom the action was possible and nothing was decided, both weighted by
 * the inverse of the probability with which it was (self-normalised; Horvitz and Thompson 1952,
 * Hájek 1971). Where chance had no say there is nothing to compare. Decisions come by instant.
 * Mutable; 8 bytes a customer.
 */
final class Evidence {

  /** Not an action: everybody against those held out. */
  static final String ALL = "all";

  private static final double CERTAIN = 1e-9;

  /** Logged probabilities have seven digits; what is left for nothing is known to as much. */
  private static final double ROUNDED = 1e-5;

  private final Map<String, Side> addressed = new HashMap<>();
  private final Map<String, Side> compared = new HashMap<>();
  private final Map<String, Trial> trials = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Long, Long> seen = new HashMap<>();
  private final Side reached = new Side();
  private final Side held = new Side();
  private final double holdOut;
  private final List<String> covariates;

  /**
   * @param holdOut share of customers who are never addressed
   * @param covariates names of what effects may differ by
   */
  Evidence(double holdOut, List<String> covariates) {
    this.holdOut = holdOut;
    this.covariates = covariates;
  }

  void add(Followed decision) {
    if (isFirst(ALL, decision.customer())) {
      (decision.heldOut() ? held : reached).add(1, decision.spend(), 0);
    }
    if (decision.heldOut()) {
      return; // kept for good, they differ from others as soon as these have had something
    }
    boolean nothing = decision.action().equals(Action.NOTHING);
    double mine = chance(decision.propensity() - (nothing ? holdOut : 0));
    double left = nothing ? mine : chance(decision.nothing() - holdOut);
    for (Offered one : decision.candidates()) {
      if (isFirst(one.action(), decision.customer()) && isDrawn(mine)) {
        boolean own = one.action().equals(decision.action());
        double chance = own ? mine : chance(one.propensity());
        if (own) {
          side(addressed, one.action()).add(mine, decision.spend(), decision.expected());
        } else if (nothing && chance > 0) {
          side(compared, one.action()).add(mine, decision.spend(), 0);
        }
        if ((own || nothing) && left > ROUNDED && chance > ROUNDED) {
          trials
              .computeIfAbsent(one.action(), name -> new Trial(name, covariates))
              .add(decision, chance, left);
        }
      }
    }
  }

  private static Side side(Map<String, Side> sides, String action) {
    return sides.computeIfAbsent(action, name -> new Side());
  }

  /** Of a customer who is not held out. */
  private double chance(double propensity) {
    return propensity / (1 - holdOut);
  }

  private static boolean isDrawn(double chance) {
    return chance > CERTAIN && chance < 1 - CERTAIN;
  }

  /** Whether it is the first time that something was possible for a customer. */
  private boolean isFirst(String action, long customer) {
    int bit = places.computeIfAbsent(action, name -> places.size());
    if (bit >= Long.SIZE) {
      return false;
    }
    long mask = 1L << bit;
    long before = seen.getOrDefault(customer, 0L);
    seen.put(customer, before | mask);
    return (before & mask) == 0;
  }

  /**
   * An action's mean effect.
   *
   * @param margin of a unit of spend
   */
  MeasuredEffect of(Action action, double margin) {
    Side with = addressed.getOrDefault(action.name(), new Side());
    Side without = compared.getOrDefault(action.name(), new Side());
    double prior = with.count() == 0 ? Double.NaN : margin * with.believed();
    double sure = action.tried().map(tried -> margin * tried.error()).orElse(Double.NaN);
    return MeasuredEffect.of(action.name(), with, without, prior, sure, margin);
  }

  /** The whole system against those who were held out. */
  MeasuredEffect all(double margin) {
    Side without = holdOut > 0 ? held : new Side();
    return MeasuredEffect.of(ALL, reached, without, Double.NaN, Double.NaN, margin);
  }

  /** The experiment that the log holds of an action. */
  Trial trial(String action) {
    return trials.getOrDefault(action, new Trial(action, covariates));
  }
}
