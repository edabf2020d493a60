// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.List;

/** Which records are one customer, and how sure that is. Do not change the arrays it gives. */
public final class Clustering {

  private final int[] clusterOf;
  private final double[] confidence;
  private final double[] clusterConfidence;
  private final int[] closest;
  private final List<Contradiction> contradictions;
  private final Figures figures;

  Clustering(
      int[] clusterOf,
      double[] confidence,
      double[] clusterConfidence,
      int[] closest,
      List<Contradiction> contradictions,
      Figures figures) {
    this.clusterOf = clusterOf;
    this.confidence = confidence;
    this.clusterConfidence = clusterConfidence;
    this.closest = closest;
    this.contradictions = contradictions;
    this.figures = figures;
  }

  /** The cluster of each node, named by its smallest node. */
  public int[] clusters() {
    return clusterOf;
  }

  /**
   * How sure it is that a record is the same customer as most records of its cluster, within [0,
   * 1]; 1 for a record alone. Records are joined by the surest pair between what was joined
   * already; this is the weakest join at which the record was not in the greater part.
   */
  public double confidence(int node) {
    return confidence[node];
  }

  /** How sure it is that all records of a node's cluster are one customer: its weakest join. */
  public double clusterConfidence(int node) {
    return clusterConfidence[node];
  }

  /** The record of the same cluster that a told pair ties closest to a node; -1 for none. */
  public int closest(int node) {
    return closest[node];
  }

  /** What people and systems said that could not all be meant. */
  public List<Contradiction> contradictions() {
    return contradictions;
  }

  /** Pairs within clusters that are expected to be of different customers. */
  public double expectedFalsePairs() {
    return figures.expectedFalsePairs;
  }

  /**
   * Compared pairs between clusters that are expected to be one customer's. What was never compared
   * is not in it.
   */
  public double expectedMissedPairs() {
    return figures.expectedMissedPairs;
  }

  /** The sum of log-odds within clusters, of the components of which all pairs were scored. */
  public double value() {
    return figures.value;
  }

  /** What {@link #value()} cannot exceed in any partition; equal where the result is the best. */
  public double bound() {
    return figures.bound;
  }

  /** Components of at least two records. */
  public int components() {
    return figures.components;
  }

  /** Those of them, and parts of large ones, of which the best partition is proven. */
  public int exactComponents() {
    return figures.exactComponents;
  }

  /** Components of more records than are scored pair by pair. */
  public int largeComponents() {
    return figures.largeComponents;
  }

  /** How many pairs were asked for beside those told, without those of large components' cuts. */
  public long pairsAsked() {
    return figures.pairsAsked;
  }

  /** The records of the greatest cluster that was not scored pair by pair; 0 for none. */
  public int largestUnscored() {
    return figures.largestUnscored;
  }

  /** What is counted while components are solved. */
  static final class Figures {
    double expectedFalsePairs;
    double expectedMissedPairs;
    double value;
    double bound;
    int components;
    int exactComponents;
    int largeComponents;
    long pairsAsked;
    int largestUnscored;
  }
}
