// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;

/** Where a model puts customers. Arrays of shape [n], in the order of the customers; not copies. */
public final class Placements {

  final Points points;
  final int[] segments;
  final double[] propensities;
  final double[] distances;
  final double[] agreements;
  final double[] typicalities;
  final int[] niches;

  Placements(Points points) {
    this.points = points;
    int n = points.count();
    segments = new int[n];
    propensities = new double[n];
    distances = new double[n];
    agreements = new double[n];
    typicalities = new double[n];
    niches = new int[n];
  }

  /** n. */
  public int count() {
    return segments.length;
  }

  /** Customers as the model sees them. */
  public Points points() {
    return points;
  }

  /** The segment whose middle is nearest, by its place in the model's. */
  public int[] segments() {
    return segments;
  }

  /** The probability that the customer belongs to it. */
  public double[] propensities() {
    return propensities;
  }

  /** From its middle, in its spreads: about 1 for a member. */
  public double[] distances() {
    return distances;
  }

  /** The share of methods, seeds and samples that say the same. */
  public double[] agreements() {
    return agreements;
  }

  /** The share of the segment's customers who are as far out; below .001 like nobody. */
  public double[] typicalities() {
    return typicalities;
  }

  /** The small dense group within the segment, by its place in the model's; -1 for none. */
  public int[] niches() {
    return niches;
  }

  /** Who is where; clusters without a member are not there, so numbers may be others. */
  public Partition partition() {
    return Partition.of(segments);
  }
}
