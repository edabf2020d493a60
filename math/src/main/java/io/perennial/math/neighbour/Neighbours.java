// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

/** The k nearest other points of each of n points, the nearest first, equally near by number. */
public final class Neighbours {

  private final int[] ids;
  private final double[] squared;
  private final int count;
  private final int each;

  Neighbours(int[] ids, double[] squared, int count, int each) {
    this.ids = ids;
    this.squared = squared;
    this.count = count;
    this.each = each;
  }

  /** n. */
  public int count() {
    return count;
  }

  /** k: how many each has, less than n. */
  public int each() {
    return each;
  }

  /** The number of the {@code rank}-th nearest, from 0. */
  public int id(int point, int rank) {
    return ids[point * each + rank];
  }

  /** The squared distance of the {@code rank}-th nearest, from 0. */
  public double squared(int point, int rank) {
    return squared[point * each + rank];
  }

  /** All numbers, shape [n × k]; not a copy. */
  public int[] ids() {
    return ids;
  }

  /** All squared distances, shape [n × k]; not a copy. */
  public double[] squared() {
    return squared;
  }

  /** The distance of each point to its farthest neighbour, shape [n]; 0 where k is 0. */
  public double[] reach() {
    double[] reach = new double[count];
    for (int i = 0; each > 0 && i < count; i++) {
      reach[i] = Math.sqrt(squared(i, each - 1));
    }
    return reach;
  }
}
