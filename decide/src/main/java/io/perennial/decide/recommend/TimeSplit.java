// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A log cut in two at the end of a day: what may be learned from, and what came after. Nothing of
 * the second is seen by who is judged on it.
 *
 * @param train up to the cut
 * @param test after the cut; the same customers and items
 */
public record TimeSplit(Interactions train, Interactions test) {

  /**
   * Cuts at the end of day {@code end}; the test lasts {@code days}, at least 1.
   *
   * @throws IllegalArgumentException if the log does not reach so far
   */
  public static TimeSplit of(Interactions log, long end, int days) {
    if (days < 1) {
      throw new IllegalArgumentException("Invalid test: " + days + " days (must be >= 1)");
    }
    if (end > log.end() - days) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid test: %d days after day %d (must end by day %d, the last observed)",
              days, end, log.end()));
    }
    return new TimeSplit(log.upTo(end), log.between(end, end + days));
  }

  /**
   * The last {@code count} splits of {@code days} each, the latest first, side by side and none
   * beyond the end; those that leave nobody to judge are left out.
   */
  public static List<TimeSplit> rolling(Interactions log, int days, int count) {
    List<TimeSplit> splits = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      TimeSplit split = of(log, log.end() - (long) k * days, days);
      if (split.judged(Bought.INCLUDED).length > 0) {
        splits.add(split);
      }
    }
    return splits;
  }

  /** The customers with a purchase before the cut and one after it that counts. */
  public int[] judged(Bought bought) {
    return IntStream.range(0, train.customers())
        .filter(c -> train.start(c) < train.start(c + 1) && test.start(c) < test.start(c + 1))
        .filter(c -> bought == Bought.INCLUDED || relevant(c, bought).length > 0)
        .toArray();
  }

  /**
   * The items that {@code customer} bought after the cut, ascending: all of them, or those not
   * bought before.
   */
  public int[] relevant(int customer, Bought bought) {
    History before = train.history(customer);
    History after = test.history(customer);
    int[] items = IntStream.range(0, after.size()).map(after::item).toArray();
    return bought == Bought.INCLUDED
        ? items
        : Arrays.stream(items).filter(item -> !before.bought(item)).toArray();
  }
}
