// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.List;

/**
 * Why a forecast is what it is, in its own unit: base + contributions = total.
 *
 * @param base what would be forecast of nobody in particular
 * @param total what is forecast of this customer
 * @param contributions the largest first, by absolute value
 * @param method how it was found, as {@code "TreeSHAP"}
 */
public record Explanation(
    double base, double total, List<Contribution> contributions, String method) {

  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /**
   * What one feature adds.
   *
   * @param feature its name in the dictionary
   * @param value of this customer, {@code NaN} where not known
   * @param amount added to the forecast, in its unit
   */
  public record Contribution(String feature, double value, double amount) {}
}
