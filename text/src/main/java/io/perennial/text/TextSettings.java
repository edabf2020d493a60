// SPDX-License-Identifier: Apache-2.0
package io.perennial.text;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The section {@code text} of the configuration. */
public final class TextSettings {

  private static final Setting<Boolean> ENABLED =
      Setting.flag("enabled")
          .doc("whether what customers write is read: language, sentiment, themes, intent")
          .defaultValue(true);

  private static final Setting<Map<String, String>> BRANDS =
      Setting.textMap("brands")
          .doc(
              "brands whose mentions are counted beside those of events, each with its other names,"
                  + " separated by commas")
          .example(Map.of("Acme", "Acme Corp, ACM", "Globex", ""))
          .defaultValue(Map.of());

  private static final Setting<Double> FALSE_ALARMS =
      Setting.share("false-alarms")
          .doc("probability that any theme is called out in a run when none has changed")
          .above(0.0)
          .check(share -> share < 1, "below 1")
          .defaultValue(TextConfig.defaults().falseAlarms());

  private static final Setting<Boolean> SCORES =
      Setting.flag("scores")
          .doc(
              "whether scores beside reviews and answers to surveys teach how texts feel, at a tenth"
                  + " of a person's word")
          .defaultValue(true);

  /** What may stand under {@code text}. */
  public static final SectionSpec SPEC =
      SectionSpec.of("text", "What customers write.", ENABLED, BRANDS, FALSE_ALARMS, SCORES);

  private TextSettings() {}

  /** What a section says. */
  public static TextConfig config(Section section) {
    Map<String, List<String>> brands = new TreeMap<>();
    section
        .value(BRANDS)
        .forEach(
            (brand, aliases) ->
                brands.put(
                    brand,
                    Arrays.stream(aliases.split(",", -1))
                        .map(String::strip)
                        .filter(alias -> !alias.isEmpty())
                        .toList()));
    return new TextConfig(
        section.value(ENABLED), brands, section.value(FALSE_ALARMS), section.value(SCORES));
  }
}
