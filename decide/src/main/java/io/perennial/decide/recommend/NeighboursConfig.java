// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How items become neighbours.
 *
 * @param similarity of two items
 * @param shrinkage added to what the similarity divides by, in customers: what few have in common
 *     counts less; at least 0
 * @param neighbours kept of an item, at least 1
 * @param halfLifeDays after which what a customer bought says half as much of what comes next
 * @param own what an item says for itself, within [0, 1]: 0 never repeats
 * @param mostItems of a customer that are learned from, those bought last
 */
public record NeighboursConfig(
    Similarity similarity,
    double shrinkage,
    int neighbours,
    double halfLifeDays,
    double own,
    int mostItems) {

  public NeighboursConfig {
    if (!(shrinkage >= 0 && shrinkage <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("Invalid shrinkage: " + shrinkage + " (must be >= 0)");
    }
    if (neighbours < 1) {
      throw new IllegalArgumentException("Invalid neighbours: " + neighbours + " (must be >= 1)");
    }
    Decay.check("half-life of neighbours", halfLifeDays);
    if (!(own >= 0 && own <= 1)) {
      throw new IllegalArgumentException(
          "Invalid weight of an item for itself: " + own + " (must be within [0, 1])");
    }
    if (mostItems < 1) {
      throw new IllegalArgumentException("Invalid most items: " + mostItems + " (must be >= 1)");
    }
  }

  /** Jaccard, shrunk by 10 customers, 200 neighbours, half after 60 days. */
  public static NeighboursConfig defaults() {
    return new NeighboursConfig(Similarity.JACCARD, 10, 200, 60, 1, 2_000);
  }

  public NeighboursConfig withSimilarity(Similarity other) {
    return new NeighboursConfig(other, shrinkage, neighbours, halfLifeDays, own, mostItems);
  }

  public NeighboursConfig withShrinkage(double customers) {
    return new NeighboursConfig(similarity, customers, neighbours, halfLifeDays, own, mostItems);
  }

  public NeighboursConfig withNeighbours(int count) {
    return new NeighboursConfig(similarity, shrinkage, count, halfLifeDays, own, mostItems);
  }

  public NeighboursConfig withHalfLifeDays(double days) {
    return new NeighboursConfig(similarity, shrinkage, neighbours, days, own, mostItems);
  }

  public NeighboursConfig withOwn(double weight) {
    return new NeighboursConfig(similarity, shrinkage, neighbours, halfLifeDays, weight, mostItems);
  }

  public NeighboursConfig withMostItems(int count) {
    return new NeighboursConfig(similarity, shrinkage, neighbours, halfLifeDays, own, count);
  }
}
