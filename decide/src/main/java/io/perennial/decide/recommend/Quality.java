// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How good recommendations were.
 *
 * @param customers who were judged
 * @param ndcg normalised discounted cumulative gain at k, within [0, 1]
 * @param recall share of what a customer bought that was on the list, within [0, 1]
 * @param averagePrecision mean average precision at k, within [0, 1]
 * @param hitRate share of customers who bought anything of their list
 * @param coverage share of the items sold in training that were recommended to anyone
 * @param novelty bits: minus log2 of the share of the customers in training who bought a
 *     recommended item, mean over lists; an item that nobody bought counts as bought by one
 */
public record Quality(
    int customers,
    Measured ndcg,
    Measured recall,
    Measured averagePrecision,
    Measured hitRate,
    double coverage,
    Measured novelty) {}
