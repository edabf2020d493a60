// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** What calibration and the trend of the base add to the models' own forecasts. */
  public static final String CALIBRATION = "calibration";

  /**
   * Several models' reasons by weight: what they say of one feature is added up, and what the sum
   * lacks of the forecast is {@value #CALIBRATION}.
   *
   * @param own of each model
   * @param weights of each, 0 for one that has no say
   * @param total what is forecast in the end
   */
  public static Explanation weighted(List<Explanation> own, double[] weights, double total) {
    double base = 0;
    double told = 0;
    Map<String, Contribution> parts = new LinkedHashMap<>();
    List<String> methods = new ArrayList<>();
    for (int m = 0; m < weights.length; m++) {
      if (weights[m] > 0) {
        double weight = weights[m];
        base += weight * own.get(m).base();
        told += weight * own.get(m).total();
        methods.add(own.get(m).method());
        for (Contribution part : own.get(m).contributions()) {
          parts.merge(
              part.feature(),
              new Contribution(part.feature(), part.value(), weight * part.amount()),
              (a, b) -> new Contribution(a.feature(), a.value(), a.amount() + b.amount()));
        }
      }
    }
    List<Contribution> all = new ArrayList<>(parts.values());
    all.add(new Contribution(CALIBRATION, Double.NaN, total - told));
    all.sort(Comparator.comparingDouble((Contribution part) -> -Math.abs(part.amount())));
    return new Explanation(
        base, total, all, String.join(", ", methods.stream().distinct().toList()));
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
