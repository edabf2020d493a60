// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Offers and limits made ready: floors taken out of what may be given, the other limits as rows,
 * and what is much of each. Immutable.
 *
 * @param all as they came
 * @param offers without what a floor forbids
 * @param scales double[rows]: what is much of a row
 * @param money what is much money
 */
@SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
record Instance(
    Offers all, Offers offers, List<Limit> limits, Rows rows, double[] scales, double money) {

  static final int NO_LIMIT = -1;

  static Instance of(Offers all, List<Limit> limits) {
    Rows.check(all, limits);
    Offers offers = floored(all, limits);
    Rows rows = Rows.of(offers, limits);
    Pricing free = Pricing.of(offers, rows, 1, new double[rows.count()]);
    Totals wanted = Totals.of(offers, free::best);
    double[] scales = new double[rows.count()];
    for (int r = 0; r < scales.length; r++) {
      double weight = rows.weight(r, wanted);
      double right = Math.abs(rows.right(r));
      scales[r] = right > 1e-3 * weight ? right : weight > 0 ? weight : 1;
    }
    double money = wanted.net() > 0 ? wanted.net() : greatestLoss(offers);
    return new Instance(all, offers, List.copyOf(limits), rows, scales, money);
  }

  /** What is at stake where nothing is worth its cost. */
  private static double greatestLoss(Offers offers) {
    Pricing losses = Pricing.of(offers, Rows.of(offers, List.of()), -1, new double[0]);
    double sum = Math.abs(Totals.of(offers, losses::best).net());
    return sum > 0 ? sum : 1;
  }

  /** Offers without what floors forbid. */
  static Offers floored(Offers offers, List<Limit> limits) {
    if (limits.stream().noneMatch(limit -> limit instanceof Limit.Floor)) {
      return offers;
    }
    long[] masks = new long[offers.customers()];
    for (int i = 0; i < masks.length; i++) {
      for (int a = 0; a < offers.actions().size(); a++) {
        if (offers.eligible(i, a) && floor(offers, limits, i, a) == NO_LIMIT) {
          masks[i] |= 1L << a;
        }
      }
    }
    return offers.restricted(masks);
  }

  /** The first floor that forbids the action to the customer, or {@link #NO_LIMIT}. */
  int floor(int customer, int action) {
    return floor(all, limits, customer, action);
  }

  private static int floor(Offers offers, List<Limit> limits, int customer, int action) {
    for (int l = 0; l < limits.size(); l++) {
      if (limits.get(l) instanceof Limit.Floor floor
          && floor.scope().covers(offers.actions().get(action))
          && floor.scope().coversGroup(offers.groups().get(offers.groupOf(customer)))
          && offers.net(customer, action) < floor.net()) {
        return l;
      }
    }
    return NO_LIMIT;
  }

  /** The same with another amount of a limit that is an upper one. */
  Instance withAmount(int limit, double amount) {
    Limit.AtMost old = (Limit.AtMost) limits.get(limit);
    List<Limit> changed = new ArrayList<>(limits);
    changed.set(limit, new Limit.AtMost(old.name(), old.measure(), old.scope(), amount));
    return new Instance(
        all, offers, List.copyOf(changed), rows.withAmount(limit, amount), scales, money);
  }

  /** Whether doing nothing for anybody keeps to all rows. */
  boolean allowsNothing() {
    for (int r = 0; r < scales.length; r++) {
      if (rows.right(r) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A search for prices at which the bound of net value is least. */
  DualSearch worthSearch() {
    return new DualSearch(rows, scales, money, Double.POSITIVE_INFINITY, prices -> cut(1, prices));
  }

  /** A search for how far rows must be broken, in units of their scales together. */
  DualSearch possibilitySearch() {
    return new DualSearch(rows, scales, 1, 1, prices -> cut(0, prices));
  }

  private Cut cut(double net, double[] prices) {
    Pricing pricing = Pricing.of(offers, rows, net, prices);
    return cut(net, prices, Totals.of(offers, pricing::best));
  }

  private Cut cut(double net, double[] prices, Totals totals) {
    double[] uses = new double[scales.length];
    Arrays.setAll(uses, r -> rows.use(r, totals));
    return new Cut(prices, net == 0 ? 0 : totals.net(), uses, totals);
  }

  /** As {@link #worthSearch()}, among {@code size} customers spread evenly over all. */
  DualSearch sampleSearch(int size) {
    int[] sample = new int[size];
    for (int k = 0; k < size; k++) {
      long from = (long) k * offers.customers() / size;
      long to = (k + 1L) * offers.customers() / size;
      long mixed = (k + 1) * 0x9E3779B97F4A7C15L; // anywhere in its stretch: data may have a rhythm
      sample[k] = (int) (from + Math.floorMod(mixed ^ (mixed >>> 29), to - from));
    }
    double share = size / (double) offers.customers();
    double[] smaller = new double[scales.length];
    Arrays.setAll(smaller, r -> scales[r] * share);
    return new DualSearch(
        rows.scaled(share),
        smaller,
        money * share,
        Double.POSITIVE_INFINITY,
        prices -> {
          Pricing pricing = Pricing.of(offers, rows, 1, prices);
          return cut(1, prices, Totals.of(offers, sample, pricing::best));
        });
  }
}
