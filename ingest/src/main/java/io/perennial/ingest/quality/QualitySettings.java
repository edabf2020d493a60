// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.ingest.SchemaChange;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The section {@code quality} of the configuration. */
public final class QualitySettings {

  private static final LeastChange LEAST = LeastChange.defaults();

  private static final Setting<Double> FALSE_ALARMS =
      Setting.share("false-alarms")
          .doc("Of days on which all is as ever, the share with any alarm, over all checks")
          .defaultValue(0.01)
          .above(0.0)
          .check(share -> share < 0.5, "below 0.5");
  private static final Setting<Integer> WEEKS =
      Setting.integer("weeks")
          .doc("How many weeks before it a day is compared with")
          .defaultValue(8)
          .atLeast(3)
          .atMost(52);
  private static final Setting<Integer> DAYS =
      Setting.integer("days")
          .doc("How many days up to the newest are judged")
          .defaultValue(91)
          .atLeast(1)
          .atMost(1000);
  private static final Setting<Double> VOLUME_CHANGE =
      Setting.share("volume-change")
          .doc("No alarm for less than this share of what is expected")
          .defaultValue(LEAST.volume());
  private static final Setting<Double> SHARE_CHANGE =
      Setting.share("share-change")
          .doc("No alarm for a share that changes by less: 0.01 is a percentage point")
          .defaultValue(LEAST.share());
  private static final Setting<Double> DRIFT =
      Setting.number("drift")
          .doc("No alarm for a population stability index of values below this")
          .defaultValue(LEAST.drift())
          .atLeast(0.0);
  private static final Setting<Double> SILENCE =
      Setting.number("silence-hours")
          .doc("No alarm for a source that has said nothing for less")
          .defaultValue(LEAST.hours())
          .atLeast(0.0);
  private static final Setting<List<String>> FAIL =
      Setting.textOrList("fail")
          .doc(
              "Checks whose alarms fail a run (it ends with 1): volume, completeness.product_id,"
                  + " shop.drift.amount")
          .check(keys -> keys.stream().allMatch(QualitySettings::isKey), mustName())
          .defaultValue(List.of());
  private static final Setting<Map<String, String>> LIMITS =
      Setting.textMap("limits")
          .doc(
              "Bounds that always hold, and fail a run: volume and completeness at least, the"
                  + " others at most; such as completeness.product_id: 0.95")
          .check(limits -> limits.keySet().stream().allMatch(QualitySettings::isKey), mustName())
          .check(limits -> limits.values().stream().allMatch(QualitySettings::isNumber), "numbers")
          .defaultValue(Map.of());

  private static final Setting<List<String>> CLOSED =
      Setting.textOrList("closed")
          .doc("Days whose volume is not judged: 12-25 in every year, or 2026-04-03")
          .check(days -> days.stream().allMatch(ClosedDays::isDay), "days: 12-25, or 2026-04-03")
          .defaultValue(List.of());
  private static final Setting<SchemaChange> ON_SCHEMA_CHANGE =
      Setting.choice("on-schema-change", SchemaChange.values())
          .doc("What to do when a file has other columns than the one before it: report, or fail")
          .defaultValue(SchemaChange.REPORT);

  /** What may stand there. */
  public static final SectionSpec SECTION =
      SectionSpec.of(
          "quality",
          "What is expected of the data, and what fails a run.",
          FAIL,
          LIMITS,
          FALSE_ALARMS,
          WEEKS,
          DAYS,
          VOLUME_CHANGE,
          SHARE_CHANGE,
          DRIFT,
          SILENCE,
          CLOSED,
          ON_SCHEMA_CHANGE);

  private QualitySettings() {}

  /** What the section says. */
  public static QualityConfig config(Section quality) {
    Map<String, Double> limits = new TreeMap<>();
    quality.value(LIMITS).forEach((key, bound) -> limits.put(key, Double.valueOf(bound)));
    return new QualityConfig(
        quality.value(FALSE_ALARMS),
        quality.value(WEEKS),
        quality.value(DAYS),
        new LeastChange(
            quality.value(VOLUME_CHANGE),
            quality.value(SHARE_CHANGE),
            quality.value(DRIFT),
            quality.value(SILENCE)),
        new LinkedHashSet<>(quality.value(FAIL)),
        limits,
        ClosedDays.of(quality.value(CLOSED)));
  }

  /** What is to be done when a file has other columns than the one before it. */
  public static SchemaChange onSchemaChange(Section quality) {
    return quality.value(ON_SCHEMA_CHANGE);
  }

  private static boolean isKey(String key) {
    return Arrays.stream(key.split("[.]", -1)).limit(2).anyMatch(Check.words()::contains);
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String mustName() {
    return "one of the checks "
        + String.join(", ", Check.words())
        + ", with a source before it and a field behind it where wanted";
  }
}
