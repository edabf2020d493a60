// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import java.util.Arrays;

/** The two clocks of customers on one path: that of buying and that of leaving. Immutable. */
final class Clocks {

  private final CovariatePath path;
  private final int[] buyingColumns;
  private final int[] leavingColumns;
  private final OperationalTime buying;
  private final OperationalTime leaving;

  /**
   * @param effects those on buying, then those on leaving
   */
  Clocks(CovariatePath path, int[] buyingColumns, int[] leavingColumns, double[] effects) {
    this.path = path;
    this.buyingColumns = buyingColumns;
    this.leavingColumns = leavingColumns;
    double[] more = Arrays.copyOf(effects, buyingColumns.length);
    double[] sooner = Arrays.copyOfRange(effects, buyingColumns.length, effects.length);
    this.buying = new OperationalTime(path, buyingColumns, more);
    this.leaving = new OperationalTime(path, leavingColumns, sooner);
  }

  CovariatePath path() {
    return path;
  }

  OperationalTime buying() {
    return buying;
  }

  OperationalTime leaving() {
    return leaving;
  }

  /** The covariate of buying effect {@code k} within a run; 0 outside the path. */
  double buyingCovariate(int run, int k) {
    return run < 0 || run >= path.runs() ? 0 : path.run(run)[buyingColumns[k]];
  }

  double leavingCovariate(int run, int k) {
    return run < 0 || run >= path.runs() ? 0 : path.run(run)[leavingColumns[k]];
  }

  double buyingSlope(double time, int k) {
    return buying.slope(time, k, buyingColumns[k]);
  }

  double leavingSlope(double time, int k) {
    return leaving.slope(time, k, leavingColumns[k]);
  }
}
