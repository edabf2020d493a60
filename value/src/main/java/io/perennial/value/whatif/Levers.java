// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.value.Discounting;
import java.util.Arrays;

/**
 * What a scenario does to those whom it concerns, draw by draw: an effect that is known with an
 * error has another size in each.
 */
final class Levers {

  private static final double MOST = 1e6;

  private final double[] buying;
  private final double[] leaving;
  private double spend = 1;
  private double margin;
  private double weeklyRate;
  private double weeklyCost;
  private double silence;
  private boolean buysNow;

  private Levers(WhatIfConfig config) {
    buying = new double[config.draws()];
    leaving = new double[config.draws()];
    Arrays.fill(buying, 1);
    Arrays.fill(leaving, 1);
    margin = config.margin();
    weeklyRate = Discounting.weeklyRate(config.yearlyInterest());
  }

  /** The world as it is. */
  static Levers asIs(WhatIfConfig config) {
    return new Levers(config);
  }

  static Levers of(Scenario scenario, WhatIfConfig config) {
    Levers levers = new Levers(config);
    RandomSource chance = RandomSource.seeded(config.seed()).derive("effects");
    for (Change change : scenario.changes()) {
      levers.take(change, chance.derive(change.key()));
    }
    return levers;
  }

  private void take(Change change, RandomSource chance) {
    if (change instanceof Change.Price price) {
      spend *= 1 + price.by();
      times(buying, chance, price.elasticity(), e -> StrictMath.pow(1 + price.by(), e));
    } else if (change instanceof Change.Discount discount) {
      spend *= 1 - discount.depth() * discount.taken();
      boolean none = discount.depth() == 0 || discount.taken() == 0;
      times(buying, chance, discount.lift(), lift -> none ? 1 : 1 + lift);
    } else if (change instanceof Change.Contacts contacts) {
      weeklyCost += contacts.weekly() * (contacts.times() - 1) * contacts.cost();
      times(buying, chance, contacts.elasticity(), e -> StrictMath.pow(contacts.times(), e));
    } else if (change instanceof Change.Dropout dropout) {
      times(leaving, chance, dropout.factor(), factor -> factor);
    } else if (change instanceof Change.Buying more) {
      times(buying, chance, more.factor(), factor -> factor);
    } else if (change instanceof Change.Margin other) {
      margin = other.to();
    } else if (change instanceof Change.Interest interest) {
      weeklyRate = Discounting.weeklyRate(interest.yearly());
    } else if (change instanceof Change.Silence silent) {
      silence += silent.weeks();
    } else if (change instanceof Change.BuyNow) {
      buysNow = true;
    } else if (change instanceof Change.Input input) {
      throw new IllegalArgumentException(
          "Cannot change "
              + input.name()
              + ": purchase models have no such input (ask a model on the ladder)");
    }
  }

  private interface Strength {
    double of(double effect);
  }

  private static void times(double[] rates, RandomSource chance, Effect effect, Strength strength) {
    for (int d = 0; d < rates.length; d++) {
      double drawn =
          effect.standardError() == 0
              ? effect.estimate()
              : effect.estimate() + effect.standardError() * Normal.standard(chance.stream(d));
      rates[d] = Math.min(MOST, rates[d] * Math.max(0, Math.min(MOST, strength.of(drawn))));
    }
  }

  /** Times what rate one buys in draw {@code d}. */
  double buying(int d) {
    return buying[d];
  }

  /** Times what rate one leaves in draw {@code d}. */
  double leaving(int d) {
    return leaving[d];
  }

  /** Times what one spends on a purchase. */
  double spend() {
    return spend;
  }

  /** What is left of a unit of spend at the prices as they were; the cost of it has stayed. */
  double profit() {
    return spend - (1 - margin);
  }

  double weeklyRate() {
    return weeklyRate;
  }

  /** What a customer costs in a week more than before. */
  double weeklyCost() {
    return weeklyCost;
  }

  double silence() {
    return silence;
  }

  boolean buysNow() {
    return buysNow;
  }

  /** Whether histories are others than before. */
  boolean changesHistories() {
    return buysNow || silence > 0;
  }
}
