// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Prices of the rows at which the bound is least: the bound at any prices is what all customers'
 * best choices are worth there plus what the right sides are worth, and no plan within the limits
 * can be worth more. Each evaluation is a cut; the next prices are the best by the cuts so far
 * within a box around the best prices yet. With one row that is the meeting point of two tangents,
 * and exact after as many evaluations as the bound has bends on the way.
 */
final class DualSearch {

  private final Rows rows;
  private final double[] scales;
  private final double money;
  private final double cap;
  private final Function<double[], Cut> evaluation;
  private final List<Cut> cuts = new ArrayList<>();
  private int evaluations;

  /**
   * @param scales double[rows]: what is much of a row
   * @param money what is much money
   * @param cap the greatest price, in money by scale; may be infinite
   * @param evaluation what customers choose at prices
   */
  DualSearch(
      Rows rows, double[] scales, double money, double cap, Function<double[], Cut> evaluation) {
    this.rows = rows;
    this.scales = scales;
    this.money = money;
    this.cap = cap;
    this.evaluation = evaluation;
  }

  /**
   * What a search found.
   *
   * @param cuts evaluated so far, by this search and those before
   * @param weights double[cuts]: the mixture of their choices that keeps to all rows
   * @param prices at which the bound is least
   * @param bound no plan is worth more
   * @param mixture what the mixture is worth; the bound less it is what a longer search could win
   * @param lacking double[rows]: by how much the mixture breaks the rows, where the cap allows it
   */
  @SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
  record Found(
      List<Cut> cuts,
      double[] weights,
      double[] prices,
      double bound,
      double mixture,
      double[] lacking) {}

  /** Keeps the cuts for a search with other right sides. */
  DualSearch(DualSearch before, Rows rows) {
    this(rows, before.scales, before.money, before.cap, before.evaluation);
    cuts.addAll(before.cuts);
  }

  int evaluations() {
    return evaluations;
  }

  /**
   * Searches from {@code start}, first within {@code radius} of it (in money by scale, as a share
   * of what is much).
   */
  Found search(double[] start, double radius, double tolerance, int most) {
    int n = rows.count();
    double[] right = new double[n];
    for (int r = 0; r < n; r++) {
      right[r] = rows.right(r) / scales[r];
    }
    Master master = new Master(right);
    cuts.forEach(cut -> add(master, cut));
    double[] centre = scaled(start);
    double least = evaluate(master, centre, right);
    double box = radius;
    while (true) {
      double[] low = new double[n];
      double[] high = new double[n];
      for (int r = 0; r < n; r++) {
        low[r] = Math.max(0, centre[r] - box);
        high[r] = Math.min(cap, centre[r] + box);
      }
      master.solve(low, high);
      double[] prices = clamped(master.prices(), low, high);
      double predicted = least - master.value();
      boolean boxed = false;
      for (int r = 0; r < n; r++) {
        boxed |= low[r] > 0 && prices[r] <= low[r] + 1e-9 * box;
        boxed |= high[r] < cap && prices[r] >= high[r] - 1e-9 * box;
      }
      boolean small = predicted <= Math.max(tolerance * Math.abs(least), 1e-11);
      if ((small && !boxed) || evaluations >= most || box > 1e12) {
        return found(master, centre, least);
      }
      if (small) {
        box *= 8;
        continue;
      }
      double bound = evaluate(master, prices, right);
      double won = least - bound;
      if (won > 0) {
        centre = prices;
        least = bound;
        if (boxed && won > 0.3 * predicted) {
          box *= 3;
        }
      } else if (won < -2 * predicted) {
        box /= 4;
      } else if (won < -0.5 * predicted) {
        box /= 2;
      }
    }
  }

  private Found found(Master master, double[] centre, double least) {
    double[] weights = master.weights();
    double[] lacking = new double[rows.count()];
    double gain = 0;
    for (int k = 0; k < weights.length; k++) {
      gain += weights[k] * cuts.get(k).gain();
    }
    for (int r = 0; r < lacking.length; r++) {
      double use = 0;
      for (int k = 0; k < weights.length; k++) {
        use += weights[k] * cuts.get(k).uses()[r];
      }
      lacking[r] = Math.max(0, use - rows.right(r));
    }
    return new Found(List.copyOf(cuts), weights, unscaled(centre), least * money, gain, lacking);
  }

  private double evaluate(Master master, double[] prices, double[] right) {
    Cut cut = evaluation.apply(unscaled(prices));
    evaluations++;
    cuts.add(cut);
    add(master, cut);
    double bound = cut.gain() / money;
    for (int r = 0; r < right.length; r++) {
      bound += prices[r] * (right[r] - cut.uses()[r] / scales[r]);
    }
    return bound;
  }

  private void add(Master master, Cut cut) {
    double[] uses = new double[scales.length];
    Arrays.setAll(uses, r -> cut.uses()[r] / scales[r]);
    master.add(cut.gain() / money, uses);
  }

  private static double[] clamped(double[] prices, double[] low, double[] high) {
    for (int r = 0; r < prices.length; r++) {
      prices[r] = Math.min(high[r], Math.max(low[r], prices[r]));
    }
    return prices;
  }

  private double[] scaled(double[] prices) {
    double[] scaled = new double[prices.length];
    Arrays.setAll(scaled, r -> prices[r] * scales[r] / money);
    return scaled;
  }

  private double[] unscaled(double[] prices) {
    double[] unscaled = new double[prices.length];
    Arrays.setAll(unscaled, r -> prices[r] * money / scales[r]);
    return unscaled;
  }
}
