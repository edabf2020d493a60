// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * The ids of customers: a customer has the number of the record that was resolved first.
 *
 * <p>That is a function of which records are together and of when each came, and of nothing else.
 * So an id persists as records are added; a merge keeps the older id; and undoing a merge restores
 * the ids that would have been without it, bit for bit. An id that a merge gave up is a record's
 * number still, and {@code links} lead from records to customers.
 */
public final class CustomerIds {

  private CustomerIds() {}

  /**
   * The customer of each record. O(n).
   *
   * @param records n record ids, ascending and distinct
   * @param since when each was resolved for the first time, in any unit; does not change later
   * @param firstSeenThen when each was first seen as was known at that time; does not change later,
   *     although events may come that happened earlier
   * @param clusterOf the cluster of each, named by one of its members' places in {@code records}
   * @return n customer ids: the record with the least since, then first seen, then number
   */
  public static long[] assign(long[] records, long[] since, long[] firstSeenThen, int[] clusterOf) {
    int n = records.length;
    if (since.length != n || firstSeenThen.length != n || clusterOf.length != n) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid columns: %d, %d, %d, %d rows (must be as many)",
              n, since.length, firstSeenThen.length, clusterOf.length));
    }
    int[] oldest = new int[n];
    for (int i = 0; i < n; i++) {
      if (i > 0 && records[i] <= records[i - 1]) {
        throw new IllegalArgumentException(
            "Invalid records: " + records[i] + " (must be ascending and distinct)");
      }
      oldest[i] = -1;
    }
    for (int i = 0; i < n; i++) {
      int first = oldest[clusterOf[i]];
      // records ascend, so that of equals the smaller number is first
      if (first < 0
          || since[i] < since[first]
          || (since[i] == since[first] && firstSeenThen[i] < firstSeenThen[first])) {
        oldest[clusterOf[i]] = i;
      }
    }
    long[] ids = new long[n];
    for (int i = 0; i < n; i++) {
      ids[i] = records[oldest[clusterOf[i]]];
    }
    return ids;
  }
}
