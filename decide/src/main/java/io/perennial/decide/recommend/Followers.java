// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;
import java.util.List;

/** What is often bought after every item. Immutable; 16 bytes a follower. */
public final class Followers implements Recommender {

  private final Decay decay;
  private final int[][] follower;
  private final float[][] score;
  private final float[][] share;
  private final float[][] days;

  /**
   * @param follower of every item, the most telling first
   * @param score of them
   * @param share of the item's buyers who bought the follower later
   * @param days from one to the other, mean
   */
  Followers(
      SequenceConfig config, int[][] follower, float[][] score, float[][] share, float[][] days) {
    decay = new Decay(config.halfLifeDays());
    this.follower = follower;
    this.score = score;
    this.share = share;
    this.days = days;
  }

  @Override
  public int items() {
    return follower.length;
  }

  /** How many followers {@code item} has. */
  public int size(int item) {
    return follower[item].length;
  }

  /** The follower of {@code item} at a place, the most telling first. */
  public int follower(int item, int place) {
    return follower[item][place];
  }

  /** The share of the buyers of {@code item} who bought its follower on a later day. */
  public double share(int item, int place) {
    return share[item][place];
  }

  /** Days from {@code item} to its follower, mean. */
  public double days(int item, int place) {
    return days[item][place];
  }

  @Override
  public void score(History history, double[] into) {
    Arrays.fill(into, 0, items(), 0);
    for (int place = 0; place < history.size(); place++) {
      int item = history.item(place);
      if (item < items()) {
        double weight = decay.at(history.age(place));
        int[] others = follower[item];
        float[] scores = score[item];
        for (int k = 0; k < others.length; k++) {
          into[others[k]] += weight * scores[k];
        }
      }
    }
  }

  @Override
  public Reason why(History history, int item) {
    return reasons(history, item).get(0);
  }

  @Override
  public List<Reason> reasons(History history, int... items) {
    Reason[] reasons = new Reason[items.length];
    double[] largest = new double[items.length];
    int[] asked = new int[items()]; // the place of each item that is asked for, from 1
    for (int i = 0; i < items.length; i++) {
      asked[items[i]] = i + 1;
    }
    for (int place = 0; place < history.size(); place++) {
      int leader = history.item(place);
      if (leader < items()) {
        double weight = decay.at(history.age(place));
        for (int k = 0; k < follower[leader].length; k++) {
          int item = follower[leader][k];
          int i = asked[item] - 1;
          if (i >= 0 && item != leader && weight * score[leader][k] > largest[i]) {
            largest[i] = weight * score[leader][k];
            reasons[i] =
                new Reason.BoughtAfter(leader, share[leader][k], Math.round(days[leader][k]));
          }
        }
      }
    }
    for (int i = 0; i < items.length; i++) {
      int place = history.place(items[i]);
      if (largest[i] == 0) {
        reasons[i] =
            place < 0
                ? new Reason.Unknown()
                : new Reason.BoughtBefore(history.purchases(place), history.age(place));
      }
    }
    return List.of(reasons);
  }
}
