// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderModel;

/** Something that forecasts a number of each case: a model on the ladder, or a closed form. */
@FunctionalInterface
public interface Forecaster {

  /** What is forecast of each, in the forecast's unit, finite, double[n]. */
  double[] forecasts(Cases cases);

  /** The means that a model forecasts. */
  static Forecaster of(LadderModel model) {
    return cases -> Inputs.means(model, cases);
  }
}
