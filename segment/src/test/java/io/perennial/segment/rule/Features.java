// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureSet;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Customers made up, by the features that are known of them. */
final class Features {

  static final FeatureDictionary DICTIONARY =
      FeatureSet.of(new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()))
          .dictionary();

  static final Vocabulary VOCABULARY = Vocabulary.of(DICTIONARY);

  private Features() {}

  static CustomerRow row(Map<String, ?> known) {
    return new CustomerRow() {
      @Override
      public OptionalDouble number(String feature) {
        return known.get(feature) instanceof Number number
            ? OptionalDouble.of(number.doubleValue())
            : OptionalDouble.empty();
      }

      @Override
      public Optional<String> word(String feature) {
        return Optional.ofNullable(known.get(feature)).map(Object::toString);
      }
    };
  }
}
