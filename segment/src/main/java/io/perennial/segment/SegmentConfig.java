// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.segment.rule.Population;
import io.perennial.segment.rule.RuleBook;
import io.perennial.segment.rule.SchemeDeclarations;
import io.perennial.segment.rule.Vocabulary;
import java.util.Currency;
import java.util.Map;

/**
 * How customers are segmented.
 *
 * @param rfm by recency, frequency and monetary value
 * @param rules by conditions over features
 * @param currency of money in reasons
 */
public record SegmentConfig(RfmConfig rfm, RuleBook rules, Currency currency) {

  /** What holds when nobody says otherwise. */
  public static SegmentConfig defaults(FeatureDictionary dictionary, Currency currency) {
    Vocabulary vocabulary = Vocabulary.of(dictionary);
    return new SegmentConfig(
        RfmConfig.defaults(),
        new RuleBook(SchemeDeclarations.read(Map.of(), vocabulary), vocabulary, Population.UNKNOWN),
        currency);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return rfm.canonical() + " currency " + currency.getCurrencyCode() + "\n" + rules.canonical();
  }
}
