// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Unit;
import io.perennial.segment.rule.UnitText;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Differences in words: {@code buys 3.2 times as often as others: every 21 days against 68 days}.
 */
record Phrases(WordTable words, UnitText units) {

  /** Below it a ratio is told by its two sides alone. */
  private static final double WORTH_SAYING = 1.15;

  /**
   * The difference of members and others in one feature.
   *
   * @param times the larger over the smaller, if both are above 0
   */
  String of(
      FeatureDefinition feature,
      RankedFeature.Comparison comparison,
      double members,
      double others,
      OptionalDouble times) {
    if (members == others) {
      return spread(feature, comparison);
    }
    boolean ratio = times.isPresent() && times.getAsDouble() >= WORTH_SAYING;
    String theirs = units.of(members, feature.unit());
    String rest = units.of(others, feature.unit());
    String factor = ratio ? UnitText.plain(times.getAsDouble()) + " times" : "";
    Optional<String> sentence = words.sentence(feature.name(), members > others);
    if (sentence.isPresent() && (ratio || !sentence.get().contains("{times}"))) {
      return sentence
          .get()
          .replace("{members}", theirs)
          .replace("{others}", rest)
          .replace("{times}", factor);
    }
    String plain = meaning(feature) + ": " + theirs + " against " + rest;
    return ratio && feature.unit() != Unit.SHARE && feature.unit() != Unit.RANK
        ? plain + (members > others ? ", " + factor + " as much" : ", " + factor + " less")
        : plain;
  }

  /** Where the middles are the same, mostly 0: how many have any, or what there is on the mean. */
  private String spread(FeatureDefinition feature, RankedFeature.Comparison comparison) {
    RankedFeature.Side members = comparison.members();
    RankedFeature.Side others = comparison.others();
    if (Math.abs(members.positive() - others.positive()) >= 0.05) {
      return meaning(feature)
          + ": "
          + units.of(members.positive(), Unit.SHARE)
          + " have any, "
          + units.of(others.positive(), Unit.SHARE)
          + " of others";
    }
    return meaning(feature)
        + ": "
        + units.of(members.mean(), feature.unit())
        + " on the mean against "
        + units.of(others.mean(), feature.unit());
  }

  /** The meaning without what explains it. */
  private static String meaning(FeatureDefinition feature) {
    String meaning = feature.meaning().split("[:;]", 2)[0].strip();
    String window = feature.window().map(days -> ", in " + days.days() + " days").orElse("");
    return meaning.endsWith(window) ? meaning : meaning + window;
  }
}
