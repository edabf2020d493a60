// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import io.perennial.math.summary.StableSum;
import io.perennial.value.forecast.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a customer of a group cost and what he is worth. Source: Gupta and Lehmann, Managing
 * Customers as Investments (2005).
 *
 * @param group as {@code "email"} or {@code "2024-Q3"}
 * @param customers in the group
 * @param cost of acquiring one, in currency
 * @param value of one over the whole life, margin at present value as of the acquisition, the mean
 * @param valueInterval of the group's mean value; empty without customers
 * @param ratio LTV:CAC, value over cost; empty where nothing was paid
 * @param ratioInterval of the ratio, as far as value is unsure
 * @param pays the chance that the group is worth at least what it cost, in [0, 1]
 */
public record UnitEconomics(
    String group,
    int customers,
    double cost,
    double value,
    Optional<Interval> valueInterval,
    OptionalDouble ratio,
    Optional<Interval> ratioInterval,
    double pays) {

  /**
   * One row a group.
   *
   * @param lifetime values of the groups' customers over the whole life: what was realised since
   *     acquisition and what is to come ({@link GroupValues#plus}), in margin
   * @param costs of acquiring each whole group, double[groups], >= 0 and finite
   * @param level of the intervals, as 0.9
   */
  public static List<UnitEconomics> of(GroupValues lifetime, double[] costs, double level) {
    int groups = lifetime.names().size();
    if (costs.length != groups) {
      throw new IllegalArgumentException(
          "Invalid costs: " + costs.length + " for " + groups + " groups (must be as many)");
    }
    List<UnitEconomics> rows = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      if (!(costs[g] >= 0 && costs[g] <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "Group "
                + lifetime.names().get(g)
                + ": Invalid cost: "
                + costs[g]
                + " (must be >= 0 and finite)");
      }
      rows.add(row(lifetime, g, costs[g], level));
    }
    return rows;
  }

  private static UnitEconomics row(GroupValues lifetime, int g, double cost, double level) {
    int n = lifetime.customers(g);
    double[] totals = lifetime.totals(g);
    String name = lifetime.names().get(g);
    if (n == 0) {
      return new UnitEconomics(
          name, 0, 0, 0, Optional.empty(), OptionalDouble.empty(), Optional.empty(), 0);
    }
    double mean = StableSum.of(totals) / totals.length;
    Interval interval = Interval.of(totals, level);
    double pays = Arrays.stream(totals).filter(t -> t >= cost).count() / (double) totals.length;
    Optional<Interval> ratio =
        cost > 0
            ? Optional.of(new Interval(interval.lower() / cost, interval.upper() / cost))
            : Optional.empty();
    return new UnitEconomics(
        name,
        n,
        cost / n,
        mean / n,
        Optional.of(new Interval(interval.lower() / n, interval.upper() / n)),
        cost > 0 ? OptionalDouble.of(mean / cost) : OptionalDouble.empty(),
        ratio,
        pays);
  }

  /** In a sentence. */
  @Override
  public String toString() {
    if (valueInterval.isEmpty()) {
      return group + ": no customers";
    }
    String worth =
        String.format(
            Locale.ROOT,
            "%s: a customer cost %.2f and is worth %.2f (%.2f to %.2f)",
            group,
            cost,
            value,
            valueInterval.get().lower(),
            valueInterval.get().upper());
    return ratio.isEmpty() || ratioInterval.isEmpty()
        ? worth
        : worth
            + String.format(
                Locale.ROOT,
                ": %.2f to 1 (%.2f to %.2f); worth the cost in %.0f %% of futures",
                ratio.getAsDouble(),
                ratioInterval.get().lower(),
                ratioInterval.get().upper(),
                100 * pays);
  }
}
