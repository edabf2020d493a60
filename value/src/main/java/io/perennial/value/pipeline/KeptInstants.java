// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which instants' forecasts are kept, however often one runs: the first of each day of the last
 * week, the first of each week of the last quarter, the first of each four weeks before, until a
 * year after the end of the horizon, and the newest. Days and weeks are blocks of the time since
 * 1970, UTC, the larger made of whole smaller ones: so the first of a large block was the first of
 * each smaller one that it lay in, and whoever lets go after each run keeps what one who looks at
 * all instants at once would keep. At most 8 + 13 + horizon / 4 + 14 instants.
 */
final class KeptInstants {

  private static final long DAY = 86_400_000_000L;
  private static final long WEEK = 7 * DAY;
  private static final long FOUR_WEEKS = 4 * WEEK;
  private static final long QUARTER = 13 * WEEK;
  private static final long YEAR = 52 * WEEK;

  private KeptInstants() {}

  /**
   * Those that are kept.
   *
   * @param horizons by instant, in microseconds: how far each forecast looks, in weeks
   * @param end of what happened: a look beyond it makes nothing older
   */
  static SortedSet<Long> of(Map<Long, Double> horizons, long end) {
    TreeSet<Long> instants = new TreeSet<>(horizons.keySet());
    TreeSet<Long> kept = new TreeSet<>();
    if (instants.isEmpty()) {
      return kept;
    }
    Long seen = instants.floor(end);
    long newest = seen == null ? instants.last() : seen;
    Map<Long, Long> firsts = new TreeMap<>();
    for (long block : new long[] {DAY, WEEK, FOUR_WEEKS}) {
      firsts.clear();
      for (long instant : instants) {
        firsts.putIfAbsent(Math.floorDiv(instant, block), instant);
      }
      for (long first : firsts.values()) {
        long age = newest - first;
        long until = Math.round(horizons.get(first) * WEEK) + YEAR;
        if (age <= until && blockAt(age) == block) {
          kept.add(first);
        }
      }
    }
    kept.add(newest);
    return kept;
  }

  private static long blockAt(long age) {
    return age <= WEEK ? DAY : age <= QUARTER ? WEEK : FOUR_WEEKS;
  }
}
