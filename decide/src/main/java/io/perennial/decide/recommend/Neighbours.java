// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;

/** The neighbours of every item. Immutable; 12 bytes a neighbour. */
public final class Neighbours implements Recommender, ItemLikeness {

  private final Decay decay;
  private final double own;
  private final int[][] neighbour;
  private final float[][] similarity;
  private final int[][] together;

  /**
   * @param neighbour of every item, the nearest first
   * @param similarity to them
   * @param together customers who bought both
   */
  Neighbours(NeighboursConfig config, int[][] neighbour, float[][] similarity, int[][] together) {
    decay = new Decay(config.halfLifeDays());
    own = config.own();
    this.neighbour = neighbour;
    this.similarity = similarity;
    this.together = together;
  }

  @Override
  public int items() {
    return neighbour.length;
  }

  /** How many neighbours {@code item} has. */
  public int size(int item) {
    return neighbour[item].length;
  }

  /** The neighbour of {@code item} at a place, the nearest first. */
  public int neighbour(int item, int place) {
    return neighbour[item][place];
  }

  /** How like {@code item} its neighbour at a place is, above 0. */
  public double similarity(int item, int place) {
    return similarity[item][place];
  }

  /** Customers who bought both {@code item} and its neighbour at a place. */
  public int together(int item, int place) {
    return together[item][place];
  }

  @Override
  public void score(History history, double[] into) {
    Arrays.fill(into, 0, items(), 0);
    for (int place = 0; place < history.size(); place++) {
      int item = history.item(place);
      if (item < items()) {
        double weight = decay.at(history.age(place));
        into[item] += weight * own;
        int[] others = neighbour[item];
        float[] near = similarity[item];
        for (int k = 0; k < others.length; k++) {
          into[others[k]] += weight * near[k];
        }
      }
    }
  }

  @Override
  public Reason why(History history, int item) {
    int most = -1;
    int common = 0;
    double largest = 0;
    for (int place = 0; place < history.size(); place++) {
      int bought = history.item(place);
      if (bought < items() && bought != item) {
        int at = place(bought, item);
        double share = at < 0 ? 0 : decay.at(history.age(place)) * similarity[bought][at];
        if (share > largest) {
          largest = share;
          most = bought;
          common = together[bought][at];
        }
      }
    }
    int place = history.place(item);
    if (place >= 0 && decay.at(history.age(place)) * own >= largest && own > 0) {
      return new Reason.BoughtBefore(history.purchases(place), history.age(place));
    }
    return most < 0 ? new Reason.Unknown() : new Reason.BoughtWith(most, common);
  }

  @Override
  public double likeness(int a, int b) {
    if (a == b) {
      return 1;
    }
    int at = place(a, b);
    int back = place(b, a);
    double likeness = Math.max(at < 0 ? 0 : similarity[a][at], back < 0 ? 0 : similarity[b][back]);
    return Math.min(1, likeness);
  }

  private int place(int item, int other) {
    int[] others = neighbour[item];
    for (int k = 0; k < others.length; k++) {
      if (others[k] == other) {
        return k;
      }
    }
    return -1;
  }
}
