// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.config.ConfigException;
import io.perennial.config.Problem;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.features.FeatureConfig;
import io.perennial.value.Discounting;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.boost.BoostEffort;
import io.perennial.value.churn.Plays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The section {@code value} of the configuration. */
public final class ValueSettings {

  private static final Setting<Integer> FORECAST =
      Setting.integer("forecast-weeks")
          .doc("How many weeks ahead purchases and value are forecast, with intervals")
          .defaultValue(52)
          .atLeast(1)
          .atMost(520);

  private static final Setting<Integer> HOLDOUT =
      Setting.integer("holdout-weeks")
          .doc("Weeks held out to check forecasts; 0 takes a third of what is there, at most 39")
          .defaultValue(0)
          .atLeast(0);

  private static final Setting<Integer> ORIGINS =
      Setting.integer("origins")
          .doc("How many hold-outs, one before the other, models are chosen by")
          .defaultValue(3)
          .atLeast(1)
          .atMost(12);

  private static final Setting<Double> RATE =
      Setting.share("yearly-rate")
          .doc("What money costs a year: purchases to come are worth less than present ones")
          .defaultValue(0.15)
          .above(0.0);

  private static final Setting<Double> MARGIN =
      Setting.share("margin")
          .doc("What is left of a unit of spend; 1 gives values in revenue")
          .defaultValue(1.0)
          .above(0.0);

  private static final Setting<Double> LEVEL =
      Setting.share("interval")
          .doc("The share of futures inside an interval")
          .defaultValue(0.9)
          .above(0.0)
          .check(level -> level < 1, "below 1");

  private static final NearConfig USUAL = NearConfig.defaults();

  private static final Setting<Boolean> ENABLED =
      Setting.flag("enabled")
          .doc("whether all models together forecast the near time")
          .defaultValue(USUAL.enabled());

  private static final Setting<List<String>> FEATURES =
      Setting.textList("features")
          .doc("what models may look at: numbers of the dictionary; spend_mean always")
          .defaultValue(USUAL.features());

  private static final Setting<Integer> SAMPLE =
      Setting.integer("sample")
          .doc("customers of each instant of the past that models learn from, at most")
          .atLeast(100)
          .defaultValue(USUAL.sample());

  private static final Setting<BoostEffort> EFFORT =
      Setting.choice("effort", BoostEffort.values())
          .doc(
              "how much work models may cost: usual tries more settings of boosted trees and learns a"
                  + " season, thorough compares hierarchical Bayes, cohorts and first channels, too")
          .defaultValue(USUAL.effort());

  private static final Setting<Integer> ALERTS =
      Setting.integer("alerts")
          .doc("customers about to leave who are listed, at most; 0 for none")
          .atLeast(0)
          .defaultValue(USUAL.alerts());

  private static final SectionSpec NEAR =
      SectionSpec.of(
          "near",
          "The near time, as long as features.training.horizon: purchases, spend and churn by all"
              + " models together, as they did best at earlier instants.",
          ENABLED,
          FEATURES,
          SAMPLE,
          EFFORT,
          ALERTS);

  private static final DriftConfig WATCHED = DriftConfig.defaults();

  private static final Setting<Double> FALSE_ALARMS =
      Setting.share("false-alarms")
          .doc("the chance of an alarm of drift while nothing has moved")
          .defaultValue(WATCHED.falseAlarms())
          .above(0.0)
          .check(share -> share < 1, "below 1");

  private static final Setting<Double> WORTH =
      Setting.share("worth")
          .doc("the share of misjudged money that better forecasts save")
          .defaultValue(WATCHED.worth());

  private static final Setting<Double> RETRAIN_COST =
      Setting.number("retrain-cost")
          .doc("what fitting and checking models anew costs, base currency")
          .defaultValue(WATCHED.retrainCost())
          .atLeast(0.0);

  private static final SectionSpec DRIFT =
      SectionSpec.of(
          "drift",
          "Whether what models learned still holds, and what fitting them anew must bring.",
          FALSE_ALARMS,
          WORTH,
          RETRAIN_COST);

  private static final Setting<String> WHEN =
      Setting.text("when").doc("a condition, as left >= 0.5 and value_rank >= 0.9");

  private static final Setting<String> DO = Setting.text("do").doc("what to do, for people");

  private static final SectionSpec PLAYS =
      SectionSpec.named(
          "plays",
          "What may help whom of those about to leave, instead of the plays that come with"
              + " Perennial: the first whose condition holds is suggested. Conditions compare "
              + String.join(", ", Plays.FIGURES)
              + " with numbers.",
          WHEN,
          DO);

  /** What may stand there. */
  public static final SectionSpec SECTION =
      SectionSpec.of(
          "value",
          "What customers are worth, and how that is checked.",
          FORECAST,
          HOLDOUT,
          ORIGINS,
          RATE,
          MARGIN,
          LEVEL,
          NEAR,
          DRIFT,
          PLAYS,
          AcquisitionSettings.SPEC);

  private ValueSettings() {}

  /** What the section says. */
  public static ValueConfig config(Section value, FeatureConfig features, long seed) {
    return new ValueConfig(
        features,
        new AnswerConfig(
            value.value(HOLDOUT),
            value.value(ORIGINS),
            value.value(FORECAST),
            Discounting.weeklyRate(value.value(RATE)),
            value.value(MARGIN),
            value.value(LEVEL),
            seed),
        near(value.section(NEAR)),
        drift(value.section(DRIFT)),
        plays(value),
        AcquisitionSettings.config(value.section(AcquisitionSettings.SPEC)));
  }

  private static Plays plays(Section value) {
    List<Problem> problems = new ArrayList<>();
    Plays plays = Plays.none();
    for (Map.Entry<String, Section> each : value.named(PLAYS).entrySet()) {
      Section play = each.getValue();
      try {
        plays = plays.and(each.getKey(), play.value(WHEN), play.value(DO).strip(), Plays.FIGURES);
      } catch (IllegalArgumentException e) {
        problems.add(play.problem(WHEN, String.valueOf(e.getMessage())));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return value.named(PLAYS).isEmpty() ? Plays.builtIn() : plays;
  }

  private static DriftConfig drift(Section drift) {
    return new DriftConfig(
        drift.value(FALSE_ALARMS), drift.value(WORTH), drift.value(RETRAIN_COST));
  }

  private static NearConfig near(Section near) {
    return new NearConfig(
        near.value(ENABLED),
        near.value(FEATURES).stream().distinct().toList(),
        near.value(SAMPLE),
        near.value(EFFORT),
        near.value(ALERTS));
  }
}
