// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import io.perennial.decide.allocate.ActionColumn;
import io.perennial.decide.allocate.AllocationConfig;
import io.perennial.decide.allocate.Allocator;
import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How deep a discount each customer is offered: the depths that bring the most margin together,
 * within a budget of what is given away. No price is above the list price or below the margin
 * floor; no discount is always possible. Immutable.
 */
public final class DiscountDepths {

  private static final String CHANNEL = "price";

  private final double[] depths;
  private final Offers offers;

  private DiscountDepths(double[] depths, Offers offers) {
    this.depths = depths;
    this.offers = offers;
  }

  /**
   * What depths would bring.
   *
   * @param depths to choose from, as shares of the list price, each within (0, 1), 1 to 63
   * @param prices the list price that each customer would pay, double[customers], > 0
   * @param costs of a unit, double[customers], >= 0
   * @param units that the customer is expected to buy at the list price, >= 0
   * @param elasticities of the customer, or of the segment, mostly negative
   * @param marginFloor the least share of the price that is left after cost, below 1
   */
  public static DiscountDepths of(
      double[] depths,
      double[] prices,
      double[] costs,
      double[] units,
      double[] elasticities,
      double marginFloor) {
    int n = prices.length;
    if (costs.length != n || units.length != n || elasticities.length != n) {
      throw new IllegalArgumentException(
          "Invalid customers: %d prices, %d costs, %d units, %d elasticities (must be as many)"
              .formatted(n, costs.length, units.length, elasticities.length));
    }
    if (!(marginFloor < 1)) {
      throw new IllegalArgumentException(
          "Invalid margin-floor: " + marginFloor + " (must be below 1)");
    }
    List<ActionColumn> columns = new ArrayList<>();
    for (double depth : depths) {
      require(depth > 0 && depth < 1, "depth", depth, "within (0, 1)");
      columns.add(new ActionColumn("discount of " + depth, CHANNEL));
    }
    int width = depths.length;
    float[] values = new float[n * width];
    float[] given = new float[n * width];
    long[] eligible = new long[n];
    for (int i = 0; i < n; i++) {
      require(prices[i] > 0 && prices[i] < 1e12, "price of customer " + i, prices[i], "> 0");
      require(costs[i] >= 0 && costs[i] < 1e12, "cost of customer " + i, costs[i], ">= 0");
      require(units[i] >= 0 && units[i] < 1e12, "units of customer " + i, units[i], ">= 0");
      require(
          Math.abs(elasticities[i]) <= 20,
          "elasticity of customer " + i,
          elasticities[i],
          "within [-20, 20]");
      double before = (prices[i] - costs[i]) * units[i];
      for (int d = 0; d < width; d++) {
        double price = prices[i] * (1 - depths[d]);
        double sold = units[i] * Math.exp(elasticities[i] * Math.log1p(-depths[d]));
        double gift = prices[i] * depths[d] * sold;
        given[i * width + d] = (float) gift;
        values[i * width + d] = (float) ((prices[i] - costs[i]) * sold - before);
        eligible[i] |= price - costs[i] >= marginFloor * price ? 1L << d : 0;
      }
    }
    return new DiscountDepths(depths.clone(), Offers.of(columns, values, given, eligible));
  }

  private static void require(boolean right, String name, double value, String bound) {
    if (!right) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be %s)".formatted(name, value, bound));
    }
  }

  /** What depths bring before what is given away, and what that is: for limits of one's own. */
  public Offers offers() {
    return offers;
  }

  /** The best depths that give away {@code budget} at most, in money. */
  public Plan within(double budget) {
    return Allocator.of(AllocationConfig.defaults())
        .allocate(offers, List.of(Limit.budget("discounts", budget)));
  }

  /** The depth that a customer has in {@code plan}, as a share of the list price; 0 for none. */
  public double depth(Plan plan, int customer) {
    int chosen = plan.action(customer);
    return chosen == Offers.NOTHING ? 0 : depths[chosen];
  }

  /** What is given away in {@code plan} if all buy as expected, in money. */
  public double given(Plan plan) {
    return plan.cost();
  }

  @Override
  public String toString() {
    return "depths " + Arrays.toString(depths) + " for " + offers.customers() + " customers";
  }
}
