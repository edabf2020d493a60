// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

/** The ways to learn effects that there are. */
public final class EffectLearners {

  private EffectLearners() {}

  /**
   * An S-learner: one regression with products of arm and features, shrunk as far as the data say.
   */
  public static EffectLearner shrunkenInteractions() {
    return new ShrunkenInteractions(true);
  }

  /** The same without products: effects differ with the base rate alone, of 0 and 1. */
  public static EffectLearner baseRate() {
    return new ShrunkenInteractions(false);
  }

  /** Two models, of the treated and of the control; the effect is their difference. */
  public static EffectLearner twoModels(Regressor regressor) {
    return new TLearner(regressor);
  }
}
