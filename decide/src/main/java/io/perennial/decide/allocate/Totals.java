// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import io.perennial.math.parallel.Chunks;
import java.util.function.IntUnaryOperator;

/**
 * What choices sum up to, by group and action: cell {@code group * actions + action}. All that
 * limits ask about is a sum over these cells. Immutable.
 */
final class Totals {

  private static final int CHUNK = 8_192;

  private final double[] sums;
  private final int cells;

  private Totals(double[] sums, int cells) {
    this.sums = sums;
    this.cells = cells;
  }

  /**
   * The totals over customers 0 to n - 1 of what {@code choice} gives each; the same bits on any
   * number of threads.
   */
  static Totals of(Offers offers, IntUnaryOperator choice) {
    int width = offers.actions().size();
    int cells = offers.groups().size() * width;
    double[] sums =
        Chunks.sum(
            offers.customers(),
            CHUNK,
            3 * cells,
            (into, from, to) -> {
              for (int i = from; i < to; i++) {
                add(offers, i, choice.applyAsInt(i), into, cells);
              }
            });
    return new Totals(sums, cells);
  }

  /** The totals over some customers only. */
  static Totals of(Offers offers, int[] some, IntUnaryOperator choice) {
    int width = offers.actions().size();
    int cells = offers.groups().size() * width;
    double[] sums =
        Chunks.sum(
            some.length,
            CHUNK,
            3 * cells,
            (into, from, to) -> {
              for (int k = from; k < to; k++) {
                add(offers, some[k], choice.applyAsInt(some[k]), into, cells);
              }
            });
    return new Totals(sums, cells);
  }

  private static void add(Offers offers, int customer, int action, double[] into, int cells) {
    if (action != Offers.NOTHING) {
      int k = offers.groupOf(customer) * offers.actions().size() + action;
      into[k]++;
      into[cells + k] += offers.cost(customer, action);
      into[2 * cells + k] += offers.value(customer, action);
    }
  }

  /** These totals by {@code weight} and the others by {@code other}. */
  Totals mixed(double weight, Totals others, double other) {
    double[] mixed = new double[sums.length];
    for (int k = 0; k < mixed.length; k++) {
      mixed[k] = weight * sums[k] + other * others.sums[k];
    }
    return new Totals(mixed, cells);
  }

  int cells() {
    return cells;
  }

  double contacts(int cell) {
    return sums[cell];
  }

  double cost(int cell) {
    return sums[cells + cell];
  }

  double value(int cell) {
    return sums[2 * cells + cell];
  }

  double contacts() {
    return sum(0);
  }

  double cost() {
    return sum(cells);
  }

  double value() {
    return sum(2 * cells);
  }

  /** Value less cost. */
  double net() {
    return value() - cost();
  }

  private double sum(int from) {
    double sum = 0;
    for (int k = from; k < from + cells; k++) {
      sum += sums[k];
    }
    return sum;
  }
}
