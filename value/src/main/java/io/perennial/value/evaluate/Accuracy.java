// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import io.perennial.math.summary.StableSum;
import java.util.OptionalDouble;

/**
 * How far a forecast was from what came. No measure alone will do: where most customers buy
 * nothing, forecasting nothing has a fine mean absolute error.
 *
 * @param customers n
 * @param predictedTotal sum of the forecasts
 * @param actualTotal sum of what came
 * @param mae mean absolute error, a customer
 * @param rmse root of the mean squared error, a customer
 * @param msle mean squared difference of log(1 + value); values below 0 count as 0
 */
public record Accuracy(
    int customers,
    double predictedTotal,
    double actualTotal,
    double mae,
    double rmse,
    double msle) {

  /**
   * Compares {@code predicted} with {@code actual}, double[n] each.
   *
   * @throws IllegalArgumentException if they are empty, differ in length, or are not finite
   */
  public static Accuracy of(double[] predicted, double[] actual) {
    Columns.check(predicted, actual);
    StableSum forecast = new StableSum();
    StableSum came = new StableSum();
    StableSum absolute = new StableSum();
    StableSum squared = new StableSum();
    StableSum logarithmic = new StableSum();
    for (int i = 0; i < predicted.length; i++) {
      double error = predicted[i] - actual[i];
      double logError = Math.log1p(Math.max(0, predicted[i])) - Math.log1p(Math.max(0, actual[i]));
      forecast.add(predicted[i]);
      came.add(actual[i]);
      absolute.add(Math.abs(error));
      squared.add(error * error);
      logarithmic.add(logError * logError);
    }
    int n = predicted.length;
    return new Accuracy(
        n,
        forecast.value(),
        came.value(),
        absolute.value() / n,
        Math.sqrt(squared.value() / n),
        logarithmic.value() / n);
  }

  /** The error of the total as a share of it: -0.1 is 10 % too low. Empty if nothing came. */
  public OptionalDouble bias() {
    return actualTotal == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((predictedTotal - actualTotal) / actualTotal);
  }
}
