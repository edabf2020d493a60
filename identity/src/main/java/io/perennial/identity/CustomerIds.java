// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import io.perennial.domain.StableHash;
import java.util.Arrays;

/** The ids of customers, stable from one resolution to the next. */
public final class CustomerIds {

  /*
   * Who keeps an id, when records hang together otherwise than before:
   *
   * 1. The id of a former customer goes to the component with most of its records; of equals to the
   *    one whose earliest record is the earliest. So no two components have the same id.
   * 2. A component that may have several former ids keeps the oldest: that whose records were seen
   *    first. The others remain as redirects: they are records' numbers, and links lead from records
   *    to customers.
   * 3. A component that may have none takes the number of its earliest record; where another keeps
   *    that, a number made of it.
   *
   * Earlier is an earlier first sight, then a smaller number. Nothing depends on the order of pairs.
   */

  /** What stands for: this record had no customer yet. */
  public static final long NONE = -1;

  private final long[] records;
  private final long[] firstSeen;
  private final long[] former;
  private final Components components;

  private CustomerIds(long[] records, long[] firstSeen, long[] former, Components components) {
    this.records = records;
    this.firstSeen = firstSeen;
    this.former = former;
    this.components = components;
  }

  /**
   * The customer of each record. O(n log n), about 60 bytes a record.
   *
   * @param records n record ids, ascending and distinct
   * @param firstSeen when each was first seen, any unit
   * @param former the customer id that each had, or {@link #NONE}
   * @param components which of the records are one customer, by their place in {@code records}
   * @return n customer ids
   */
  public static long[] assign(
      long[] records, long[] firstSeen, long[] former, Components components) {
    for (int i = 1; i < records.length; i++) {
      if (records[i] <= records[i - 1]) {
        throw new IllegalArgumentException(
            "Invalid records: " + records[i] + " (must be ascending and distinct)");
      }
    }
    return new CustomerIds(records, firstSeen, former, components).assign();
  }

  private long[] assign() {
    int n = records.length;
    int[] earliest = earliest();
    long[] kept = kept(earliest);
    long[] taken = Arrays.stream(kept).filter(id -> id != NONE).sorted().toArray();
    for (int root = 0; root < n; root++) {
      if (components.of(root) == root && kept[root] == NONE) {
        long earliestRecord = records[earliest[root]];
        long id = earliestRecord;
        for (int nth = 1; Arrays.binarySearch(taken, id) >= 0; nth++) {
          id = StableHash.of("customer split from " + earliestRecord + " " + nth);
        }
        kept[root] = id;
      }
    }
    long[] ids = new long[n];
    for (int i = 0; i < n; i++) {
      ids[i] = kept[components.of(i)];
    }
    return ids;
  }

  /** The earliest record of each component, at its root. */
  private int[] earliest() {
    int[] earliest = new int[records.length];
    Arrays.fill(earliest, -1);
    for (int i = 0; i < records.length; i++) {
      int root = components.of(i);
      // records ascend, so that of equals the smaller number is first
      if (earliest[root] < 0 || firstSeen[i] < firstSeen[earliest[root]]) {
        earliest[root] = i;
      }
    }
    return earliest;
  }

  /** The former id that each component keeps, at its root. */
  private long[] kept(int[] earliest) {
    long[] formerIds = Arrays.stream(former).filter(id -> id != NONE).sorted().distinct().toArray();
    long[] age = new long[formerIds.length];
    Arrays.fill(age, Long.MAX_VALUE);
    long[] votes = new long[(int) Arrays.stream(former).filter(id -> id != NONE).count()];
    int next = 0;
    for (int i = 0; i < records.length; i++) {
      if (former[i] != NONE) {
        int id = Arrays.binarySearch(formerIds, former[i]);
        age[id] = Math.min(age[id], firstSeen[i]);
        votes[next++] = ((long) id << 32) | components.of(i);
      }
    }
    Arrays.sort(votes);
    int[] keptId = new int[records.length];
    Arrays.fill(keptId, -1);
    int at = 0;
    while (at < votes.length) {
      int id = (int) (votes[at] >> 32);
      int winner = -1;
      int most = 0;
      while (at < votes.length && (int) (votes[at] >> 32) == id) {
        int root = (int) votes[at];
        int from = at;
        while (at < votes.length && votes[at] == votes[from]) {
          at++;
        }
        if (at - from > most
            || (at - from == most && isEarlier(earliest[root], earliest[winner]))) {
          winner = root;
          most = at - from;
        }
      }
      // ids ascend, so that of equal age the smaller is kept
      if (keptId[winner] < 0 || age[id] < age[keptId[winner]]) {
        keptId[winner] = id;
      }
    }
    return Arrays.stream(keptId).mapToLong(id -> id < 0 ? NONE : formerIds[id]).toArray();
  }

  private boolean isEarlier(int record, int other) {
    return firstSeen[record] < firstSeen[other]
        || (firstSeen[record] == firstSeen[other] && record < other);
  }
}
