// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import java.util.OptionalDouble;

/**
 * One forecast of many customers and all that is measured of it.
 *
 * @param name what made it
 * @param accuracy how far it was off
 * @param spearman see {@link Ranking#spearman}
 * @param normalisedGini see {@link Ranking#normalisedGini}
 * @param topDecileCapture see {@link Ranking#topDecileCapture}
 * @param aucActive see {@link Ranking#aucActive}
 * @param deciles forecast and actual in ten groups by forecast
 * @param byRepeats forecast and actual by repeats in the calibration, the last group being 7+
 */
public record Forecast(
    String name,
    Accuracy accuracy,
    OptionalDouble spearman,
    OptionalDouble normalisedGini,
    OptionalDouble topDecileCapture,
    OptionalDouble aucActive,
    Calibration deciles,
    Calibration byRepeats) {

  private static final int LAST_GROUP = 7;

  /**
   * Measures a forecast; see {@link Accuracy#of} for what is refused.
   *
   * @param repeats x of each in the calibration, int[n]
   */
  public static Forecast of(String name, double[] predicted, double[] actual, int[] repeats) {
    Accuracy accuracy = Accuracy.of(predicted, actual);
    if (repeats.length != actual.length) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + actual.length
              + " actual values, "
              + repeats.length
              + " repeats (must be as many)");
    }
    return new Forecast(
        name,
        accuracy,
        Ranking.spearman(predicted, actual),
        Ranking.normalisedGini(predicted, actual),
        Ranking.topDecileCapture(predicted, actual),
        Ranking.aucActive(predicted, actual),
        Calibration.ofDeciles(predicted, actual),
        Calibration.ofRepeats(repeats, predicted, actual, LAST_GROUP));
  }
}
