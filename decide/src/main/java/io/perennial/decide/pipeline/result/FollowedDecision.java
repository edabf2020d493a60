// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.result;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A decision whose window is over, and what came in it. Probabilities are those given that the
 * customer is not held out, unless it is the first decision for the customer: who is held out for
 * good differs from the others only from the second one on.
 *
 * @param asOf its instant, microseconds
 * @param until the end of its window
 * @param action that was decided; empty for nothing
 * @param channel of it; empty for nothing
 * @param nothing the probability with which nothing was to be decided
 * @param chances of the actions that were possible, by name; without those that could not come
 * @param gain that was expected
 * @param spendGain spend that the playbook expected to come in the window because of it
 * @param spend that was paid
 * @param lastPurchase of the customer, as known now
 * @param discount share of what was bought that was given away
 * @param contactCost of the contact alone; empty in old logs
 * @param windowGain the part of the gain that was to come in the window; empty in old logs
 */
record FollowedDecision(
    long customer,
    boolean isFirst,
    long asOf,
    long until,
    String action,
    String channel,
    String kind,
    double nothing,
    Map<String, Double> chances,
    double gain,
    double cost,
    double spendGain,
    long purchases,
    double spend,
    OptionalLong lastPurchase,
    double discount,
    OptionalDouble contactCost,
    OptionalDouble windowGain) {

  private static final double CERTAIN = 5e-6; // logged to six digits

  boolean isAddressed() {
    return !action.isEmpty();
  }

  /** What was bought, at the price before the discount: what is paid is less. */
  double bought() {
    return spend / (1 - discount);
  }

  boolean isHeldOut() {
    return kind.equals("held out");
  }

  /** Whether it might as well have been nothing: only then there is something to compare with. */
  boolean mightBeNothing() {
    return nothing > CERTAIN && nothing < 1 - CERTAIN;
  }

  /** The odds of some actions, together, against nothing. */
  double odds(Iterable<String> actions) {
    double chance = 0;
    for (String name : actions) {
      chance += chances.getOrDefault(name, 0.0);
    }
    return chance > CERTAIN ? chance / nothing : 0;
  }
}
