// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.config.ConfigException;
import io.perennial.config.Nearest;
import io.perennial.config.Problem;
import io.perennial.config.Section;
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
import io.perennial.lake.ColumnType;
import io.perennial.lake.Tables;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** All features that a configuration asks for, put together: ours, and the user's own. */
public final class FeatureSet {

  /** Columns that folds write beside features. */
  private static final Set<String> RESERVED = Set.of("key", "taken_at");

  private final FeatureFold fold;
  private final List<ComputedColumn> computed;
  private final FeatureDictionary dictionary;

  /**
   * @param others that the fold does not tell: made of many customers, or by queries
   */
  private FeatureSet(
      FeatureFold fold, List<ComputedColumn> computed, List<FeatureDefinition> others) {
    this.fold = fold;
    this.computed = computed;
    List<FeatureDefinition> all = new ArrayList<>(fold.dictionary().all());
    all.addAll(others);
    dictionary = new FeatureDictionary(all);
  }

  /**
   * All that a configuration asks for.
   *
   * @throws IllegalArgumentException when two features have one name, or a ratio is of one that
   *     there is not
   */
  public static FeatureSet of(FeatureConfig config) {
    List<FeatureDefinition> declared = new ArrayList<>(Declarations.builtIn());
    declared.addAll(Declarations.read(config.own()));
    List<FeatureDefinition> aggregated = new ArrayList<>();
    List<FeatureDefinition> ratios = new ArrayList<>();
    for (FeatureDefinition feature : declared) {
      (feature.formula() instanceof Formula.Ratio ? ratios : aggregated).add(feature);
    }
    AggregateFamily aggregates = new AggregateFamily(aggregated, config.purchase().zone());
    List<FeatureFamily<?>> families = new ArrayList<>(Families.ours(config.purchase()));
    families.add(aggregates);
    List<FeatureDefinition> others = new ArrayList<>(RelatedFeatures.DEFINITIONS);
    config.queries().stream().map(QueryText::definition).forEach(others::add);
    return new FeatureSet(
        new FeatureFold(families, known(families, ratios)), aggregates.computed(), others);
  }

  /**
   * Declared features alone.
   *
   * @param features of {@link Formula.Aggregated} and {@link Formula.Ratio}, ratios behind what
   *     they are made of
   * @param zone decides what a day is
   */
  public static FeatureSet declared(List<FeatureDefinition> features, ZoneId zone) {
    List<FeatureDefinition> aggregated = new ArrayList<>();
    List<FeatureDefinition> ratios = new ArrayList<>();
    for (FeatureDefinition feature : features) {
      (feature.formula() instanceof Formula.Ratio ? ratios : aggregated).add(feature);
    }
    AggregateFamily aggregates = new AggregateFamily(aggregated, zone);
    List<FeatureFamily<?>> families = List.of(aggregates);
    return new FeatureSet(
        new FeatureFold(families, known(families, ratios)), aggregates.computed(), List.of());
  }

  /** Ratios with what follows from the features that they are made of. */
  private static List<FeatureDefinition> known(
      List<FeatureFamily<?>> families, List<FeatureDefinition> ratios) {
    Map<String, FeatureDefinition> byName = new HashMap<>();
    families.forEach(family -> family.features().forEach(f -> byName.put(f.name(), f)));
    List<FeatureDefinition> made = new ArrayList<>();
    for (FeatureDefinition feature : ratios) {
      Formula.Ratio ratio = (Formula.Ratio) feature.formula();
      FeatureDefinition numerator = byName.get(ratio.numerator());
      FeatureDefinition denominator = byName.get(ratio.denominator());
      FeatureDefinition known =
          numerator == null || denominator == null
              ? feature
              : feature.asRatioOf(numerator, denominator);
      byName.put(known.name(), known);
      made.add(known);
    }
    return made;
  }

  /**
   * Checks that the user's own features go with ours and with each other.
   *
   * @throws ConfigException with all that is wrong with them
   */
  static void check(FeatureConfig config) {
    // each by itself first
    Declarations.read(config.own());
    Set<String> known = new HashSet<>();
    Tables.FEATURES.columns().forEach(column -> known.add(column.name()));
    Tables.TRAINING_SETS.columns().forEach(column -> known.add(column.name()));
    known.addAll(RESERVED);
    FeatureConfig ours = new FeatureConfig(config.purchase(), config.asOf());
    FeatureSet built = of(ours);
    built.dictionary().all().forEach(feature -> known.add(feature.name()));
    Set<String> before = new HashSet<>();
    built.fold().dictionary().all().stream()
        .filter(f -> f.type() == ColumnType.LONG || f.type() == ColumnType.DOUBLE)
        .forEach(f -> before.add(f.name()));
    List<Problem> problems = new ArrayList<>();
    List<FeatureDefinition> ratios = new ArrayList<>();
    Map<String, Section> places = new HashMap<>();
    config
        .own()
        .forEach(
            (name, section) -> {
              for (FeatureDefinition feature : Declarations.read(Map.of(name, section))) {
                places.put(feature.name(), section);
                if (feature.formula() instanceof Formula.Ratio) {
                  ratios.add(feature);
                } else {
                  before.add(feature.name());
                }
                if (!known.add(feature.name())) {
                  problems.add(
                      problem(section, feature, "there is one of that name; choose another"));
                }
              }
            });
    for (FeatureDefinition feature : ratios) {
      Formula.Ratio ratio = (Formula.Ratio) feature.formula();
      for (String part : List.of(ratio.numerator(), ratio.denominator())) {
        if (!before.contains(part)) {
          String near = Nearest.name(part, before).map(n -> "; did you mean " + n + "?").orElse("");
          String why =
              known.contains(part)
                  ? part + " is no number that is told customer by customer"
                  : "unknown feature " + part + near;
          problems.add(problem(Objects.requireNonNull(places.get(feature.name())), feature, why));
        }
      }
      before.add(feature.name());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static Problem problem(Section section, FeatureDefinition feature, String why) {
    return new Problem(
        section.place(), section.path(), "Invalid feature: " + feature.name() + " (" + why + ")");
  }

  /** The features, by definition: those of the fold, then those that SQL makes of many. */
  public FeatureDictionary dictionary() {
    return dictionary;
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
