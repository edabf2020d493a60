// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

/** How a feature is told of what is kept; as numbers, for a switch. */
final class Tell {

  /** A sum of cells, whole. */
  static final int COUNT = 0;

  /** A sum of cells in ten-thousandths. */
  static final int MONEY = 1;

  /** A sum of cells in ten-thousandths over a count. */
  static final int MONEY_MEAN = 2;

  static final int SUM = 3;

  /** A sum of values over a count of cells. */
  static final int MEAN = 4;

  static final int MIN = 5;
  static final int MAX = 6;
  static final int FIRST = 7;
  static final int LAST = 8;
  static final int DEVIATION = 9;

  /** A sum of cells over another. */
  static final int CELL_SHARE = 10;

  /** A sum of values over another. */
  static final int SHARE = 11;

  static final int SINCE_LAST = 12;
  static final int SINCE_FIRST = 13;
  static final int DECAYED = 14;

  /** The slope of sums of cells, divided by a scale. */
  static final int CELL_TREND = 15;

  static final int TREND = 16;
  static final int DISTINCT = 17;
  static final int ENTROPY = 18;
  static final int TOP_SHARE = 19;

  private Tell() {}
}
