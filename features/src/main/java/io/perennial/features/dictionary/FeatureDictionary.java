// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All features, in the order of their columns. Immutable. */
public final class FeatureDictionary {

  private final Map<String, FeatureDefinition> byName = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException when two have one name, or a ratio is of one that does not
   *     stand before it
   */
  public FeatureDictionary(Collection<FeatureDefinition> features) {
    for (FeatureDefinition feature : features) {
      if (byName.containsKey(feature.name())) {
        throw new IllegalArgumentException(
            "Invalid feature "
                + feature.name()
                + ": there is one of that name in the family "
                + byName.get(feature.name()).family());
      }
      if (feature.formula() instanceof Formula.Ratio ratio) {
        for (String part : List.of(ratio.numerator(), ratio.denominator())) {
          if (!byName.containsKey(part)) {
            throw new IllegalArgumentException(
                "Invalid feature " + feature.name() + ": unknown feature " + part);
          }
        }
      }
      byName.put(feature.name(), feature);
    }
  }

  /** In the order of their columns. */
  public List<FeatureDefinition> all() {
    return List.copyOf(byName.values());
  }

  public Optional<FeatureDefinition> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The families in order of first appearance, each with its features. */
  public Map<String, List<FeatureDefinition>> families() {
    return byName.values().stream()
        .collect(
            Collectors.groupingBy(
                FeatureDefinition::family, LinkedHashMap::new, Collectors.toList()));
  }

  /** Equal texts for dictionaries that mean the same; to be hashed. */
  public String canonical() {
    return byName.values().stream()
        .map(FeatureDefinition::canonical)
        .collect(Collectors.joining("\n"));
  }
}
