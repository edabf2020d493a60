// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.segment.Partition;

/**
 * How evenly points are spread over clusters.
 *
 * @param evenness the entropy of the shares by that of equal shares: 1 where all clusters are
 *     equal, towards 0 where one has nearly all; 0 for less than two clusters
 * @param smallest share of all points that the smallest cluster has; 0 without a cluster
 * @param largest share of all points that the largest cluster has; 0 without a cluster
 * @param unassigned share of all points that are in no cluster
 */
public record SizeBalance(double evenness, double smallest, double largest, double unassigned) {

  /** The balance of {@code partition}. O(n). */
  public static SizeBalance of(Partition partition) {
    int[] sizes = partition.sizes();
    double n = Math.max(1, partition.count());
    double assigned = Math.max(1, partition.count() - partition.noise());
    double entropy = 0;
    int least = sizes.length == 0 ? 0 : Integer.MAX_VALUE;
    int most = 0;
    for (int size : sizes) {
      double share = size / assigned;
      entropy -= share * StrictMath.log(share);
      least = Math.min(least, size);
      most = Math.max(most, size);
    }
    double evenness =
        sizes.length < 2 ? 0 : Math.min(1, entropy / StrictMath.log((double) sizes.length));
    return new SizeBalance(evenness, least / n, most / n, partition.noise() / n);
  }
}
