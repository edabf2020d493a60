// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.ArrayList;
import java.util.List;

/** The ways to learn effects that there are. */
public final class EffectLearners {

  private EffectLearners() {}

  /** The same effect for all. */
  public static EffectLearner noHeterogeneity() {
    return new NoHeterogeneity();
  }

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

  /** Imputed effects, mixed by propensity. */
  public static EffectLearner crossed(Regressor regressor) {
    return new XLearner(regressor);
  }

  /** Doubly robust pseudo-outcomes. */
  public static EffectLearner doublyRobust(Regressor regressor) {
    return new DoublyRobustLearner(regressor);
  }

  /** One model of an outcome whose mean is the effect. */
  public static EffectLearner classTransformation(Regressor regressor) {
    return new ClassTransformation(regressor);
  }

  /** The mean of the T-, X- and DR-learner and the class transformation, all linear. */
  public static EffectLearner consensus() {
    return new MeanOfLearners(
        "mean of four linear learners",
        List.of(
            twoModels(Regressor.LINEAR),
            crossed(Regressor.LINEAR),
            doublyRobust(Regressor.LINEAR),
            classTransformation(Regressor.LINEAR)));
  }

  /** Trees that split where effects differ; see {@link UpliftForest}. */
  public static EffectLearner forest(SplitRule rule) {
    return UpliftForest.of(rule);
  }

  /** Those with linear models, quick: what {@link EffectSelection#defaults} chooses from. */
  public static List<EffectLearner> linear() {
    return List.of(
        baseRate(),
        shrunkenInteractions(),
        twoModels(Regressor.LINEAR),
        crossed(Regressor.LINEAR),
        doublyRobust(Regressor.LINEAR),
        classTransformation(Regressor.LINEAR),
        consensus());
  }

  /** All, the quick ones first. */
  public static List<EffectLearner> all() {
    List<EffectLearner> all = new ArrayList<>(linear());
    all.add(twoModels(Regressor.BOOSTED));
    all.add(crossed(Regressor.BOOSTED));
    all.add(doublyRobust(Regressor.BOOSTED));
    all.add(classTransformation(Regressor.BOOSTED));
    for (SplitRule rule : SplitRule.values()) {
      all.add(forest(rule));
    }
    return List.copyOf(all);
  }
}
