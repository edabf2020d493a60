// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.config.Nearest;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.features.FeatureConfig;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.lake.ColumnType;
import io.perennial.segment.CategoryConfig;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.RfmRules;
import io.perennial.segment.discover.DiscoverConfig;
import io.perennial.segment.profile.Playbook;
import io.perennial.segment.profile.WordTable;
import io.perennial.segment.rule.Population;
import io.perennial.segment.rule.RuleBook;
import io.perennial.segment.rule.SchemeDeclarations;
import io.perennial.segment.rule.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

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

  private static final Setting<Boolean> PER_CATEGORY =
      Setting.flag("per-category")
          .doc("whether customers are also scored in each category, among those who bought of it")
          .defaultValue(false);

  private static final Setting<Integer> MOST_CATEGORIES =
      Setting.integer("most-categories")
          .doc("in how many categories, those with most spend")
          .atLeast(1)
          .defaultValue(20);

  private static final SectionSpec RFM =
      SectionSpec.of(
          "rfm",
          "Scores of 1 to 5: one plus five times the share of customers who are worse. 5 bought last,"
              + " most often, spent most. Equal customers have equal scores.",
          MONETARY,
          RECENCY_WEIGHT,
          FREQUENCY_WEIGHT,
          MONETARY_WEIGHT,
          RULES,
          PER_CATEGORY,
          MOST_CATEGORIES);

  private static final Setting<Optional<Path>> PLAYBOOK =
      Setting.path("playbook")
          .doc("a file that says what to do with whom, in the place of ours; see docs/segments.md")
          .optional();

  private static final Setting<Optional<Path>> WORDS =
      Setting.path("words")
          .doc("a file of words for features, for names and sentences; see docs/segments.md")
          .optional();
  private static final DiscoverConfig USUAL = DiscoverConfig.defaults();

  private static final Setting<Boolean> ENABLED =
      Setting.flag("enabled").doc("whether they are looked for").defaultValue(USUAL.enabled());

  private static final Setting<List<String>> FEATURES =
      Setting.textList("features")
          .doc("by which customers are alike or not: numbers of the dictionary")
          .defaultValue(USUAL.features());

  private static final Setting<Integer> MOST =
      Setting.integer("most")
          .doc("segments at most")
          .atLeast(2)
          .atMost(50)
          .defaultValue(USUAL.most());

  private static final Setting<Double> LEAST_SHARE =
      Setting.share("least-share")
          .doc("the share of customers that a segment has at least")
          .atMost(.49)
          .defaultValue(USUAL.leastShare());

  private static final Setting<Double> LEAST_STABILITY =
      Setting.share("least-stability")
          .doc(
              "how alike clusters stay when other customers are drawn (adjusted Rand index), for a"
                  + " way of clustering to be chosen for its use")
          .defaultValue(USUAL.leastStability());

  private static final Setting<Integer> SAMPLE =
      Setting.integer("sample")
          .doc("customers on whom ways of clustering are compared")
          .atLeast(100)
          .defaultValue(USUAL.sample());

  private static final Setting<Integer> REFIT_AFTER =
      Setting.integer("refit-after")
          .doc(
              "days after which they are found anew; sooner when customers have become others. Ids"
                  + " and names stay where segments do")
          .atLeast(1)
          .defaultValue(USUAL.refitDays());

  private static final Setting<Boolean> MICRO =
      Setting.flag("micro")
          .doc("whether small dense groups and customers like nobody else are looked for, too")
          .defaultValue(USUAL.micro());

  private static final Setting<Integer> MAP =
      Setting.integer("map")
          .doc("customers on the map; 0 for none")
          .atLeast(0)
          .atMost(20_000)
          .defaultValue(USUAL.mapped());

  private static final SectionSpec BEHAVIOUR =
      SectionSpec.of(
          "behaviour",
          "Groups that behave alike, found without rules; how many is decided by what they tell of"
              + " later spend, and by how stable they are.",
          ENABLED,
          FEATURES,
          MOST,
          LEAST_SHARE,
          LEAST_STABILITY,
          SAMPLE,
          REFIT_AFTER,
          MICRO,
          MAP);

  /** What may stand under {@code segment}. */
  public static final SectionSpec SPEC =
      SectionSpec.of(
          "segment",
          "Which customers are alike.",
          RFM,
          BEHAVIOUR,
          PLAYBOOK,
          WORDS,
          SchemeDeclarations.RULES);

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
    FeatureDictionary dictionary = FeatureSet.of(features).dictionary();
    return new SegmentConfig(
        rfm(segment),
        categories(segment).stream()
            .mapToObj(
                most ->
                    new CategoryConfig(
                        most,
                        features.purchase(),
                        features.known() == FeatureConfig.Known.RECEIVED))
            .findFirst(),
        rules(segment, dictionary),
        behaviour(segment.section(BEHAVIOUR), dictionary),
        features.purchase().canonical(),
        playbook(segment)
            .map(file -> Playbook.read(file, dictionary))
            .orElseGet(() -> Playbook.builtIn(dictionary)),
        words(segment).map(WordTable.builtIn()::with).orElseGet(WordTable::builtIn),
        text(playbook(segment)) + text(words(segment)),
        dictionary,
        currency);
  }

  /** What a file says, so that a change of it is a change of the configuration. */
  private static String text(Optional<Path> file) {
    try {
      return file.isPresent() ? Files.readString(file.get()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file.get() + ": " + e.getMessage(), e);
    }
  }

  private static DiscoverConfig behaviour(Section behaviour, FeatureDictionary dictionary) {
    List<String> features = behaviour.value(FEATURES).stream().distinct().toList();
    Set<String> numbers =
        dictionary.all().stream()
            .filter(f -> f.type() == ColumnType.LONG || f.type() == ColumnType.DOUBLE)
            .map(FeatureDefinition::name)
            .collect(Collectors.toSet());
    for (String feature : features) {
      if (!numbers.contains(feature)) {
        throw behaviour.invalid(
            FEATURES,
            "Unknown feature: "
                + feature
                + Nearest.name(feature, numbers).map(n -> " (did you mean " + n + "?)").orElse("")
                + "; perennial features --list shows them, numbers are meant");
      }
    }
    return new DiscoverConfig(
        behaviour.value(ENABLED),
        features,
        behaviour.value(MOST),
        behaviour.value(LEAST_SHARE),
        behaviour.value(LEAST_STABILITY),
        behaviour.value(SAMPLE),
        behaviour.value(REFIT_AFTER),
        behaviour.value(MICRO),
        behaviour.value(MAP));
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

  /** In how many categories customers are scored; empty: in none. */
  public static OptionalInt categories(Section segment) {
    Section rfm = segment.section(RFM);
    return rfm.value(PER_CATEGORY)
        ? OptionalInt.of(rfm.value(MOST_CATEGORIES))
        : OptionalInt.empty();
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
