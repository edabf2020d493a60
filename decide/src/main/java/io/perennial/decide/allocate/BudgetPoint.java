// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * What could be had for another amount of a limit.
 *
 * @param amount of the limit
 * @param possible false where no plan keeps to all limits; the rest is then 0
 * @param net the plan's net value
 * @param bound no plan is worth more
 * @param cost what the plan costs
 * @param contacts how many customers it gives an action
 * @param marginal what one unit more would bring in net value, >= 0: the shadow price
 */
public record BudgetPoint(
    double amount,
    boolean possible,
    double net,
    double bound,
    double cost,
    long contacts,
    double marginal) {}
