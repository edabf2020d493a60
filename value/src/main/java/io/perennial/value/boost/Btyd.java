// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.GroupedHistories;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What buy-till-you-die models expect, fitted to the histories of one instant: what trees start
 * from, and columns for them. Where a base cannot carry a model, its columns are not known and
 * trees start from nothing. Immutable.
 */
final class Btyd {

  /** Below this expectation all customers are equally gone. */
  private static final double LEAST_LOG = -9;

  private final Optional<ParetoNbdModel> buying;
  private final Optional<GammaGammaModel> spending;

  private Btyd(Optional<ParetoNbdModel> buying, Optional<GammaGammaModel> spending) {
    this.buying = buying;
    this.spending = spending;
  }

  /** Fitted to what is known at one instant, and nothing else. */
  static Btyd fit(Observed observed) {
    return new Btyd(buying(observed), spending(observed));
  }

  private static Optional<ParetoNbdModel> buying(Observed observed) {
    try {
      return Optional.of(new ParetoNbdTrainer().train(observed.histories()).model());
    } catch (TooLittleDataException e) {
      return Optional.empty();
    }
  }

  private static Optional<GammaGammaModel> spending(Observed observed) {
    try {
      SpendHistories spend = SpendHistories.of(observed.repeats(), observed.meanSpend());
      return Optional.of(new GammaGammaTrainer().train(spend).model());
    } catch (TooLittleDataException e) {
      return Optional.empty();
    }
  }

  /** No model: nothing is known. */
  static Btyd none() {
    return new Btyd(Optional.empty(), Optional.empty());
  }

  /** Whether there is a model of buying. */
  boolean knowsBuying() {
    return buying.isPresent();
  }

  /** Whether the same models are there as in {@code other}. */
  boolean isLike(Btyd other) {
    return buying.isPresent() == other.buying.isPresent()
        && spending.isPresent() == other.spending.isPresent();
  }

  /** The model that is there, or else {@code other}'s. */
  Btyd or(Btyd other) {
    return new Btyd(buying.or(() -> other.buying), spending.or(() -> other.spending));
  }

  /** P(alive) of each, double[n]; {@code NaN} where not known. */
  double[] alive(Observed observed) {
    GroupedHistories histories = observed.histories();
    return buying
        .map(model -> histories.spread(model.probabilityAlive(histories)))
        .orElseGet(() -> unknown(observed));
  }

  /** ln E[purchases in the horizon] of each, double[n]; {@code NaN} where not known. */
  double[] logPurchases(Observed observed, double horizonWeeks) {
    GroupedHistories histories = observed.histories();
    return buying
        .map(model -> histories.spread(model.expectedPurchases(histories, horizonWeeks)))
        .map(expected -> Arrays.stream(expected).map(Btyd::boundedLog).toArray())
        .orElseGet(() -> unknown(observed));
  }

  /** ln E[spend of a purchase] of each, double[n]; {@code NaN} where not known. */
  double[] logSpend(Observed observed) {
    if (spending.isEmpty()) {
      return unknown(observed);
    }
    int[] repeats = observed.repeats();
    double[] spend = observed.meanSpend();
    double[] logs = new double[repeats.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(spending.get().expectedSpend(repeats[i], spend[i]));
    }
    return logs;
  }

  private static double boundedLog(double expected) {
    return Math.max(LEAST_LOG, Math.log(expected));
  }

  private static double[] unknown(Observed observed) {
    double[] unknown = new double[observed.customers()];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }
}
