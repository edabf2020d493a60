// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.features.AsOfText;
import io.perennial.features.FeatureConfig;
import io.perennial.features.FeatureQuery;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.features.dictionary.Declarations;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The sections {@code analysis} and {@code features} of the configuration. */
public final class FeatureSettings {

  private static final Setting<Optional<AsOfText>> AS_OF =
      Setting.parsed("as-of", "a day such as 2026-01-31, or an instant", AsOfText::new)
          .doc("nothing from then on is used; left out, the day after the last event")
          .example(new AsOfText("2026-01-31"))
          .optional();

  private static final Setting<PurchaseRule.Unit> PURCHASE =
      Setting.choice("purchase", PurchaseRule.Unit.values())
          .doc("what one purchase is: all orders of a day, or each order")
          .defaultValue(PurchaseRule.Unit.DAY);

  private static final Setting<FeatureConfig.Known> KNOWN =
      Setting.choice("known", FeatureConfig.Known.values())
          .doc("what an instant knows: what occurred before it, or what was received by then, too")
          .defaultValue(FeatureConfig.Known.OCCURRED);

  private static final Setting<List<String>> FILES =
      Setting.textOrList("files")
          .doc("features of your own in SQL, a file each; see docs/features.md")
          .defaultValue(List.of());

  private static final Setting<Integer> INSTANTS =
      whole("instants", "how many instants of the past", 1000).defaultValue(4);

  private static final Setting<Integer> EVERY =
      whole("every", "days from one instant to the next", 3660).defaultValue(90);

  private static final Setting<Integer> HORIZON =
      whole("horizon", "days after each over which it is seen what customers did", 3660)
          .defaultValue(90);

  private static final SectionSpec TRAINING =
      SectionSpec.of(
          "training",
          "Features as of instants of the past, each with what came after: what models and segments"
              + " are judged by. The last horizon ends where what is known ends; instants from"
              + " before the first event give no rows.",
          INSTANTS,
          EVERY,
          HORIZON);

  /** What may stand under {@code analysis}. */
  public static final SectionSpec ANALYSIS =
      SectionSpec.of("analysis", "As of when customers are looked at.", AS_OF, KNOWN);

  /** What may stand under {@code features}. */
  public static final SectionSpec FEATURES =
      SectionSpec.of(
          "features",
          "What is computed of each customer's events.",
          PURCHASE,
          FILES,
          TRAINING,
          Declarations.OWN);

  private FeatureSettings() {}

  private static Setting<Integer> whole(String name, String doc, int most) {
    return Setting.integer(name).doc(doc).atLeast(1).atMost(most);
  }

  /**
   * What the two sections say, in a workspace with this zone.
   *
   * @throws io.perennial.config.ConfigException when the user's own features cannot be, or do not
   *     go with ours
   */
  public static FeatureConfig config(Section analysis, Section features, ZoneId zone) {
    FeatureConfig config =
        new FeatureConfig(
            new PurchaseRule(features.value(PURCHASE), zone),
            analysis.value(AS_OF).map(text -> text.in(zone)),
            analysis.value(KNOWN),
            features.named(Declarations.OWN),
            queries(features));
    FeatureSet.check(config);
    try {
      if (!config.queries().isEmpty()) {
        FeatureSet.of(config);
      }
    } catch (IllegalArgumentException e) {
      throw features.invalid(FILES, String.valueOf(e.getMessage()));
    }
    return config;
  }

  /** The instants of the past at which customers are looked at, too. */
  public static Rolling training(Section features) {
    Section training = features.section(TRAINING);
    return new Rolling(training.value(INSTANTS), training.value(EVERY), training.value(HORIZON));
  }

  private static List<FeatureQuery> queries(Section features) {
    try {
      return QueryFiles.read(features.folder(), features.value(FILES));
    } catch (IllegalArgumentException e) {
      throw features.invalid(FILES, String.valueOf(e.getMessage()));
    }
  }
}
