// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Unit;
import io.perennial.segment.rule.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What conditions of actions may speak of: features, what values say, and the segment of each
 * scheme in which a customer has one, as {@code segment_lifecycle}.
 */
public final class CustomerWords {

  /** Figures of {@code customer_values}, with what they are a number of. */
  public static final Map<String, Unit> VALUES = values();

  /** The word of {@code customer_values}. */
  public static final String TIER = "tier";

  private static final String SEGMENT = "segment_";

  private CustomerWords() {}

  private static Map<String, Unit> values() {
    Map<String, Unit> units = new LinkedHashMap<>();
    units.put("p_alive", Unit.SHARE);
    units.put("expected_purchases", Unit.COUNT);
    units.put("expected_spend", Unit.MONEY);
    units.put("value", Unit.MONEY);
    units.put("value_lower", Unit.MONEY);
    units.put("lifetime_value", Unit.MONEY);
    units.put("near_purchases", Unit.COUNT);
    units.put("near_spend", Unit.MONEY);
    units.put("near_spend_at_risk", Unit.MONEY);
    units.put("p_churn", Unit.SHARE);
    units.put("p_silence", Unit.SHARE);
    units.put("next_purchase_weeks", Unit.WEEKS);
    return Map.copyOf(units);
  }

  /** The word for the segment of a scheme: {@code segment_big_spenders} of {@code big-spenders}. */
  public static String segment(String scheme) {
    return SEGMENT + scheme.replace('-', '_');
  }

  /**
   * All words.
   *
   * @param schemes in which a customer is in one segment at most
   */
  public static Vocabulary vocabulary(FeatureDictionary dictionary, List<String> schemes) {
    List<String> words = new ArrayList<>(List.of(TIER));
    schemes.forEach(scheme -> words.add(segment(scheme)));
    return Vocabulary.of(dictionary).and(VALUES, words);
  }
}
