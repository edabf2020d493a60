// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An action that was possible when it was decided, as the column {@code candidates} of {@code
 * decisions} says it.
 *
 * @param action its name
 * @param gain expected margin before cost, base currency
 * @param cost expected, base currency
 * @param propensity with which it was to be decided
 */
public record Offered(String action, double gain, double cost, double propensity) {

  /**
   * All of a decision.
   *
   * @param candidates the column's text; empty for none
   * @throws IllegalArgumentException if it is not one
   */
  public static List<Offered> read(String candidates) {
    List<Offered> all = new ArrayList<>();
    for (Map<String, String> one : FlatJson.objects(candidates)) {
      all.add(
          new Offered(
              one.getOrDefault("action", ""),
              FlatJson.number(one, "gain"),
              FlatJson.number(one, "cost"),
              FlatJson.number(one, "propensity")));
    }
    return all;
  }

  /** Puts it behind others. */
  void write(StringBuilder json) {
    json.append(json.length() == 1 ? "" : ",").append("{\"action\":\"").append(action);
    json.append("\",\"gain\":").append(FlatJson.digits(gain));
    json.append(",\"cost\":").append(FlatJson.digits(cost));
    json.append(",\"propensity\":").append(FlatJson.digits(propensity)).append('}');
  }
}
