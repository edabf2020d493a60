// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.domain.EventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The section {@code value.acquisition} of the configuration. */
final class AcquisitionSettings {

  private static final Setting<Optional<AcquisitionCost>> EACH =
      Setting.parsed("each", "a number >= 0, or one such as 25000 total", AcquisitionCost::parse)
          .doc("of a customer of whom nothing below speaks")
          .example(new AcquisitionCost(12.5, false))
          .optional();

  private static final Setting<Map<String, String>> CAMPAIGNS =
      costs("campaigns").doc("by the campaign that came last before the first purchase");

  private static final Setting<Map<String, String>> CHANNELS =
      costs("channels").doc("by the channel of the first purchase, such as web: 8");

  private static final Setting<Map<String, String>> SOURCES =
      costs("sources").doc("by the source of the first purchase");

  private static final Setting<List<String>> EVENTS =
      Setting.textOrList("events")
          .doc("types of events whose cost counts, too, till the first purchase; [] for none")
          .defaultValue(
              AcquisitionConfig.defaults().events().stream().map(EventType::word).toList())
          .check(
              words -> words.stream().allMatch(word -> EventType.of(word).isPresent()),
              "types of events, such as ad_click");

  /** What may stand there. */
  static final SectionSpec SPEC =
      SectionSpec.of(
          "acquisition",
          "What winning a customer costs, in base currency: of each a number, of all together one"
              + " such as 25000 total. What the campaign says holds, else the channel, the source,"
              + " each; on top comes the cost of events. See docs/value.md.",
          EACH,
          CAMPAIGNS,
          CHANNELS,
          SOURCES,
          EVENTS);

  private AcquisitionSettings() {}

  private static Setting<Map<String, String>> costs(String name) {
    return Setting.textMap(name)
        .defaultValue(Map.of())
        .check(
            costs -> costs.values().stream().allMatch(AcquisitionSettings::isCost),
            "numbers >= 0, or such as 25000 total");
  }

  private static boolean isCost(String text) {
    try {
      AcquisitionCost.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What the section says. */
  static AcquisitionConfig config(Section acquisition) {
    return new AcquisitionConfig(
        acquisition.value(EACH),
        parsed(acquisition.value(CAMPAIGNS)),
        parsed(acquisition.value(CHANNELS)),
        parsed(acquisition.value(SOURCES)),
        acquisition.value(EVENTS).stream()
            .map(EventType::of)
            .flatMap(Optional::stream)
            .distinct()
            .toList());
  }

  private static Map<String, AcquisitionCost> parsed(Map<String, String> costs) {
    return costs.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, each -> AcquisitionCost.parse(each.getValue())));
  }
}
