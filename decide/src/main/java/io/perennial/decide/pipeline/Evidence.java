// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Tried;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What decisions whose window is over say of actions, of each customer the first one in which an
 * action was possible and chance had a say, so that customers are independent and nobody was
 * addressed with it before: those addressed, and those for whom the action was possible and nothing
 * was decided, both weighted by the inverse of the probability with which it was (self-normalised;
 * Horvitz and Thompson 1952, Hájek 1971). What was believed is only compared with where it is still
 * believed. Decisions come by instant. Mutable; 8 bytes a customer.
 */
final class Evidence {

  /** Not an action: everybody against those held out. */
  static final String ALL = "all";

  private static final double CERTAIN = 1e-9;

  /** Logged probabilities have seven digits; what is left for nothing is known to as much. */
  private static final double ROUNDED = 1e-5;

  private final Map<String, Side> addressed = new HashMap<>();
  private final Map<String, Side> compared = new HashMap<>();
  private final Map<String, Side> believed = new HashMap<>();
  private final Map<String, Side> later = new HashMap<>();
  private final Map<String, Trial> trials = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Long, Long> seen = new HashMap<>();
  private final Side reached = new Side();
  private final Side held = new Side();
  private final Map<String, String> beliefs = new HashMap<>();
  private final List<String> covariates;

  /**
   * @param actions that are configured: of others nothing is told
   * @param covariates names of what effects may differ by
   */
  Evidence(List<Action> actions, List<String> covariates) {
    this.covariates = covariates;
    places.put(ALL, 0);
    for (Action action : actions) {
      if (!action.suppresses()) {
        places.put(action.name(), places.size());
        beliefs.put(action.name(), action.prior().canonical());
      }
    }
    if (places.size() > Long.SIZE) {
      throw new IllegalArgumentException(
          "Invalid actions: " + (places.size() - 1) + " (must be at most " + (Long.SIZE - 1) + ")");
    }
  }

  void add(Followed decision) {
    double out = decision.holdOut();
    if (out > 0 && isNew(ALL, decision.customer())) {
      mark(ALL, decision.customer());
      (decision.heldOut() ? held : reached)
          .add(decision.heldOut() ? out : 1 - out, decision.spend(), 0);
    }
    if (decision.heldOut()) {
      return; // kept for good, they differ from others as soon as these have had something
    }
    boolean nothing = decision.action().equals(Action.NOTHING);
    double mine = (decision.propensity() - (nothing ? out : 0)) / (1 - out);
    double left = nothing ? mine : (decision.nothing() - out) / (1 - out);
    for (Offered one : decision.candidates()) {
      boolean own = one.action().equals(decision.action());
      boolean holds =
          own
              && (decision.belief().isEmpty()
                  || decision.belief().equals(beliefs.get(one.action())));
      if (holds && mine > 0) {
        side(later, one.action()).add(mine, decision.spend(), decision.expected());
      }
      boolean first = isNew(one.action(), decision.customer());
      if (first && (own || isDrawn(mine))) {
        mark(one.action(), decision.customer());
      }
      if (first && isDrawn(mine)) {
        double chance = own ? mine : one.propensity() / (1 - out);
        if (own) {
          side(addressed, one.action()).add(mine, decision.spend(), 0);
          if (holds) {
            side(believed, one.action()).add(mine, decision.spend(), decision.expected());
          }
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

  private static boolean isDrawn(double chance) {
    return chance > CERTAIN && chance < 1 - CERTAIN;
  }

  /** Whether a configured action has nothing of a customer yet. */
  private boolean isNew(String action, long customer) {
    Integer bit = places.get(action);
    return bit != null && (seen.getOrDefault(customer, 0L) >> bit & 1) == 0;
  }

  private void mark(String action, long customer) {
    long bit = 1L << Objects.requireNonNull(places.get(action));
    seen.merge(customer, bit, (before, more) -> before | more);
  }

  /**
   * An action's mean effect.
   *
   * @param margin of a unit of spend
   */
  MeasuredEffect of(Action action, double margin) {
    Side with = addressed.getOrDefault(action.name(), new Side());
    Side without = compared.getOrDefault(action.name(), new Side());
    double prior =
        margin * action.tried().map(Tried::spend).orElseGet(() -> believed(action, with.count()));
    double sure = action.tried().map(tried -> margin * tried.error()).orElse(Double.NaN);
    return MeasuredEffect.of(action.name(), with, without, prior, sure, margin);
  }

  /**
   * The spend that the playbook, as it is now, says of those it was measured by; of all who were
   * addressed since, where it said otherwise then; not a number where too few were.
   */
  private double believed(Action action, long measured) {
    Side then = believed.getOrDefault(action.name(), new Side());
    if (then.count() > 0 && then.count() >= Math.min(measured, MeasuredEffect.LEAST)) {
      return then.believed();
    }
    Side since = later.getOrDefault(action.name(), new Side());
    return since.count() >= MeasuredEffect.LEAST ? since.believed() : Double.NaN;
  }

  /** The whole system against those who were held out. */
  MeasuredEffect all(double margin) {
    return MeasuredEffect.of(ALL, reached, held, Double.NaN, Double.NaN, margin);
  }

  /** The experiment that the log holds of an action. */
  Trial trial(String action) {
    return trials.getOrDefault(action, new Trial(action, covariates));
  }
}
