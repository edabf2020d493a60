// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

/**
 * The best partition of a few units, by the best partitions of their subsets: 3^n steps, 12 · 2^n
 * bytes.
 */
final class ExactPartition {

  private ExactPartition() {}

  /** The cluster of each unit, named by its first; of equally good ones the finer. */
  static int[] of(WeightMatrix weights) {
    int n = weights.units();
    int subsets = 1 << n;
    long[] within = new long[subsets];
    for (int set = 1; set < subsets; set++) {
      int first = Integer.numberOfTrailingZeros(set);
      int rest = set & (set - 1);
      long sum = within[rest];
      for (int left = rest; left != 0; left &= left - 1) {
        sum += weights.get(first, Integer.numberOfTrailingZeros(left));
      }
      within[set] = sum;
    }
    long[] best = new long[subsets];
    int[] cluster = new int[subsets];
    for (int set = 1; set < subsets; set++) {
      int first = Integer.lowestOneBit(set);
      int others = set ^ first;
      best[set] = best[others];
      cluster[set] = first;
      // every subset of the others, from the smallest, to be with the first
      for (int with = -others & others; with != 0; with = (with - others) & others) {
        long value = within[first | with] + best[others ^ with];
        if (value > best[set]) {
          best[set] = value;
          cluster[set] = first | with;
        }
      }
    }
    int[] clusterOf = new int[n];
    for (int left = subsets - 1; left != 0; left ^= cluster[left]) {
      int name = Integer.numberOfTrailingZeros(left);
      for (int members = cluster[left]; members != 0; members &= members - 1) {
        clusterOf[Integer.numberOfTrailingZeros(members)] = name;
      }
    }
    return clusterOf;
  }
}
