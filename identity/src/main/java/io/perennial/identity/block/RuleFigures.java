// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

/**
 * What one rule is expected to cost and to find.
 *
 * @param rule as settings write it
 * @param why it is there: configured, key, or suggested
 * @param pairs that it compares, counted on all records or scaled up from a sample
 * @param share of the matches that are expected in all which it finds, in [0, 1]
 * @param cumulative share which it and the rules before it find, in [0, 1]
 * @param biggest records that share one value of it
 * @param cut groups of more records than allowed, which are cut into smaller ones
 */
public record RuleFigures(
    String rule,
    String why,
    double pairs,
    double share,
    double cumulative,
    double biggest,
    double cut) {}
