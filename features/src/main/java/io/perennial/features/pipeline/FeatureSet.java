// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.features.FeatureConfig;
import io.perennial.features.aggregate.AggregateFamily;
import io.perennial.features.aggregate.ComputedColumn;
import io.perennial.features.dictionary.Declarations;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.family.Families;
import io.perennial.features.family.FeatureFamily;
import io.perennial.features.family.FeatureFold;
import java.util.ArrayList;
import java.util.List;

/** All features that a configuration asks for, put together: ours, and the user's own. */
public final class FeatureSet {

  private final FeatureFold fold;
  private final List<ComputedColumn> computed;

  private FeatureSet(FeatureFold fold, List<ComputedColumn> computed) {
    this.fold = fold;
    this.computed = computed;
  }

  /**
   * All that a configuration asks for.
   *
   * @throws IllegalArgumentException when two features have one name, or a ratio is of one that
   *     there is not
   */
  public static FeatureSet of(FeatureConfig config) {
    List<FeatureDefinition> declared = new ArrayList<>(Declarations.builtIn());
    declared.addAll(config.own());
    List<FeatureDefinition> aggregated = new ArrayList<>();
    List<FeatureDefinition> ratios = new ArrayList<>();
    for (FeatureDefinition feature : declared) {
      (feature.formula() instanceof Formula.Ratio ? ratios : aggregated).add(feature);
    }
    AggregateFamily aggregates = new AggregateFamily(aggregated, config.purchase().zone());
    List<FeatureFamily<?>> families = new ArrayList<>(Families.ours(config.purchase()));
    families.add(aggregates);
    return new FeatureSet(new FeatureFold(families, ratios), aggregates.computed());
  }

  /** The features, by definition. */
  public FeatureDictionary dictionary() {
    return fold.dictionary();
  }

  /** All of them in one pass. */
  public FeatureFold fold() {
    return fold;
  }

  /** The columns that the fold reads and that are made of expressions. */
  public List<ComputedColumn> computed() {
    return computed;
  }
}
