// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Who is given what, why, and how good that is: no plan within the limits has more net value than
 * {@link #bound()}. Immutable; 4 bytes a customer.
 */
public final class Plan {

  private final Instance instance;
  private final byte[] choice;
  private final byte[] alternative;
  private final short[] reasons;
  private final Totals totals;
  private final double bound;
  private final boolean proven;
  private final List<LimitUse> uses;
  private final double[] prices;

  Plan(
      Instance instance,
      byte[] choice,
      byte[] alternative,
      short[] reasons,
      Totals totals,
      double bound,
      boolean proven,
      List<LimitUse> uses,
      double[] prices) {
    this.instance = instance;
    this.choice = choice;
    this.alternative = alternative;
    this.reasons = reasons;
    this.totals = totals;
    this.bound = bound;
    this.proven = proven;
    this.uses = List.copyOf(uses);
    this.prices = prices;
  }

  /** How many customers there are. */
  public int customers() {
    return choice.length;
  }

  /** The number of the customer's action, or {@link Offers#NOTHING}. */
  public int action(int customer) {
    return choice[customer];
  }

  /** What the customer would be given by itself if not this: a number as {@link #action}'s. */
  public int alternative(int customer) {
    return alternative[customer];
  }

  /** Why the customer is given what it is given. */
  public Reason reason(int customer) {
    return Reasons.reason(reasons[customer], instance.limits());
  }

  /** What the customer's action is expected to bring less its cost. */
  public double net(int customer) {
    return instance.all().net(customer, choice[customer]);
  }

  /** What all actions are expected to bring, before their cost. */
  public double value() {
    return totals.value();
  }

  /** What all actions cost. */
  public double cost() {
    return totals.cost();
  }

  /** {@link #value()} less {@link #cost()}: what is made as great as the limits allow. */
  public double net() {
    return totals.net();
  }

  /** How many customers are given an action. */
  public long contacts() {
    return Math.round(totals.contacts());
  }

  /** How many customers are given the action. */
  public long contacts(int action) {
    int width = instance.all().actions().size();
    double sum = 0;
    for (int k = action; k < totals.cells(); k += width) {
      sum += totals.contacts(k);
    }
    return Math.round(sum);
  }

  /** The net value that no plan within the limits exceeds. */
  public double bound() {
    return bound;
  }

  /** What is lacking to the bound at most, as a share of it; 0 where this plan is the best. */
  public double gap() {
    double lacking = bound - net();
    return lacking <= 0 || bound == 0 ? 0 : lacking / Math.abs(bound);
  }

  /** Whether all other plans were ruled out: no other has a greater net value. */
  public boolean proven() {
    return proven;
  }

  /** What the plan makes of each limit, in the limits' order; floors have no price. */
  public List<LimitUse> uses() {
    return uses;
  }

  /**
   * What customers who were not chosen for would choose by themselves at the prices of the limits,
   * floors kept to.
   *
   * @param others the same actions and groups, for others or with more that may be given
   */
  public IntUnaryOperator atPrices(Offers others) {
    Offers floored = Instance.floored(others, instance.limits());
    return Pricing.of(floored, instance.rows(), 1, prices)::best;
  }

  /** What one unit more of the limit's amount would bring in net value: its shadow price. */
  public double price(String limit) {
    return uses.stream()
        .filter(use -> use.limit().equals(limit))
        .mapToDouble(LimitUse::price)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown limit: "
                        + limit
                        + " (there are "
                        + uses.stream().map(LimitUse::limit).toList()
                        + ")"));
  }
}
