// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

/**
 * What one column says of one customer.
 *
 * @param column its header
 * @param value of the customer, as it stands in the table
 * @param logOdds added to the log-odds of leaving
 * @param words as {@code "tenure is 2, lower than of most: odds of leaving x 2.4"}
 */
public record ChurnReason(String column, String value, double logOdds, String words) {}
