// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.features.FeatureConfig;
import io.perennial.value.answer.AnswerConfig;

/**
 * What customers are valued by.
 *
 * @param features what one purchase is, and as of when
 * @param answer how far to look back and ahead; its seed is the workspace's
 */
public record ValueConfig(FeatureConfig features, AnswerConfig answer) {

  /** The same of purchases that are told in another way. */
  public ValueConfig withFeatures(FeatureConfig other) {
    return new ValueConfig(other, answer);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return features.canonical() + " " + answer;
  }
}
