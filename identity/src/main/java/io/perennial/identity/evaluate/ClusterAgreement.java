// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.evaluate;

import java.util.Arrays;

/**
 * How a partition of records agrees with the true one.
 *
 * <p>Source of B³: A. Bagga, B. Baldwin, Algorithms for scoring coreference chains, LREC 1998: each
 * record counts the same, where pairs count great customers by their square.
 *
 * @param pairs pairs of records that are one customer
 * @param clusters customers that have exactly the records they should
 * @param records how many records were judged
 * @param bcubedPrecision mean over records: which share of its found customer is truly the same
 * @param bcubedRecall mean over records: which share of its true customer it was found with
 */
public record ClusterAgreement(
    Agreement pairs,
    Agreement clusters,
    long records,
    double bcubedPrecision,
    double bcubedRecall) {

  /**
   * Compares two partitions of the same records. O(n log n), 24 bytes a record.
   *
   * @param truth the true customer of each record
   * @param found the customer each was given; numbers need not be those of the truth
   */
  public static ClusterAgreement of(long[] truth, long[] found) {
    if (truth.length != found.length) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid partitions: of %d and %d records (must be of the same)",
              truth.length, found.length));
    }
    int n = truth.length;
    int[] trueSize = new int[n];
    int[] foundSize = new int[n];
    long[] shared = new long[n];
    int[] trueName = names(truth, trueSize);
    int[] foundName = names(found, foundSize);
    for (int i = 0; i < n; i++) {
      shared[i] = ((long) trueName[i] << 32) | foundName[i];
    }
    Arrays.sort(shared);
    long both = 0;
    long exact = 0;
    double precision = 0;
    double recall = 0;
    for (int from = 0; from < n; ) {
      int to = from;
      while (to < n && shared[to] == shared[from]) {
        to++;
      }
      double count = to - from;
      int inTrue = trueSize[(int) (shared[from] >>> 32)];
      int inFound = foundSize[(int) shared[from]];
      both += pairs(to - from);
      exact += to - from == inTrue && to - from == inFound ? 1 : 0;
      precision += count * count / inFound;
      recall += count * count / inTrue;
      from = to;
    }
    return new ClusterAgreement(
        new Agreement(both, allPairs(foundSize) - both, allPairs(trueSize) - both),
        new Agreement(exact, count(foundSize) - exact, count(trueSize) - exact),
        n,
        Agreement.share(precision, n),
        Agreement.share(recall, n));
  }

  /** The harmonic mean of B³ precision and recall. */
  public double bcubedF1() {
    double sum = bcubedPrecision + bcubedRecall;
    return sum == 0 ? 0 : 2 * bcubedPrecision * bcubedRecall / sum;
  }

  /** Each record's group as a dense number, and how many are in it. */
  private static int[] names(long[] groups, int[] size) {
    long[] distinct = Arrays.stream(groups).sorted().distinct().toArray();
    int[] names = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      names[i] = Arrays.binarySearch(distinct, groups[i]);
      size[names[i]]++;
    }
    return names;
  }

  private static long pairs(long records) {
    return records * (records - 1) / 2;
  }

  private static long allPairs(int[] sizes) {
    return Arrays.stream(sizes).mapToLong(ClusterAgreement::pairs).sum();
  }

  private static long count(int[] sizes) {
    return Arrays.stream(sizes).filter(size -> size > 0).count();
  }
}
