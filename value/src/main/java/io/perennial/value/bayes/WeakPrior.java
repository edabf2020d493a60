// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.value.GroupedHistories;
import io.perennial.value.fit.LogLikelihood;

/**
 * A prior of (r, alpha, s, beta) that says little and is proper: ln r and ln s are normal around 0
 * with deviation 1.5 (shapes from 0.05 to 20), ln(alpha / r) and ln(beta / s) normal around the
 * logarithms of the base's mean interval and mean age with deviation 3 (a factor of 400 either
 * way). It knows the unit of time from the data, so the posterior is the same in weeks and in days.
 *
 * @param logInterval ln of the weeks between purchases
 * @param logAge ln of the mean age in weeks
 */
record WeakPrior(double logInterval, double logAge) {

  private static final double SHAPE = 1.5;
  private static final double MEAN = 3;

  static WeakPrior of(GroupedHistories histories) {
    return new WeakPrior(
        Math.log(histories.totalAgeWeeks() / histories.totalRepeats()),
        Math.log(histories.totalAgeWeeks() / histories.customers()));
  }

  /** The logarithm of the density of the logarithms, up to a constant. */
  double at(double[] parameters) {
    double r = Math.log(parameters[0]);
    double interval = Math.log(parameters[1]) - r - logInterval;
    double s = Math.log(parameters[2]);
    double life = Math.log(parameters[3]) - s - logAge;
    return -0.5
        * ((r * r + s * s) / (SHAPE * SHAPE) + (interval * interval + life * life) / (MEAN * MEAN));
  }

  /** {@code likelihood} times this prior. */
  LogLikelihood with(LogLikelihood likelihood) {
    return (parameters, gradient) -> {
      double value = likelihood.at(parameters, gradient);
      for (int i = 0; i < 4; i += 2) {
        double shape = Math.log(parameters[i]);
        double mean =
            (Math.log(parameters[i + 1]) - shape - (i == 0 ? logInterval : logAge)) / (MEAN * MEAN);
        gradient[i] += (mean - shape / (SHAPE * SHAPE)) / parameters[i];
        gradient[i + 1] -= mean / parameters[i + 1];
      }
      return value + at(parameters);
    };
  }
}
