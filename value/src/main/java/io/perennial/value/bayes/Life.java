// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.paretonbd.ParetoNbdModel;

/**
 * One possibility of what is not seen of a customer.
 *
 * @param buyingRate lambda, purchases a week, > 0
 * @param leavingRate mu, a week, > 0
 * @param leavesAtWeeks tau, weeks from the first purchase to the moment of leaving; beyond T for a
 *     customer who is still one
 */
public record Life(double buyingRate, double leavingRate, double leavesAtWeeks) {

  /**
   * A draw given the history and the parameters, exact: whether one is still there, then the moment
   * of leaving with both rates integrated out, then the rates given the moment.
   *
   * @param alive P(alive) of the history
   */
  static Life draw(
      ParetoNbdModel model, PurchaseHistory history, double alive, RandomStream random) {
    double age = history.ageWeeks();
    double buying = model.r() + history.repeats();
    if (random.chance(alive)) {
      double mu = positive(Gamma.standard(random, model.s()) / (model.beta() + age));
      double tau = age - StrictMath.log(random.nextOpenDouble()) / mu;
      return new Life(positive(Gamma.standard(random, buying) / (model.alpha() + age)), mu, tau);
    }
    double tau = LeavingTime.draw(model, history, random);
    return new Life(
        positive(Gamma.standard(random, buying) / (model.alpha() + tau)),
        positive(Gamma.standard(random, model.s() + 1) / (model.beta() + tau)),
        tau);
  }

  private static double positive(double value) {
    return Math.max(value, 1e-300);
  }
}
