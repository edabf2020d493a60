// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

/**
 * A customer who may be leaving.
 *
 * @param row of the customer in what was asked
 * @param probability that he has left, or leaves in the horizon; within [0, 1]
 * @param value that he brings if he stays, in currency
 * @param valueAtRisk probability times value
 * @param reason in words
 * @param play what is suggested
 */
public record ChurnAlert(
    int row,
    double probability,
    double value,
    double valueAtRisk,
    String reason,
    Plays.Play play) {}
