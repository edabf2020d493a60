// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.features.FeatureConfig;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.churn.Plays;

/**
 * What customers are valued by.
 *
 * @param features what one purchase is, and as of when
 * @param answer how far to look back and ahead; its seed is the workspace's
 * @param near how the near time is forecast
 * @param drift when drift is told of
 * @param plays what may help whom
 * @param acquisition what winning customers costs
 */
public record ValueConfig(
    FeatureConfig features,
    AnswerConfig answer,
    NearConfig near,
    DriftConfig drift,
    Plays plays,
    AcquisitionConfig acquisition) {

  /** With the usual forecast of the near time. */
  public ValueConfig(FeatureConfig features, AnswerConfig answer) {
    this(
        features,
        answer,
        NearConfig.defaults(),
        DriftConfig.defaults(),
        Plays.builtIn(),
        AcquisitionConfig.defaults());
  }

  /** The same of purchases that are told in another way. */
  public ValueConfig withFeatures(FeatureConfig other) {
    return new ValueConfig(other, answer, near, drift, plays, acquisition);
  }

  /** The same of customers who cost otherwise. */
  public ValueConfig withAcquisition(AcquisitionConfig other) {
    return new ValueConfig(features, answer, near, drift, plays, other);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return features.canonical()
        + " "
        + answer
        + " "
        + near.canonical()
        + " "
        + drift.canonical()
        + " "
        + plays.canonical()
        + " "
        + acquisition.canonical();
  }
}
