// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/** Recommended items of many customers, the best first. Immutable; 12 bytes an item. */
public final class Slates {

  private final int[][] items;
  private final double[][] scores;

  /**
   * @param items double[customers][≤ k]
   * @param scores of them
   */
  Slates(int[][] items, double[][] scores) {
    this.items = items;
    this.scores = scores;
  }

  /** How many customers. */
  public int customers() {
    return items.length;
  }

  /** How many items the customer in {@code row} is recommended. */
  public int size(int row) {
    return items[row].length;
  }

  /** The item at a place, 0 for the best. */
  public int item(int row, int place) {
    return items[row][place];
  }

  /** What the model says of it. */
  public double score(int row, int place) {
    return scores[row][place];
  }
}
