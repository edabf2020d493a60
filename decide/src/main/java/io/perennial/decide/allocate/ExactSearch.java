// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The best whole plan, where few choices are left open. What a choice loses at the prices found
 * against the customer's best there is its regret, and a plan is worth the bound less all its
 * regrets less what is left of priced rows: hence a choice whose regret alone is more than the best
 * plan known lacks to the bound is in no better plan, and all others are gone through, depth first,
 * as long as the sum of regrets leaves hope. Source: the core of Pisinger, "A minimal algorithm for
 * the multiple-choice knapsack problem" (1995), for several rows. Mutable, for one thread.
 */
final class ExactSearch {

  private static final int MOST_OPEN = 400;

  private final Offers offers;
  private final Rows rows;
  private final double[] prices;
  private final double[] scales;
  private final double bound;
  private final byte[] best;
  private final byte[] fixed;
  private double most;
  private long nodesLeft;

  private final List<Open> open = new ArrayList<>();
  private final double[] used;
  private double[][] least = new double[0][0];
  private double[][] greatest = new double[0][0];
  private byte[] chosen = new byte[0];
  private double net;

  /** A customer with more than one choice left, the cheapest in regret first. */
  @SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
  private record Open(int customer, int[] actions, double[] regrets, double[][] uses) {}

  /**
   * @param best a plan that keeps to all rows and is worth {@code most}; changed in place where a
   *     better one is found
   */
  ExactSearch(
      Offers offers,
      Rows rows,
      double[] scales,
      double[] prices,
      double bound,
      byte[] best,
      double most) {
    this.offers = offers;
    this.rows = rows;
    this.scales = scales;
    this.prices = prices;
    this.bound = bound;
    this.best = best;
    this.fixed = best.clone();
    this.most = most;
    this.used = new double[rows.count()];
  }

  /** Whether the plan is now proven to be the best; false where too much is open to tell. */
  boolean run(Pricing pricing, int nodes) {
    nodesLeft = nodes;
    if (nodes == 0 || !collect(pricing)) {
      return false;
    }
    open.sort(Comparator.comparingDouble((Open one) -> -one.regrets()[1]));
    int depth = open.size();
    least = new double[depth + 1][used.length];
    greatest = new double[depth + 1][used.length];
    for (int d = depth - 1; d >= 0; d--) {
      for (int r = 0; r < used.length; r++) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] uses : open.get(d).uses()) {
          low = Math.min(low, uses[r]);
          high = Math.max(high, uses[r]);
        }
        least[d][r] = least[d + 1][r] + low;
        greatest[d][r] = greatest[d + 1][r] + high;
      }
    }
    chosen = new byte[depth];
    descend(0, 0);
    return nodesLeft > 0;
  }

  /** Whether a plan is known that keeps to all rows. */
  boolean found() {
    return most > Double.NEGATIVE_INFINITY;
  }

  /** What a better plan is worth at least. */
  private double hope() {
    return Double.isInfinite(most) ? most : most + 1e-12 * Math.abs(most);
  }

  private boolean collect(Pricing pricing) {
    int cells = 0;
    double gap = bound - most + 1e-9 * Math.abs(bound);
    for (int i = 0; i < offers.customers(); i++) {
      int top = pricing.best(i);
      double worth = pricing.worth(i, top);
      List<Integer> actions = new ArrayList<>();
      for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
        if (offers.eligible(i, a) && worth - pricing.worth(i, a) <= gap) {
          actions.add(a);
        }
      }
      if (actions.size() > 1) {
        cells += actions.size();
        if (cells > MOST_OPEN) {
          return false;
        }
        open.add(open(i, worth, actions, pricing));
      } else {
        fixed[i] = (byte) top;
        net += offers.net(i, top);
        add(i, top);
      }
    }
    return true;
  }

  private Open open(int customer, double worth, List<Integer> actions, Pricing pricing) {
    actions.sort(Comparator.comparingDouble(a -> worth - pricing.worth(customer, a)));
    int[] sorted = actions.stream().mapToInt(Integer::intValue).toArray();
    double[] regrets = new double[sorted.length];
    double[][] uses = new double[sorted.length][used.length];
    for (int k = 0; k < sorted.length; k++) {
      regrets[k] = Math.max(0, worth - pricing.worth(customer, sorted[k]));
      for (int r = 0; r < used.length; r++) {
        uses[k][r] = rows.use(r, offers, customer, sorted[k]);
      }
    }
    return new Open(customer, sorted, regrets, uses);
  }

  private void add(int customer, int action) {
    for (int r = 0; r < used.length; r++) {
      used[r] += rows.use(r, offers, customer, action);
    }
  }

  private void descend(int depth, double regret) {
    if (--nodesLeft <= 0) {
      return;
    }
    double unused = 0;
    for (int r = 0; r < used.length; r++) {
      if (used[r] + least[depth][r] - rows.right(r) > Repair.TOLERANCE * scales[r]) {
        return;
      }
      unused += prices[r] * Math.max(0, rows.right(r) - used[r] - greatest[depth][r]);
    }
    if (bound + 1e-9 * Math.abs(bound) - regret - unused < hope()) {
      return;
    }
    if (depth == open.size()) {
      keep();
      return;
    }
    Open one = open.get(depth);
    double[] before = used.clone();
    double netBefore = net;
    for (int k = 0; k < one.actions().length; k++) {
      for (int r = 0; r < used.length; r++) {
        used[r] = before[r] + one.uses()[k][r];
      }
      net = netBefore + offers.net(one.customer(), one.actions()[k]);
      chosen[depth] = (byte) k;
      descend(depth + 1, regret + one.regrets()[k]);
    }
    System.arraycopy(before, 0, used, 0, used.length);
    net = netBefore;
  }

  private void keep() {
    if (net > hope()) {
      most = net;
      System.arraycopy(fixed, 0, best, 0, best.length);
      for (int d = 0; d < chosen.length; d++) {
        best[open.get(d).customer()] = (byte) open.get(d).actions()[chosen[d]];
      }
    }
  }
}
