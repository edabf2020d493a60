// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of keys with about as many rows as fit a worker's memory.
 *
 * @param from inclusive
 * @param to inclusive
 * @param rows in it
 */
record KeyRange(long from, long to, long rows) {

  /** Parts in which a stretch that is too large is counted. */
  private static final int PARTS = 2_048;

  /**
   * Cuts the keys of {@code input} into ranges of at most {@code target} rows, in order; only a
   * single key may have more. Costs a scan of the key column where there is more than one range,
   * and one for each stretch in which keys crowd.
   */
  static List<KeyRange> cut(Database database, FoldInput input, long target) {
    List<KeyRange> ranges = new ArrayList<>();
    if (input.whole().rows > 0) {
      refine(database, input, target, input.whole(), ranges);
    }
    return ranges;
  }

  private static void refine(
      Database database, FoldInput input, long target, KeyRange range, List<KeyRange> into) {
    if (range.rows <= target || range.from == range.to) {
      into.add(range);
      return;
    }
    // less than the stretch, so that each cut makes it smaller; unsigned: it may not fit a long
    long width = Long.divideUnsigned(range.to - range.from, PARTS) + 1;
    // where the distance fits a long, so does each: numbers of the machine are faster
    String wide = range.to - range.from >= 0 ? "BIGINT" : "HUGEINT";
    String part =
        "CAST(" + input.key() + " AS " + wide + ") - CAST('" + range.from + "' AS " + wide + ")";
    String counts =
        "SELECT CAST(("
            + part
            + ") // "
            + width
            + " AS BIGINT) AS part, count(*)"
            + input.from()
            + range.condition(input.key())
            + " GROUP BY part ORDER BY part";
    KeyRange open = null;
    for (List<String> row : database.rows(counts)) {
      long number = Long.parseLong(row.get(0));
      long rows = Long.parseLong(row.get(1));
      long from = range.from + number * width;
      // distances between longs may not fit a long: compared as unsigned
      boolean last = Long.compareUnsigned(range.to - from, width - 1) < 0;
      long to = last ? range.to : from + width - 1;
      KeyRange next = new KeyRange(from, to, rows);
      if (open != null && open.rows + rows <= target) {
        open = new KeyRange(open.from, to, open.rows + rows);
        continue;
      }
      if (open != null) {
        into.add(open);
        open = null;
      }
      if (rows > target) {
        refine(database, input, target, next, into);
      } else {
        open = next;
      }
    }
    if (open != null) {
      into.add(open);
    }
  }

  /** The condition on the key, to be added to a WHERE. */
  String condition(String key) {
    return " AND "
        + key
        + " BETWEEN CAST('"
        + from
        + "' AS BIGINT) AND CAST('"
        + to
        + "' AS BIGINT)";
  }
}
