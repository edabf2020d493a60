// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.segment.CategoryConfig;
import io.perennial.segment.RfmConfig;
import io.perennial.segment.discover.DiscoverConfig;
import io.perennial.segment.profile.Playbook;
import io.perennial.segment.profile.WordTable;
import io.perennial.segment.rule.Population;
import io.perennial.segment.rule.RuleBook;
import io.perennial.segment.rule.SchemeDeclarations;
import io.perennial.segment.rule.Vocabulary;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * How customers are segmented.
 *
 * @param rfm by recency, frequency and monetary value
 * @param categories the same within categories; empty: not
 * @param rules by conditions over features
 * @param behaviour how groups that behave alike are found
 * @param purchase what one purchase is, canonical: groups of another kind are found anew
 * @param playbook what to do with whom
 * @param words for features, in names and sentences
 * @param tables the text of the user's own playbook and words; empty where they are ours
 * @param dictionary of the features
 * @param currency of money in reasons
 */
public record SegmentConfig(
    RfmConfig rfm,
    Optional<CategoryConfig> categories,
    RuleBook rules,
    DiscoverConfig behaviour,
    String purchase,
    Playbook playbook,
    WordTable words,
    String tables,
    FeatureDictionary dictionary,
    Currency currency) {

  /** What holds when nobody says otherwise. */
  public static SegmentConfig defaults(FeatureDictionary dictionary, Currency currency) {
    Vocabulary vocabulary = Vocabulary.of(dictionary);
    return new SegmentConfig(
        RfmConfig.defaults(),
        Optional.empty(),
        new RuleBook(SchemeDeclarations.read(Map.of(), vocabulary), vocabulary, Population.UNKNOWN),
        DiscoverConfig.defaults(),
        "",
        Playbook.builtIn(dictionary),
        WordTable.builtIn(),
        "",
        dictionary,
        currency);
  }

  /** The same with scores within categories. */
  public SegmentConfig with(CategoryConfig within) {
    return new SegmentConfig(
        rfm,
        Optional.of(within),
        rules,
        behaviour,
        purchase,
        playbook,
        words,
        tables,
        dictionary,
        currency);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return rfm.canonical()
        + categories.map(within -> " " + within.canonical()).orElse("")
        + " currency "
        + currency.getCurrencyCode()
        + "\n"
        + rules.canonical()
        + "\n"
        + behaviour.canonical()
        + " of "
        + purchase
        + "\n"
        + tables;
  }
}
