// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * What a plan makes of a limit.
 *
 * @param limit its name
 * @param amount what it says: its amount or ratio
 * @param used what the plan has: a sum, or the smallest ratio between two groups
 * @param price what one unit more of the amount would bring in net value, >= 0 (of a minimum: one
 *     unit less); of fairness and returns what one unit of what they compare would
 * @param bound how many customers it kept from, or pushed to, another choice than their best
 */
public record LimitUse(String limit, double amount, double used, double price, long bound) {}
