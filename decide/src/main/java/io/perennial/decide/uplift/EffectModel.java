// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;

/** What was learned of effects. Immutable, and safe to use from many threads. */
public interface EffectModel {

  /**
   * The effects on customers.
   *
   * @param features with the columns that were learned from, others being ignored
   */
  Effects effects(FeatureMatrix features);

  /** In a sentence: what it was learned by, and what was noticed. */
  String summary();
}
