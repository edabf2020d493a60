// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.special.ErrorFunction;
import java.util.Arrays;

/**
 * Which of a customer's own items they will buy again within the horizon: scores are probabilities
 * that the model gives, 0 for items not bought. Immutable; 8 bytes an item.
 */
public final class Replenishment implements Recommender {

  private static final double SQRT_HALF = 0.7071067811865476;
  private static final double MOST = 0.98;

  private final ReplenishmentConfig config;
  private final double[] share;
  private final float[] ratio;
  private final float[] mean;
  private final double deviation;

  /**
   * @param share who come back after each count of purchases
   * @param ratio of each item's to that of all
   * @param mean log days of a gap, of each item
   * @param deviation of log days
   */
  Replenishment(
      ReplenishmentConfig config, double[] share, float[] ratio, float[] mean, double deviation) {
    this.config = config;
    this.share = share;
    this.ratio = ratio;
    this.mean = mean;
    this.deviation = deviation;
  }

  @Override
  public int items() {
    return mean.length;
  }

  @Override
  public void score(History history, double[] into) {
    Arrays.fill(into, 0, items(), 0);
    for (int place = 0; place < history.size(); place++) {
      if (history.item(place) < items()) {
        into[history.item(place)] = probability(history, place);
      }
    }
  }

  /** The chance to come back to an item: that of all items, times the item's own, at most .98. */
  static double back(double share, double ratio) {
    return Math.min(MOST, share * ratio);
  }

  /** P(the item at a place is bought within the horizon after the history's end). */
  public double probability(History history, int place) {
    int item = history.item(place);
    double back = back(share[ReplenishmentTrainer.count(history.purchases(place))], ratio[item]);
    double middle = logGap(history, place);
    double age = history.age(place) + 0.5;
    double now = cumulative(StrictMath.log(age) - middle);
    double then = cumulative(StrictMath.log(age + config.horizonDays()) - middle);
    return back * (then - now) / (1 - back * now);
  }

  /** Days from one purchase to the next, half of them fewer: the customer's own and the item's. */
  public double everyDays(History history, int place) {
    return StrictMath.exp(logGap(history, place));
  }

  /** Whether the customer bought the item at a place at least twice, and half of gaps are over. */
  public boolean isDue(History history, int place) {
    return history.purchases(place) > 1 && history.age(place) >= everyDays(history, place);
  }

  private double logGap(History history, int place) {
    int gaps = history.purchases(place) - 1;
    double own =
        gaps == 0
            ? 0
            : StrictMath.log(
                Math.max(1, (history.lastDay(place) - history.firstDay(place)) / (double) gaps));
    return (gaps * own + config.customerPrior() * mean[history.item(place)])
        / (gaps + config.customerPrior());
  }

  private double cumulative(double logRatio) {
    return 0.5 * ErrorFunction.erfc(-logRatio / deviation * SQRT_HALF);
  }

  @Override
  public Reason why(History history, int item) {
    int place = history.place(item);
    if (place < 0) {
      return new Reason.Unknown();
    }
    return isDue(history, place)
        ? new Reason.Due(everyDays(history, place), history.age(place))
        : new Reason.BoughtBefore(history.purchases(place), history.age(place));
  }
}
