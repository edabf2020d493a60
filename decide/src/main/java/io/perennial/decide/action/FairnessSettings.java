// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import io.perennial.config.ConfigException;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.segment.rule.Condition;
import io.perennial.segment.rule.Reason;
import io.perennial.segment.rule.Rule;
import io.perennial.segment.rule.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections {@code decide.fairness}. */
public final class FairnessSettings {

  private static final Setting<Optional<String>> BY =
      Setting.text("by")
          .doc("a word by which customers are in groups: segment_lifecycle, tier, a feature")
          .optional();

  private static final Setting<Optional<String>> WHEN =
      Setting.text("when")
          .doc("in place of it: of whom this holds is one group, all others are the other")
          .optional();

  private static final Setting<Double> WITHIN =
      Setting.share("within")
          .doc("how far the shares of two groups that are addressed may be apart")
          .atLeast(0.001)
          .defaultValue(0.1);

  /** What may stand there. */
  public static final SectionSpec SECTION =
      SectionSpec.named(
          "fairness",
          "Groups of customers of whom like shares are to be addressed; see docs/actions.md.",
          BY,
          WHEN,
          WITHIN);

  private FairnessSettings() {}

  /**
   * What they say.
   *
   * @throws ConfigException when a word or a condition is none
   */
  public static List<Fairness> read(Map<String, Section> sections, Vocabulary vocabulary) {
    List<Fairness> all = new ArrayList<>();
    sections.forEach((name, section) -> all.add(read(name, section, vocabulary)));
    return List.copyOf(all);
  }

  private static Fairness read(String name, Section section, Vocabulary vocabulary) {
    Optional<String> by = section.value(BY).map(String::strip);
    Optional<String> when = section.value(WHEN);
    if (by.isPresent() == when.isPresent()) {
      throw section.invalid(BY, "say by, a word, or when, a condition: one of them");
    }
    by.ifPresent(word -> requireWord(word, section, vocabulary));
    return new Fairness(
        name, by, when.map(text -> rule(name, text, section, vocabulary)), section.value(WITHIN));
  }

  private static void requireWord(String word, Section section, Vocabulary vocabulary) {
    if (!word.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw section.invalid(BY, "must be one word, such as tier; a condition belongs under when");
    }
    try {
      Condition.parse(word + " = 'a'", vocabulary);
    } catch (IllegalArgumentException wrong) {
      String why = String.valueOf(wrong.getMessage());
      throw section.invalid(
          BY,
          why.contains("unknown")
              ? why
              : "is a number: numbers are made groups by a condition, under when");
    }
  }

  private static Rule rule(String name, String text, Section section, Vocabulary vocabulary) {
    try {
      Condition condition = Condition.parse(text, vocabulary);
      return new Rule(name, condition, Reason.parse(name, vocabulary));
    } catch (IllegalArgumentException wrong) {
      throw section.invalid(WHEN, String.valueOf(wrong.getMessage()));
    }
  }
}
