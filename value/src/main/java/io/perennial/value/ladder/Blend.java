// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which models a forecast is made of, and why.
 *
 * @param target what is forecast
 * @param candidates all that were tried, the best first
 * @param weights by cohort, then by model; those without weight are left out
 * @param crps of the pool over the rehearsals, per customer; empty without a rehearsal
 * @param reason in one to three sentences
 */
public record Blend(
    Target target,
    List<Candidate> candidates,
    Map<String, Map<String, Double>> weights,
    OptionalDouble crps,
    String reason) {

  /**
   * How one model did.
   *
   * @param crps mean score per customer, less is better; empty if it could not be fitted
   * @param behind how much more than the pool's
   * @param error standard error of that
   * @param weight over all customers
   * @param note why it could not be fitted, else empty
   */
  public record Candidate(
      String name,
      OptionalDouble crps,
      OptionalDouble behind,
      OptionalDouble error,
      double weight,
      String note) {}

  /** A table in Markdown, a row a candidate. */
  public String table() {
    StringBuilder text =
        new StringBuilder("| model | weight | CRPS | behind the pool | ± | note |\n");
    text.append("|---|---:|---:|---:|---:|---|\n");
    for (Candidate each : candidates) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %s | %s | %s | %s |%n",
              each.name(),
              each.weight(),
              number(each.crps()),
              number(each.behind()),
              number(each.error()),
              each.note()));
    }
    return text.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4g", value.getAsDouble()) : "–";
  }
}
