// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

/** Sums over customers in each draw, of purchases and of value, before and after, in places. */
final class Sums {

  /** Purchases and value, before and after. */
  static final int MEASURES = 4;

  private static final int PURCHASES_BEFORE = 0;
  private static final int PURCHASES_AFTER = 1;
  private static final int VALUE_BEFORE = 2;
  private static final int VALUE_AFTER = 3;

  private final double[] sums;
  private final int draws;

  /**
   * @param sums double[places][4][draws] in one array
   */
  Sums(double[] sums, int draws) {
    this.sums = sums;
    this.draws = draws;
  }

  /** Where one customer's draws are added. */
  static final class Cell {
    private final double[] sums;
    private final int first;
    private final int draws;

    Cell(double[] sums, int place, int draws) {
      this.sums = sums;
      this.first = place * MEASURES * draws;
      this.draws = draws;
    }

    void before(int d, double purchases, double value) {
      add(PURCHASES_BEFORE, d, purchases);
      add(VALUE_BEFORE, d, value);
    }

    void after(int d, double purchases, double value) {
      add(PURCHASES_AFTER, d, purchases);
      add(VALUE_AFTER, d, value);
    }

    private void add(int measure, int d, double amount) {
      sums[first + measure * draws + d] += amount;
    }
  }

  static Sums empty(int draws) {
    return new Sums(new double[MEASURES * draws], draws);
  }

  /** Adds what {@code other} has in {@code place} to the only place here. */
  void add(Sums other, int place) {
    for (int m = 0; m < MEASURES * draws; m++) {
      sums[m] += other.sums[place * MEASURES * draws + m];
    }
  }

  /** The purchases in the only place. */
  Measure purchases(double level) {
    return measure(PURCHASES_BEFORE, PURCHASES_AFTER, level);
  }

  /** The value in the only place. */
  Measure value(double level) {
    return measure(VALUE_BEFORE, VALUE_AFTER, level);
  }

  private Measure measure(int before, int after, double level) {
    double[] first = new double[draws];
    double[] second = new double[draws];
    System.arraycopy(sums, before * draws, first, 0, draws);
    System.arraycopy(sums, after * draws, second, 0, draws);
    return Measure.of(first, second, level);
  }
}
