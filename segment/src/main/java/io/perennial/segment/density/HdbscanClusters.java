// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.segment.Partition;

/** What {@link Hdbscan} found. */
public final class HdbscanClusters {

  private final Partition partition;
  private final double[] stabilities;
  private final double[] probabilities;
  private final double[] outlying;

  HdbscanClusters(
      Partition partition, double[] stabilities, double[] probabilities, double[] outlying) {
    this.partition = partition;
    this.stabilities = stabilities;
    this.probabilities = probabilities;
    this.outlying = outlying;
  }

  /** Which cluster each point is in; {@link Partition#NOISE} for none. */
  public Partition partition() {
    return partition;
  }

  /**
   * By cluster, shape [clusters]: its excess of mass, the sum over its points of how much longer
   * they stay in it than it has been there, in 1 / distance; infinite when enough of them are
   * equal. Not a copy.
   */
  public double[] stabilities() {
    return stabilities;
  }

  /**
   * How firmly each point is in its cluster, in [0, 1], shape [n]: the density at which it leaves,
   * as a share of the greatest at which one does; 0 for noise. Where equal points make that
   * infinite, the greatest that is finite is taken. Not a copy.
   */
  public double[] probabilities() {
    return probabilities;
  }

  /**
   * How far each point is outside the densest part of the cluster that it leaves last, in [0, 1],
   * shape [n]: GLOSH, 0 for a point in the midst. Not a copy. Source: Campello, Moulavi, Zimek and
   * Sander (TKDD 2015).
   */
  public double[] outlierScores() {
    return outlying;
  }
}
