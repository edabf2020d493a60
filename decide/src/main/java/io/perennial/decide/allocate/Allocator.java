// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the plan of greatest net value within limits. What limits are worth is found first, as
 * prices at which customers choose by themselves what keeps to the limits nearly (the Lagrangian
 * dual: its least value is the bound that certifies the plan); a mixture of the choices at the last
 * prices is then made whole, mended until it keeps to all limits, and improved; where few choices
 * are left open an exact search ends it. The same bits on any number of threads. Immutable.
 *
 * <p>Time is O(customers × actions) an evaluation, some 20 to 60 of them; memory 30 bytes a
 * customer beside the offers.
 *
 * <p>Source: Fisher, "The Lagrangian relaxation method for solving integer programming problems"
 * (1981); Kellerer, Pferschy and Pisinger, "Knapsack Problems" (2004), chapter 11; for the prices
 * see {@link DualSearch}.
 */
public final class Allocator {

  private final AllocationConfig config;

  private Allocator(AllocationConfig config) {
    this.config = config;
  }

  /** One that tries as hard as {@code config} says. */
  public static Allocator of(AllocationConfig config) {
    return new Allocator(config);
  }

  /**
   * The plan of greatest net value.
   *
   * @throws IllegalArgumentException if two limits have one name, or a limit names what there is
   *     not
   * @throws InfeasibleLimitsException if no plan keeps to all limits
   */
  public Plan allocate(Offers offers, List<Limit> limits) {
    Instance instance = Instance.of(offers, limits);
    requirePossible(instance);
    return plan(instance, search(instance));
  }

  /**
   * What could be had for other amounts of a limit, the rest unchanged: the curve of value against
   * budget.
   *
   * @param limit the name of one that is {@link Limit.AtMost}
   * @param amounts in any order
   * @throws IllegalArgumentException if there is no such limit, or an amount cannot be one
   */
  public List<BudgetPoint> curve(
      Offers offers, List<Limit> limits, String limit, double... amounts) {
    int index = upper(limits, limit);
    Instance instance = Instance.of(offers, limits);
    DualSearch search = instance.worthSearch();
    double[] start = start(instance);
    List<BudgetPoint> points = new ArrayList<>();
    for (double amount : amounts) {
      Instance changed = instance.withAmount(index, amount);
      search = new DualSearch(search, changed.rows());
      try {
        requirePossible(changed);
        DualSearch.Found found =
            search.search(start, radius(start, changed), config.gap(), config.evaluations());
        Plan plan = plan(changed, found);
        start = found.prices();
        points.add(
            new BudgetPoint(
                amount,
                true,
                plan.net(),
                plan.bound(),
                plan.cost(),
                plan.contacts(),
                plan.price(limit)));
      } catch (InfeasibleLimitsException e) {
        points.add(new BudgetPoint(amount, false, 0, 0, 0, 0, 0));
      }
    }
    return points;
  }

  private static int upper(List<Limit> limits, String name) {
    for (int l = 0; l < limits.size(); l++) {
      if (limits.get(l) instanceof Limit.AtMost most && most.name().equals(name)) {
        return l;
      }
    }
    throw new IllegalArgumentException(
        "Unknown limit: "
            + name
            + " (there are "
            + limits.stream()
                .filter(limit -> limit instanceof Limit.AtMost)
                .map(Limit::name)
                .toList()
            + " with an amount at most)");
  }

  private DualSearch.Found search(Instance instance) {
    double[] start = start(instance);
    return instance
        .worthSearch()
        .search(start, radius(start, instance), config.gap(), config.evaluations());
  }

  /** Prices that some of the customers tell, where there are many; none otherwise. */
  private double[] start(Instance instance) {
    double[] none = new double[instance.rows().count()];
    if (none.length == 0 || instance.offers().customers() < 4L * config.sample()) {
      return none;
    }
    return instance
        .sampleSearch(config.sample())
        .search(none, 1, Math.max(1e-5, config.gap()), config.evaluations())
        .prices();
  }

  private static double radius(double[] start, Instance instance) {
    double most = 0;
    for (int r = 0; r < start.length; r++) {
      most = Math.max(most, start[r] * instance.scales()[r] / instance.money());
    }
    return most > 0 ? 0.02 * most : 1;
  }

  private void requirePossible(Instance instance) {
    if (instance.allowsNothing()) {
      return;
    }
    Rows rows = instance.rows();
    DualSearch.Found found =
        instance
            .possibilitySearch()
            .search(new double[rows.count()], 1, 1e-9, config.evaluations());
    if (found.bound() > -1e-8) {
      return;
    }
    byte[] choice = Rounding.of(instance.offers(), rows, 0, found.cuts(), found.weights(), 0);
    Pricing pricing = Pricing.of(instance.offers(), rows, 0, found.prices());
    new Repair(instance.offers(), rows, instance.scales(), pricing, choice).mend();
    throw Relaxations.of(instance, Totals.of(instance.offers(), i -> choice[i]));
  }

  private Plan plan(Instance instance, DualSearch.Found found) {
    Offers offers = instance.offers();
    Rows rows = instance.rows();
    Pricing pricing = Pricing.of(offers, rows, 1, found.prices());
    byte[] choice = new byte[0];
    double net = Double.NEGATIVE_INFINITY;
    int starts = starts(offers.customers());
    for (int start = 0; start < starts; start++) {
      if (found.bound() - net <= config.gap() * Math.abs(found.bound())) {
        break;
      }
      double turn = start / (double) starts;
      byte[] tried = Rounding.of(offers, rows, 1, found.cuts(), found.weights(), turn);
      Repair repair = new Repair(offers, rows, instance.scales(), pricing, tried);
      double reached = Double.NEGATIVE_INFINITY;
      if (repair.mend()) {
        repair.fill();
        repair.exchange();
        reached = Totals.of(offers, i -> tried[i]).net();
      }
      if (start == 0 || reached > net) {
        choice = tried;
        net = reached;
      }
    }
    return ended(instance, found, pricing, choice, net);
  }

  /** The more customers there are, the less it matters how the mixture is made whole. */
  private static int starts(int customers) {
    return customers <= 20_000 ? 8 : customers <= 200_000 ? 2 : 1;
  }

  private Plan ended(
      Instance instance, DualSearch.Found found, Pricing pricing, byte[] choice, double net) {
    Offers offers = instance.offers();
    Rows rows = instance.rows();
    boolean feasible = net > Double.NEGATIVE_INFINITY;
    boolean proven = net >= found.bound() - 1e-12 * Math.abs(found.bound());
    if (!proven) {
      ExactSearch exact =
          new ExactSearch(
              offers, rows, instance.scales(), found.prices(), found.bound(), choice, net);
      proven = exact.run(pricing, config.searchNodes());
      feasible |= exact.found();
    }
    Totals totals = Totals.of(offers, i -> choice[i]);
    if (!feasible) {
      throw Relaxations.of(instance, totals);
    }
    double bound = proven ? totals.net() : Math.max(found.bound(), totals.net());
    return finished(instance, found.prices(), choice, totals, bound, proven);
  }

  private static Plan finished(
      Instance instance,
      double[] prices,
      byte[] choice,
      Totals totals,
      double bound,
      boolean proven) {
    double[] uses = new double[prices.length];
    Arrays.setAll(uses, r -> instance.rows().use(r, totals));
    short[] codes = new short[choice.length];
    byte[] alternatives = new byte[choice.length];
    new Reasons(instance, prices, choice, uses).write(codes, alternatives);
    long[] held = new long[instance.limits().size()];
    for (short code : codes) {
      if (code >= 0) {
        held[code / 2]++;
      }
    }
    List<LimitUse> list = new ArrayList<>();
    for (int l = 0; l < held.length; l++) {
      double price = 0;
      for (int r = 0; r < prices.length; r++) {
        price += instance.rows().limitOf(r) == l ? prices[r] : 0;
      }
      Limit limit = instance.limits().get(l);
      list.add(
          new LimitUse(
              limit.name(),
              Relaxations.amount(limit),
              Relaxations.attained(instance, l, totals),
              price,
              held[l]));
    }
    return new Plan(instance, choice, alternatives, codes, totals, bound, proven, list, prices);
  }
}
