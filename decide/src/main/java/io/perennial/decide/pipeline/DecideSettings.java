// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.config.ConfigException;
import io.perennial.config.Problem;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.decide.action.ActionDeclarations;
import io.perennial.decide.action.CustomerWords;
import io.perennial.decide.action.FairnessSettings;
import io.perennial.decide.action.LimitSettings;
import io.perennial.decide.action.Limits;
import io.perennial.domain.Channel;
import io.perennial.features.FeatureConfig;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.segment.rule.Condition;
import io.perennial.segment.rule.Scheme;
import io.perennial.segment.rule.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The sections {@code decide} and {@code actions} of the configuration. */
public final class DecideSettings {

  private static final int MOST_COVARIATES = 40;

  private static final Setting<Boolean> ENABLED =
      Setting.flag("enabled")
          .doc("whether the next action is decided for each customer")
          .defaultValue(true);

  private static final Setting<Boolean> PLAYBOOK =
      Setting.flag("playbook")
          .doc("whether the actions that come with Perennial are among those that may be done")
          .defaultValue(true);

  private static final Setting<Integer> MOST =
      Setting.integer("at-most")
          .doc("contacts that a customer gets within days")
          .atLeast(0)
          .defaultValue(2);

  private static final Setting<Integer> DAYS =
      Setting.integer("days")
          .doc("within which contacts of a customer are counted")
          .atLeast(1)
          .defaultValue(14);

  private static final Setting<Integer> WINDOW =
      Setting.integer("window-days")
          .doc("days after a decision in which what the customer does counts as what came of it")
          .atLeast(1)
          .atMost(730)
          .defaultValue(28);

  private static final Setting<Double> HOLD_OUT =
      Setting.share("hold-out")
          .doc(
              "share of customers who are never addressed: what all of it brings is measured by them")
          .atMost(0.5)
          .defaultValue(0.05);

  private static final Setting<Double> EXPLORE =
      Setting.share("explore")
          .doc(
              "share of decisions that are drawn among all possible ones, to learn what each brings")
          .atMost(0.5)
          .defaultValue(0.05);

  private static final Setting<List<String>> LEARN_FROM =
      Setting.textList("learn-from")
          .doc(
              "what an action's effect may differ by from customer to customer: numbers of features"
                  + " and values, logged with each decision; as few as will do")
          .defaultValue(
              List.of(
                  "purchases",
                  "days_since_order",
                  "overdue_ratio",
                  "spend_mean",
                  "spend_365d",
                  "discounted_share_365d",
                  "mail_answered_share",
                  "product_views_30d",
                  "near_spend",
                  "p_alive"));

  private static final Setting<Integer> SEND_FROM =
      Setting.integer("send-from")
          .doc(
              "the first hour of the day, in the workspace's zone, at which contacts are to be made")
          .atLeast(0)
          .atMost(23)
          .defaultValue(8);

  private static final Setting<Integer> SEND_UNTIL =
      Setting.integer("send-until")
          .doc("the hour from which on none are to be made")
          .atLeast(1)
          .atMost(24)
          .defaultValue(21);

  private static final Setting<String> SALT =
      Setting.text("salt")
          .doc("changes who is held out and who is drawn; change it and measuring begins anew")
          .defaultValue("perennial");

  private static final Setting<Optional<Long>> CHANNEL_MOST =
      Setting.longInteger("at-most")
          .doc("contacts that a customer gets there within days")
          .atLeast(0L)
          .optional();

  private static final Setting<Integer> CHANNEL_DAYS =
      Setting.integer("days")
          .doc("within which contacts of a customer are counted")
          .atLeast(1)
          .defaultValue(14);

  private static final SectionSpec CHANNELS =
      SectionSpec.named(
          "channels",
          "Limits of a channel: email, sms, push, call_center and so on.",
          LimitSettings.BUDGET,
          LimitSettings.CAPACITY,
          LimitSettings.MINIMUM,
          LimitSettings.RETURN,
          LimitSettings.FLOOR,
          CHANNEL_MOST,
          CHANNEL_DAYS);

  /** What may stand under {@code decide}. */
  public static final SectionSpec SECTION =
      SectionSpec.of(
          "decide",
          "What to do next with each customer: what brings most beyond what it costs, within limits.",
          ENABLED,
          PLAYBOOK,
          LimitSettings.BUDGET,
          LimitSettings.CAPACITY,
          LimitSettings.MINIMUM,
          LimitSettings.RETURN,
          LimitSettings.FLOOR,
          MOST,
          DAYS,
          WINDOW,
          HOLD_OUT,
          EXPLORE,
          LEARN_FROM,
          SEND_FROM,
          SEND_UNTIL,
          SALT,
          CHANNELS,
          FairnessSettings.SECTION);

  private DecideSettings() {}

  /**
   * What the sections say.
   *
   * @param decide the section {@code decide}
   * @param actions sections of {@code actions}, by name
   * @param margin of a unit of spend
   * @throws io.perennial.config.ConfigException with all that is wrong with them
   */
  public static DecideConfig config(
      Section decide,
      Map<String, Section> actions,
      FeatureConfig features,
      SegmentConfig segment,
      double margin) {
    List<String> schemes = new ArrayList<>(List.of("rfm", "behaviour"));
    segment.rules().schemes().stream()
        .filter(scheme -> scheme.kind() == Scheme.Kind.FIRST_MATCH)
        .forEach(scheme -> schemes.add(scheme.name()));
    Vocabulary vocabulary = CustomerWords.vocabulary(FeatureSet.of(features).dictionary(), schemes);
    return new DecideConfig(
        decide.value(ENABLED),
        ActionDeclarations.read(actions, decide.value(PLAYBOOK), vocabulary),
        LimitSettings.limits(
            setting -> decide, OptionalLong.of(decide.value(MOST)), decide.value(DAYS)),
        channels(decide.named(CHANNELS)),
        FairnessSettings.read(decide.named(FairnessSettings.SECTION), vocabulary),
        margin,
        decide.value(WINDOW),
        decide.value(HOLD_OUT),
        decide.value(EXPLORE),
        covariates(decide, vocabulary),
        decide.value(SEND_FROM),
        sendUntil(decide),
        decide.value(SALT),
        schemes,
        vocabulary,
        features.purchase(),
        segment.currency());
  }

  private static List<String> covariates(Section decide, Vocabulary vocabulary) {
    List<String> names = decide.value(LEARN_FROM).stream().distinct().toList();
    if (names.size() > MOST_COVARIATES) {
      throw decide.invalid(
          LEARN_FROM, names.size() + " names (must be at most " + MOST_COVARIATES + ")");
    }
    for (String name : names) {
      if (!name.matches("[a-z][a-z0-9_]*")) {
        throw decide.invalid(LEARN_FROM, name + " (must be the name of a feature or a value)");
      }
      try {
        Condition.parse(name + " > 0", vocabulary); // a number, or it says what it is
      } catch (IllegalArgumentException wrong) {
        throw decide.invalid(LEARN_FROM, String.valueOf(wrong.getMessage()));
      }
    }
    return names;
  }

  private static int sendUntil(Section decide) {
    if (decide.value(SEND_UNTIL) <= decide.value(SEND_FROM)) {
      throw decide.invalid(
          SEND_UNTIL, "must be after send-from, " + decide.value(SEND_FROM) + " o'clock");
    }
    return decide.value(SEND_UNTIL);
  }

  private static Map<Channel, Limits> channels(Map<String, Section> sections) {
    Map<Channel, Limits> channels = new EnumMap<>(Channel.class);
    sections.forEach(
        (name, section) ->
            channels.put(
                channel(name, section),
                LimitSettings.limits(
                    setting -> section,
                    LimitSettings.whole(section.value(CHANNEL_MOST)),
                    section.value(CHANNEL_DAYS))));
    return channels;
  }

  private static Channel channel(String name, Section section) {
    String word = name.replace('-', '_');
    for (Channel channel : Channel.values()) {
      if (channel.word().equals(word)) {
        return channel;
      }
    }
    String channels =
        Arrays.stream(Channel.values())
            .map(channel -> channel.word().replace('_', '-'))
            .collect(Collectors.joining(", "));
    throw new ConfigException(
        List.of(
            new Problem(
                section.place(),
                section.path(),
                "Invalid %s: there is no channel %s (must be one of %s)"
                    .formatted(section.path(), name, channels))));
  }
}
