// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;

/** What can be sold now, and what it earns. Immutable. */
public final class Assortment {

  private final boolean[] inStock;
  private final double[] margin;

  private Assortment(boolean[] inStock, double[] margin) {
    this.inStock = inStock;
    this.margin = margin;
  }

  /** All of {@code items} in stock, each as profitable as any other. */
  public static Assortment of(int items) {
    boolean[] stock = new boolean[items];
    double[] margin = new double[items];
    Arrays.fill(stock, true);
    Arrays.fill(margin, 1);
    return new Assortment(stock, margin);
  }

  /**
   * The same with other stock.
   *
   * @param available of every item: those that are not are never shown
   */
  public Assortment withStock(boolean... available) {
    sameCount("stock", available.length);
    return new Assortment(available.clone(), margin);
  }

  /**
   * The same with other margins.
   *
   * @param perUnit money earned by a unit of every item, finite; what earns nothing is never shown
   *     where margin counts
   */
  public Assortment withMargin(double... perUnit) {
    sameCount("margin", perUnit.length);
    for (int item = 0; item < perUnit.length; item++) {
      if (!Double.isFinite(perUnit[item])) {
        throw new IllegalArgumentException(
            "Invalid margin of item " + item + ": " + perUnit[item] + " (must be finite)");
      }
    }
    return new Assortment(inStock, perUnit.clone());
  }

  private void sameCount(String name, int count) {
    if (count != items()) {
      throw new IllegalArgumentException(
          "Invalid "
              + name
              + ": "
              + count
              + " values (must be "
              + items()
              + ", one for each item)");
    }
  }

  /** How many items there are. */
  public int items() {
    return inStock.length;
  }

  /** Whether {@code item} can be sold. */
  public boolean inStock(int item) {
    return inStock[item];
  }

  /** Money that a unit of {@code item} earns. */
  public double margin(int item) {
    return margin[item];
  }
}
