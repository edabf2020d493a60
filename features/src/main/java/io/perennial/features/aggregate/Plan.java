// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Declared features compiled to arrays: which operations each event needs, and how each feature is
 * told of what they keep. What two features share is kept once. Made by {@link Planner}.
 */
final class Plan implements Serializable {
  private static final long serialVersionUID = 1;

  /** Where events of unknown type are in the arrays by type. */
  static final int UNKNOWN = 31;

  static final int TYPES = 32;

  /** Days in which a trend looks at periods, and the periods. */
  static final int TREND_DAYS = 30;

  static final int TREND_PERIODS = 12;

  /** Operations on each event of a type. */
  final int[][] always = new int[TYPES][0];

  /** Operations on events of a type, by column of conditions times 64 plus bit. */
  final int[][][] onBit = new int[TYPES][0][0];

  /** By type and column of conditions: the bits that some operation asks for. */
  final long[][] asked = new long[TYPES][0];

  /** Measures that events of a type need. */
  final int[][] measures = new int[TYPES][0];

  int[] op = {};
  int[] opSlot = {};

  /** The measure or, of keys and decayed sums, the track's own number; −1 for none. */
  int[] opMeasure = {};

  /** Longs per day; sums over days are exact in any order. */
  int cells;

  /** What the doubles of a new day are. */
  double[] blank = {};

  /**
   * How the doubles of two days become one: one of {@link Op}; of moments, in the first of three.
   */
  int[] merge = {};

  int sinces;
  int visits;
  double[] halfLives = {};

  /** By key: the column, whether it is a text, the windows in days, whether all is told, too. */
  int[] keyColumn = {};

  boolean[] keyIsText = {};
  int[] keyMeasure = {};
  int[][] keyWindows = {};
  boolean[] keyOfAll = {};
  boolean[] keyEntropy = {};

  /** Columns of the row that hold conditions, measures. */
  int[] conditionColumn = {};

  int[] measureColumn = {};
  boolean[] measureExact = {};

  /** The column that says that a return ends a reversed order. */
  int kindColumn;

  /** Days, ascending; behind them stands: all. */
  int[] windows = {};

  /** How many days back cells are needed one by one. */
  int longest;

  int[] tell = {};
  int[] tellSlot = {};
  int[] tellOther = {};
  int[] tellWindow = {};

  /** The measure that is summed exactly; −1 for none. */
  int[] tellMeasure = {};

  /** Whether a column of the row is read of events of a type. */
  boolean reads(int type, int column) {
    for (int m : measures[type]) {
      if (measureColumn[m] == column) {
        return true;
      }
    }
    for (int word = 0; word < conditionColumn.length; word++) {
      if (conditionColumn[word] == column && asked[type][word] != 0) {
        return true;
      }
    }
    return hasKey(always[type], column)
        || Arrays.stream(onBit[type]).anyMatch(some -> hasKey(some, column))
        || column == kindColumn;
  }

  private boolean hasKey(int[] operations, int column) {
    return Arrays.stream(operations)
        .anyMatch(i -> op[i] == Op.KEY && keyColumn[opSlot[i]] == column);
  }
}
