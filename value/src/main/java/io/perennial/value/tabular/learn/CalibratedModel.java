// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.LogOdds;
import java.util.List;

/**
 * A model whose log-odds are calibrated.
 *
 * @param model as it was trained
 * @param calibrator learned from rows that the model was not trained on
 */
public record CalibratedModel(ClassifierModel model, Calibrator calibrator)
    implements ClassifierModel {

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public List<String> features() {
    return model.features();
  }

  @Override
  public double logOdds(double[] row) {
    return calibrator.of(model.logOdds(row));
  }

  @Override
  public LogOdds explain(double[] row) {
    return calibrator.of(model.explain(row));
  }

  @Override
  public String summary() {
    return model.summary() + "; calibration: " + calibrator.name();
  }
}
