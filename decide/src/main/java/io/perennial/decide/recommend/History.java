// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;

/**
 * What one customer had bought by the end of a day: each item once, ascending, with its days of
 * purchase. All that a recommender knows of whom it answers for, so that it can answer for one who
 * was not there when it was trained. Immutable.
 */
public final class History {

  private final long end;
  private final int[] items;
  private final int[] purchases;
  private final int[] firstDay;
  private final int[] lastDay;

  private History(long end, int[] items, int[] purchases, int[] firstDay, int[] lastDay) {
    this.end = end;
    this.items = items;
    this.purchases = purchases;
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }

  /** Of somebody who has bought nothing by the end of {@code end}. */
  public static History none(long end) {
    return of(end, new int[0], new long[0]);
  }

  /**
   * Of purchases in any order; those after the end are left out.
   *
   * @param end the last day that is known
   * @param item what was bought
   * @param day when, as {@code LocalDate.toEpochDay()}
   */
  public static History of(long end, int[] item, long[] day) {
    if (item.length != day.length) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid columns: %d items, %d days (must be as many of each)",
              item.length, day.length));
    }
    int n = 0;
    long[] keys = new long[item.length];
    for (int row = 0; row < item.length; row++) {
      if (item[row] < 0) {
        throw new IllegalArgumentException(
            "Row " + row + ": Invalid item: " + item[row] + " (must be >= 0)");
      }
      if (day[row] <= end) {
        keys[n++] = key(item[row], Math.toIntExact(day[row]));
      }
    }
    return ofKeys(end, Arrays.copyOf(keys, n));
  }

  /** Of the rows {@code from} to {@code to}. */
  static History ofRows(long end, int[] item, int[] day, int from, int to) {
    long[] keys = new long[to - from];
    for (int row = from; row < to; row++) {
      keys[row - from] = key(item[row], day[row]);
    }
    return ofKeys(end, keys);
  }

  /** By item, then day, as a number. */
  private static long key(int item, int day) {
    return ((long) item << 32) | ((day ^ Integer.MIN_VALUE) & 0xFFFFFFFFL);
  }

  private static History ofKeys(long end, long[] keys) {
    Arrays.sort(keys);
    int n = 0;
    int[] items = new int[keys.length];
    int[] purchases = new int[keys.length];
    int[] firstDay = new int[keys.length];
    int[] lastDay = new int[keys.length];
    for (int k = 0; k < keys.length; k++) {
      if (k > 0 && keys[k] == keys[k - 1]) {
        continue;
      }
      int what = (int) (keys[k] >>> 32);
      int when = (int) keys[k] ^ Integer.MIN_VALUE;
      if (n == 0 || items[n - 1] != what) {
        items[n] = what;
        firstDay[n++] = when;
      }
      purchases[n - 1]++;
      lastDay[n - 1] = when;
    }
    return new History(
        end,
        Arrays.copyOf(items, n),
        Arrays.copyOf(purchases, n),
        Arrays.copyOf(firstDay, n),
        Arrays.copyOf(lastDay, n));
  }

  /** The last day that is known. */
  public long end() {
    return end;
  }

  /** How many different items. */
  public int size() {
    return items.length;
  }

  /** The item at a place, ascending. */
  public int item(int place) {
    return items[place];
  }

  /** On how many days it was bought, at least one. */
  public int purchases(int place) {
    return purchases[place];
  }

  /** The first day on which it was bought. */
  public long firstDay(int place) {
    return firstDay[place];
  }

  /** The last day on which it was bought. */
  public long lastDay(int place) {
    return lastDay[place];
  }

  /** Days from the last purchase of the item at a place to the end. */
  public long age(int place) {
    return end - lastDay[place];
  }

  /** The place of {@code item}; below 0 when it was not bought. O(log size). */
  public int place(int item) {
    return Arrays.binarySearch(items, item);
  }

  /** Whether {@code item} was bought. */
  public boolean bought(int item) {
    return place(item) >= 0;
  }
}
