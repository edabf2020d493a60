// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * One item for one customer.
 *
 * @param item its number
 * @param score what the model says of it: to compare items of one customer by
 * @param reason what speaks most for it
 */
public record Recommendation(int item, double score, Reason reason) {}
