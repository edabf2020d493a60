// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import io.perennial.math.parallel.Chunks;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final int CHUNK = 8_192;
  private static final int MOST_OPEN = 400;
  private static final int CORE = 60;
  private static final int CORE_CHOICES = 4;

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
    this.fixed = new byte[best.length];
    this.most = most;
    this.used = new double[rows.count()];
  }

  /**
   * Whether the plan is now proven to be the best. Where too much is open to tell, only the
   * customers nearest to indifference are gone through, and it may be better but is not proven.
   */
  boolean run(Pricing pricing, int nodes) {
    nodesLeft = nodes;
    if (nodes == 0) {
      return false;
    }
    boolean whole = collect(pricing);
    if (!whole) {
      nodesLeft /= 20; // no proof to be had: a look around
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
    return whole && nodesLeft > 0;
  }

  /** Whether a plan is known that keeps to all rows. */
  boolean found() {
    return most > Double.NEGATIVE_INFINITY;
  }

  /** What a better plan is worth at least. */
  private double hope() {
    return Double.isInfinite(most) ? most : most + 1e-12 * Math.abs(most);
  }

  /** Finds who is left open, and sets the others to their best; false where not all are. */
  private boolean collect(Pricing pricing) {
    double gap = bound - most + 1e-9 * Math.abs(bound);
    double[] regrets = new double[fixed.length];
    double cells =
        Chunks.sum(
            fixed.length,
            CHUNK,
            1,
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                fixed[i] = (byte) pricing.best(i);
                int[] choices = choices(pricing, i, gap);
                sum[0] += choices.length == 1 ? 0 : choices.length;
                regrets[i] =
                    choices.length == 1
                        ? Double.POSITIVE_INFINITY
                        : pricing.worth(i, fixed[i]) - pricing.worth(i, choices[1]);
              }
            })[0];
    boolean whole = cells <= MOST_OPEN;
    int[] customers = Repair.lowest(regrets, whole ? MOST_OPEN : CORE);
    Totals totals = Totals.of(offers, i -> fixed[i]);
    net = totals.net();
    for (int r = 0; r < used.length; r++) {
      used[r] = rows.use(r, totals);
    }
    for (int i : customers) {
      int[] choices = choices(pricing, i, gap);
      int count = whole ? choices.length : Math.min(choices.length, CORE_CHOICES);
      Open one = open(i, Arrays.copyOf(choices, count), pricing);
      open.add(one);
      net -= offers.net(i, fixed[i]);
      for (int r = 0; r < used.length; r++) {
        used[r] -= rows.use(r, offers, i, fixed[i]);
      }
    }
    return whole;
  }

  /** The best choice and all that lose at most {@code gap} to it, those of least loss first. */
  private int[] choices(Pricing pricing, int customer, double gap) {
    double worth = pricing.worth(customer, fixed[customer]);
    int[] found = new int[offers.actions().size() + 1];
    double[] losses = new double[found.length];
    int count = 1;
    found[0] = fixed[customer];
    for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
      double loss = worth - pricing.worth(customer, a);
      if (a != found[0] && offers.eligible(customer, a) && loss <= gap) {
        int at = count++;
        while (at > 1 && losses[at - 1] > loss) {
          losses[at] = losses[at - 1];
          found[at] = found[at - 1];
          at--;
        }
        losses[at] = loss;
        found[at] = a;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private Open open(int customer, int[] choices, Pricing pricing) {
    double worth = pricing.worth(customer, choices[0]);
    double[] regrets = new double[choices.length];
    double[][] uses = new double[choices.length][used.length];
    for (int k = 0; k < choices.length; k++) {
      regrets[k] = Math.max(0, worth - pricing.worth(customer, choices[k]));
      for (int r = 0; r < used.length; r++) {
        uses[k][r] = rows.use(r, offers, customer, choices[k]);
      }
    }
    return new Open(customer, choices, regrets, uses);
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
