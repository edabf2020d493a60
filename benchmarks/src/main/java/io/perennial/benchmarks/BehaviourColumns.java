// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.FeatureMatrix;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Unit;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import io.perennial.segment.discover.DiscoverConfig;
import io.perennial.segment.discover.Discovery;
import io.perennial.segment.prepare.InputColumn;
import io.perennial.segment.prepare.Missing;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Features as the segment step puts them before the search for groups. */
final class BehaviourColumns {

  private BehaviourColumns() {}

  static Discovery discovery(List<String> names) {
    FeatureDictionary dictionary =
        FeatureSet.of(new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()))
            .dictionary();
    List<InputColumn> columns =
        names.stream()
            .flatMap(name -> dictionary.get(name).stream())
            .map(
                feature ->
                    InputColumn.of(
                        feature.name(),
                        feature.family(),
                        feature.unit() == Unit.SHARE ? Missing.ZERO : Missing.MEDIAN))
            .toList();
    if (columns.size() != names.size()) {
      throw new IllegalArgumentException(
          "Invalid features: the dictionary knows " + columns.size() + " of " + names);
    }
    return new Discovery(
        DiscoverConfig.defaults(), columns, BehaviourColumns::numbered, RandomSource.seeded(11));
  }

  private static List<String> numbered(FeatureMatrix features, Partition partition) {
    return IntStream.rangeClosed(1, partition.clusters()).mapToObj(c -> "Group " + c).toList();
  }
}
