// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

/**
 * How much a column of a table moves the forecasts.
 *
 * @param column its header
 * @param meanLogOdds mean over customers of what it adds to the log-odds, without sign
 * @param share of all columns' together, within [0, 1]
 */
public record ColumnWeight(String column, double meanLogOdds, double share) {}
