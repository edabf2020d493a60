// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import java.time.Instant;

/**
 * What is true of a simulated customer, seen or not.
 *
 * @param customer the number, from 0
 * @param customerId the name in the events
 * @param buyingRate lambda, purchases per week while alive
 * @param leavingRate mu, per week
 * @param meanSpend p / nu, the expected value of a purchase, currency units
 * @param acquiredAt when the first purchase was
 * @param lifetimeWeeks from acquisition to leaving; may be infinite
 * @param aliveAtEnd whether the customer had not left when observation ended
 * @param repeats x, purchases after the first, before the end of observation
 * @param spend of all purchases before the end of observation, returns not taken off
 * @param horizonPurchases purchases from the end of observation to the end of the horizon
 * @param horizonSpend of those
 */
public record CustomerTruth(
    long customer,
    String customerId,
    double buyingRate,
    double leavingRate,
    double meanSpend,
    Instant acquiredAt,
    double lifetimeWeeks,
    boolean aliveAtEnd,
    int repeats,
    double spend,
    int horizonPurchases,
    double horizonSpend) {

  private static final double MOST_WEEKS = 400_000;

  /** When the customer leaves; whoever outlives 400,000 weeks leaves then. */
  public Instant aliveUntil() {
    double weeks = Math.min(lifetimeWeeks, MOST_WEEKS);
    return acquiredAt.plusSeconds((long) (weeks * SimulationConfig.SECONDS_PER_WEEK));
  }
}
