// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.evaluate.Holdout;
import io.perennial.value.evaluate.PredictiveAccuracy;
import io.perennial.value.evaluate.Tracking;

/**
 * How well the chosen models would have forecast the latest hold-out, from what was known before.
 *
 * @param holdout errors and ranking, beside the baselines; the models' forecast is called {@link
 *     #CHOSEN}
 * @param tracking week by week
 * @param predictive how well the distributions held
 */
public record Proof(Holdout holdout, Tracking tracking, PredictiveAccuracy predictive) {

  /** The name of the models' forecast. */
  public static final String CHOSEN = "chosen model";
}
