// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.value.Fitted;
import io.perennial.value.PurchaseModel;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.history.Observed;
import java.util.List;

/**
 * Customers under one model of purchases and one of spend, and how many new ones are to come.
 *
 * @param name one line
 * @param purchases of the Pareto/NBD, NBD or beta-geometric family
 * @param spend of a purchase
 * @param customers what is known of them
 * @param groups the segment or tier of each, in their order; empty for none
 * @param newcomers how many new customers are to come in the horizon as it is, >= 0
 * @param mostNewcomers the most that ever came in as long, >= {@code newcomers}
 * @param newcomerCost of acquiring one as it is, in currency, >= 0; {@code NaN} where not known:
 *     then what a scenario says it costs is what it costs as it is
 */
public record Cohort(
    String name,
    Fitted<? extends PurchaseModel> purchases,
    Fitted<GammaGammaModel> spend,
    Observed customers,
    List<String> groups,
    int newcomers,
    int mostNewcomers,
    double newcomerCost) {

  public Cohort {
    name = Scenario.name("cohort", name);
    groups = List.copyOf(groups);
    if (!groups.isEmpty() && groups.size() != customers.customers()) {
      throw new IllegalArgumentException(
          "Invalid groups of "
              + name
              + ": "
              + groups.size()
              + " (must be none, or one for each of "
              + customers.customers()
              + " customers)");
    }
    if (newcomers < 0
        || mostNewcomers < newcomers
        || !(Double.isNaN(newcomerCost) || (newcomerCost >= 0 && newcomerCost < 1e9))) {
      throw new IllegalArgumentException(
          "Invalid newcomers of "
              + name
              + ": "
              + newcomers
              + ", at most "
              + mostNewcomers
              + ", at "
              + newcomerCost
              + " each (must be >= 0, at most as many as ever came, at a cost >= 0)");
    }
    BuyingLaw.of(purchases.model()); // refuses a model that cannot be drawn from
  }

  /** Customers without groups, to whom no new ones come. */
  public static Cohort of(
      String name,
      Fitted<? extends PurchaseModel> purchases,
      Fitted<GammaGammaModel> spend,
      Observed customers) {
    return new Cohort(name, purchases, spend, customers, List.of(), 0, 0, 0);
  }

  /** The same with the segment or tier of each customer. */
  public Cohort withGroups(List<String> ofEach) {
    return new Cohort(
        name, purchases, spend, customers, ofEach, newcomers, mostNewcomers, newcomerCost);
  }

  /** The same with new customers to come. */
  public Cohort withNewcomers(int count, int most, double cost) {
    return new Cohort(name, purchases, spend, customers, groups, count, most, cost);
  }
}
