// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;

/**
 * How good one customer's list is, by what was bought: each measure within [0, 1], 0 for an empty
 * list. r is the count of items bought, k the length that was allowed.
 *
 * @param recall bought items on the list, as a share of r
 * @param ndcg discounted gain, 1 / log2(1 + place) for each item bought, as a share of that of a
 *     list that begins with min(r, k) of them: Järvelin and Kekäläinen (2002), gains 0 and 1
 * @param averagePrecision mean over min(r, k) of the share of bought items among those down to each
 *     bought one
 * @param hit 1 if any item on the list was bought
 */
record RankingScore(double recall, double ndcg, double averagePrecision, double hit) {

  /**
   * @param list items, the best first
   * @param relevant items bought, ascending, at least one
   */
  static RankingScore of(int[] list, int[] relevant, int k) {
    double gain = 0;
    double ideal = 0;
    double precision = 0;
    int hits = 0;
    for (int place = 0; place < k; place++) {
      double discount = 1 / log2(place + 2);
      ideal += place < relevant.length ? discount : 0;
      if (place < list.length && Arrays.binarySearch(relevant, list[place]) >= 0) {
        hits++;
        gain += discount;
        precision += hits / (place + 1.0);
      }
    }
    return new RankingScore(
        (double) hits / relevant.length,
        gain / ideal,
        precision / Math.min(k, relevant.length),
        hits > 0 ? 1 : 0);
  }

  static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }
}
