// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something of a source that is counted every day. Days are numbered from 0, the first that was
 * counted.
 */
public sealed interface Series permits Counts, Shares, Mix {

  /** Whether there is anything to judge on that day. */
  boolean isOn(int day);

  /** What is seen on that day without regard to others, if that means anything. */
  OptionalDouble value(int day);

  /**
   * What is expected of a day by others. A value outside has a chance of at most {@code level} when
   * the day is as the others are.
   *
   * @param others the days to compare with, all before it, in order
   * @param side on which of the two an alarm is wanted
   * @param level the chance of a false alarm
   * @param least the changes that are too small for an alarm
   * @return empty when the others are too few to tell
   */
  Optional<Band> band(int day, int[] others, Check.Side side, double level, LeastChange least);
}
