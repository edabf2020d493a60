// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.Arrays;

/** Cases whose horizon is over, with what came. Immutable. */
public final class Labelled {

  private final Cases cases;
  private final double[] purchases;
  private final double[] spend;

  /**
   * @param purchases in the horizon, double[n], whole numbers >= 0
   * @param spend in the horizon, in currency, double[n]
   */
  public Labelled(Cases cases, double[] purchases, double[] spend) {
    int n = cases.customers();
    if (purchases.length != n || spend.length != n) {
      throw new IllegalArgumentException(
          "Invalid outcomes: "
              + n
              + " cases, "
              + purchases.length
              + " purchases, "
              + spend.length
              + " spends (must be as many of each)");
    }
    this.cases = cases;
    this.purchases = purchases.clone();
    this.spend = spend.clone();
  }

  /** What was known before. */
  public Cases cases() {
    return cases;
  }

  /** How many customers. */
  public int customers() {
    return cases.customers();
  }

  /** What came of row {@code i}. */
  public double outcome(Target target, int i) {
    return (target == Target.PURCHASES ? purchases : spend)[i];
  }

  /** What came of each, double[n]; a copy. */
  public double[] outcomes(Target target) {
    return (target == Target.PURCHASES ? purchases : spend).clone();
  }

  /**
   * These rows alone.
   *
   * @param rows ascending and distinct
   */
  public Labelled only(int[] rows) {
    return new Labelled(
        cases.only(rows),
        Arrays.stream(rows).mapToDouble(i -> purchases[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> spend[i]).toArray());
  }
}
