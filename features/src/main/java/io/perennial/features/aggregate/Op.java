// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

/**
 * What is done for an event that passes a filter; as numbers, because a switch over them is all
 * that the hot path does.
 */
final class Op {

  /** Counts in a cell. */
  static final int COUNT = 0;

  /** Marks the day in a cell. */
  static final int MARK = 1;

  /** Counts in a cell, where there is a measure. */
  static final int COUNT_VALUES = 2;

  /** Adds an exact measure, in ten-thousandths, to a cell. */
  static final int ADD_TICKS = 3;

  /** Counts in a cell when the last event is too long ago. */
  static final int VISIT = 4;

  /** Adds a measure to a value of the day. */
  static final int ADD = 5;

  static final int MIN = 6;
  static final int MAX = 7;
  static final int FIRST = 8;
  static final int LAST = 9;

  /** Takes a measure into a count, mean and sum of squared distances from it: three values. */
  static final int MOMENTS = 10;

  /** Notes the first and the last day. */
  static final int SINCE = 11;

  /** Adds one, or a measure, to a decayed sum. */
  static final int DECAY = 12;

  /** Counts, or adds a measure, under a key. */
  static final int KEY = 13;

  private Op() {}
}
