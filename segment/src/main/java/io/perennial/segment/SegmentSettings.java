// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.features.FeatureConfig;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.segment.rule.Population;
import io.perennial.segment.rule.RuleBook;
import io.perennial.segment.rule.SchemeDeclarations;
import io.perennial.segment.rule.Vocabulary;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The section {@code segment} of the configuration. */
public final class SegmentSettings {

  private static final Setting<RfmConfig.Monetary> MONETARY =
      Setting.choice("monetary", RfmConfig.Monetary.values())
          .doc("the monetary value: what a customer spent in total, or per purchase on the mean")
          .defaultValue(RfmConfig.Monetary.TOTAL);

  private static final Setting<Double> RECENCY_WEIGHT = weight("recency-weight");
  private static final Setting<Double> FREQUENCY_WEIGHT = weight("frequency-weight");
  private static final Setting<Double> MONETARY_WEIGHT = weight("monetary-weight");

  private static final Setting<List<String>> RULES =
      Setting.textList("rules")
          .doc(
              "which scores of recency, frequency and monetary value make a segment; the first rule"
                  + " that matches decides, a letter left out means 1-5, and all 125 combinations"
                  + " must have a rule")
          .defaultValue(RfmRules.DEFAULT.texts());

  private static final SectionSpec RFM =
      SectionSpec.of(
          "rfm",
          "Scores of 1 to 5: one plus five times the share of customers who are worse. 5 bought last,"
              + " most often, spent most. Equal customers have equal scores.",
          MONETARY,
          RECENCY_WEIGHT,
          FREQUENCY_WEIGHT,
          MONETARY_WEIGHT,
          RULES);

  private static final Setting<Optional<Path>> PLAYBOOK =
      Setting.path("playbook")
          .doc("a file that says what to do with whom, in the place of ours; see docs/segments.md")
          .optional();

  private static final Setting<Optional<Path>> WORDS =
      Setting.path("words")
          .doc("a file of words for features, for names and sentences; see docs/segments.md")
          .optional();

  /** What may stand under {@code segment}. */
  public static final SectionSpec SPEC =
      SectionSpec.of(
          "segment", "Which customers are alike.", RFM, PLAYBOOK, WORDS, SchemeDeclarations.RULES);

  private SegmentSettings() {}

  private static Setting<Double> weight(String name) {
    return Setting.number(name)
        .doc("in the one score of a customer, the weighted mean of the three")
        .atLeast(0.0)
        .defaultValue(1.0);
  }

  /**
   * All of it.
   *
   * @param features whose names conditions may say
   * @param currency of money in reasons
   * @throws io.perennial.config.ConfigException with what is wrong with it
   */
  public static SegmentConfig config(Section segment, FeatureConfig features, Currency currency) {
    return new SegmentConfig(
        rfm(segment), rules(segment, FeatureSet.of(features).dictionary()), currency);
  }

  /**
   * The schemes of rules, ours and the user's own; what is typical of the population is not known
   * yet.
   *
   * @param dictionary of the features that conditions may say
   * @throws io.perennial.config.ConfigException with all that is wrong with them: features that
   *     there are not, words compared with numbers
   */
  public static RuleBook rules(Section segment, FeatureDictionary dictionary) {
    Vocabulary vocabulary = Vocabulary.of(dictionary);
    return new RuleBook(
        SchemeDeclarations.read(segment.named(SchemeDeclarations.RULES), vocabulary),
        vocabulary,
        Population.UNKNOWN);
  }

  /** The workspace's own playbook; empty: ours. */
  public static Optional<Path> playbook(Section segment) {
    return segment.value(PLAYBOOK).map(segment.folder()::resolve);
  }

  /** The workspace's own words for features; empty: ours alone. */
  public static Optional<Path> words(Section segment) {
    return segment.value(WORDS).map(segment.folder()::resolve);
  }

  /**
   * How customers are scored by recency, frequency and monetary value.
   *
   * @throws io.perennial.config.ConfigException when the rules cannot be read or do not cover all,
   *     or all weights are 0
   */
  public static RfmConfig rfm(Section segment) {
    Section rfm = segment.section(RFM);
    RfmRules rules;
    try {
      rules = RfmRules.parse(rfm.value(RULES));
    } catch (IllegalArgumentException e) {
      throw rfm.invalid(RULES, String.valueOf(e.getMessage()));
    }
    try {
      return new RfmConfig(
          rfm.value(MONETARY),
          rfm.value(RECENCY_WEIGHT),
          rfm.value(FREQUENCY_WEIGHT),
          rfm.value(MONETARY_WEIGHT),
          rules);
    } catch (IllegalArgumentException e) {
      throw rfm.invalid(RECENCY_WEIGHT, String.valueOf(e.getMessage()));
    }
  }
}
