// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.Problem;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.domain.Channel;
import io.perennial.domain.Purpose;
import io.perennial.segment.rule.Condition;
import io.perennial.segment.rule.Reason;
import io.perennial.segment.rule.Rule;
import io.perennial.segment.rule.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Actions that are declared, ours in {@code actions.yaml} and the user's in {@code actions}, in one
 * grammar. A section of the name of one of ours changes it, setting by setting.
 */
public final class ActionDeclarations {

  private static final Setting<Boolean> OFF =
      Setting.flag("off").doc("whether it is left out").defaultValue(false);

  private static final Setting<String> MEANING =
      Setting.text("meaning").doc("what it is for, in one line").defaultValue("");

  private static final Setting<Boolean> SUPPRESSES =
      Setting.flag("suppresses")
          .doc("whether those of whom its condition holds are left alone by all actions")
          .defaultValue(false);

  private static final Setting<Channel> CHANNEL =
      Setting.choice("channel", Channel.values())
          .doc("where the customer is addressed")
          .defaultValue(Channel.EMAIL);

  private static final Setting<String> CONTENT =
      Setting.text("content")
          .doc("what is sent or said: a template's name, or a text without names of people")
          .defaultValue("");

  private static final Setting<Optional<Double>> COST =
      Setting.number("cost")
          .doc("of one contact, base currency; 0 where it costs nothing")
          .atLeast(0.0)
          .optional();

  private static final Setting<Double> DISCOUNT =
      Setting.share("discount")
          .doc("share of what is bought in the window that is given away")
          .atMost(0.95)
          .defaultValue(0.0);

  private static final Setting<Double> EXTRA =
      Setting.number("extra-purchases")
          .doc(
              "prior, until it is measured: purchases that come because of it, per customer"
                  + " addressed")
          .atLeast(0.0)
          .atMost(10.0)
          .defaultValue(0.0);

  private static final Setting<Double> LIFT =
      Setting.number("lift")
          .doc("prior: share by which the spend of the window grows")
          .atLeast(0.0)
          .atMost(10.0)
          .defaultValue(0.0);

  private static final Setting<Double> KEEPS =
      Setting.share("keeps")
          .doc("prior: share of the chance of leaving that it takes away")
          .defaultValue(0.0);

  private static final Setting<Optional<Double>> TRIED =
      Setting.number("spend-effect")
          .doc(
              "what an experiment told: spend that comes because of it in the window, per customer"
                  + " addressed, in the place of extra-purchases and lift")
          .optional();

  private static final Setting<Optional<Double>> TRIED_ERROR =
      Setting.number("spend-effect-error").doc("its standard error, above 0").optional();

  private static final Setting<String> WHEN =
      Setting.text("when")
          .doc("of whom it may be done: a condition over features, values and segments")
          .defaultValue("purchases > 0");

  private static final Setting<Optional<String>> BECAUSE =
      Setting.text("because")
          .doc("what is said of the customer: a text with names in braces")
          .optional();

  private static final Setting<Purpose> PURPOSE =
      Setting.choice("purpose", Purpose.values())
          .doc("for what the customer must not have refused the use of data")
          .defaultValue(Purpose.MARKETING);

  private static final Setting<Integer> QUIET =
      Setting.integer("quiet-days")
          .doc("days in which it is not done again with the same customer")
          .atLeast(0)
          .defaultValue(30);

  private static final Setting<Integer> PRIORITY =
      Setting.integer("priority")
          .doc("among actions that are worth the same the higher goes first")
          .defaultValue(0);

  private static final Setting<Optional<LocalDate>> FROM = day("from", "the first day of it");
  private static final Setting<Optional<LocalDate>> UNTIL = day("until", "the last day of it");

  /** What may stand under {@code actions}. */
  public static final SectionSpec ACTIONS =
      SectionSpec.named(
          "actions",
          "What can be done with customers, by name; see docs/actions.md. Of the name of a built-in"
              + " one: what changes it.",
          OFF,
          MEANING,
          SUPPRESSES,
          CHANNEL,
          CONTENT,
          COST,
          DISCOUNT,
          EXTRA,
          LIFT,
          KEEPS,
          TRIED,
          TRIED_ERROR,
          WHEN,
          BECAUSE,
          PURPOSE,
          QUIET,
          PRIORITY,
          LimitSettings.BUDGET,
          LimitSettings.CAPACITY,
          LimitSettings.MINIMUM,
          LimitSettings.RETURN,
          LimitSettings.FLOOR,
          FROM,
          UNTIL);

  private static final SectionSpec FILE = SectionSpec.root("Actions.", ACTIONS);

  private ActionDeclarations() {}

  private static Setting<Optional<LocalDate>> day(String name, String doc) {
    return Setting.parsed(name, "a day such as 2026-11-27", LocalDate::parse).doc(doc).optional();
  }

  /** Read once. */
  private static final class Ours {
    private static final String TEXT = text();
    private static final Map<String, Section> SECTIONS =
        Configuration.parse(TEXT, Path.of("actions.yaml"), FILE, Map.of()).named(ACTIONS);

    private static String text() {
      try (InputStream in = ActionDeclarations.class.getResourceAsStream("actions.yaml")) {
        if (in == null) {
          throw new IllegalStateException("Missing resource actions.yaml");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read actions.yaml", e);
      }
    }
  }

  /** The text of {@code actions.yaml}, with its comments. */
  public static String builtInText() {
    return Ours.TEXT;
  }

  /**
   * All actions that are not off: ours, then the user's own, in the order of the file.
   *
   * @param own sections of {@link #ACTIONS}, by name
   * @param playbook whether ours are among them
   * @throws ConfigException with all that is wrong with them
   */
  public static List<Action> read(
      Map<String, Section> own, boolean playbook, Vocabulary vocabulary) {
    Map<String, List<Section>> all = new LinkedHashMap<>();
    if (playbook) {
      Ours.SECTIONS.forEach((name, section) -> all.put(name, List.of(section)));
    }
    own.forEach(
        (name, section) -> {
          List<Section> layers = new ArrayList<>(all.getOrDefault(name, List.of()));
          if (layers.isEmpty() && Ours.SECTIONS.containsKey(name)) {
            layers.add(Ours.SECTIONS.get(name));
          }
          layers.add(section);
          all.put(name, layers);
        });
    List<Problem> problems = new ArrayList<>();
    List<Action> actions = new ArrayList<>();
    all.forEach(
        (name, layers) -> {
          Layers read = new Layers(name, layers);
          if (!read.value(OFF)) {
            try {
              actions.add(read.action(vocabulary));
            } catch (ConfigException wrong) {
              problems.addAll(wrong.problems());
            }
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return List.copyOf(actions);
  }

  /**
   * An action as it was said, ours first.
   *
   * @param sections at least one
   */
  private record Layers(String name, List<Section> sections) {

    <T> T value(Setting<T> setting) {
      return said(setting).value(setting);
    }

    /** The last section that says it. */
    private Section said(Setting<?> setting) {
      for (int i = sections.size() - 1; i > 0; i--) {
        if (sections.get(i).isSet(setting)) {
          return sections.get(i);
        }
      }
      return sections.get(0);
    }

    Action action(Vocabulary vocabulary) {
      Section last = sections.get(sections.size() - 1);
      if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.equals(Action.NOTHING)) {
        throw problem(
            last,
            "",
            name.equals(Action.NOTHING)
                ? "nothing is always an action; choose another name"
                : "a name must be lower case words with dashes, such as win-back");
      }
      boolean suppresses = value(SUPPRESSES);
      if (!suppresses && value(COST).isEmpty()) {
        throw problem(
            last, ".cost", "there is none (say what a contact costs; 0 where it costs nothing)");
      }
      Prior prior = new Prior(value(EXTRA), value(LIFT), value(KEEPS));
      Optional<Tried> tried = tried(last);
      if (!suppresses && tried.isEmpty() && prior.equals(new Prior(0, 0, 0))) {
        throw problem(
            last,
            "",
            "nothing says what it does (say extra-purchases, lift or keeps: a guess, until it is"
                + " measured)");
      }
      Optional<LocalDate> from = value(FROM);
      Optional<LocalDate> until = value(UNTIL);
      if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
        throw problem(
            said(UNTIL), ".until", until.get() + " (must not be before from, " + from.get() + ")");
      }
      return new Action(
          rule(vocabulary),
          value(MEANING),
          suppresses,
          value(CHANNEL),
          value(CONTENT),
          value(COST).orElse(0.0),
          value(DISCOUNT),
          prior,
          tried,
          value(PURPOSE),
          value(QUIET),
          value(PRIORITY),
          LimitSettings.limits(this::said, OptionalLong.empty(), 1),
          from,
          until);
    }

    private Optional<Tried> tried(Section last) {
      Optional<Double> spend = value(TRIED);
      Optional<Double> error = value(TRIED_ERROR);
      if (spend.isPresent() != error.isPresent()) {
        throw problem(
            last,
            spend.isPresent() ? ".spend-effect-error" : ".spend-effect",
            "there is none (an experiment tells both; perennial experiment FILE --action "
                + name
                + " says them)");
      }
      try {
        return spend.map(told -> new Tried(told, error.orElseThrow()));
      } catch (IllegalArgumentException wrong) {
        throw problem(said(TRIED_ERROR), ".spend-effect-error", String.valueOf(wrong.getMessage()));
      }
    }

    private Rule rule(Vocabulary vocabulary) {
      Condition condition;
      try {
        condition = Condition.parse(value(WHEN), vocabulary);
      } catch (IllegalArgumentException wrong) {
        throw problem(said(WHEN), ".when", String.valueOf(wrong.getMessage()));
      }
      try {
        Reason reason =
            value(BECAUSE)
                .map(text -> Reason.parse(text, vocabulary))
                .orElseGet(() -> Reason.naming(condition.reads(), vocabulary));
        return new Rule(name, condition, reason);
      } catch (IllegalArgumentException wrong) {
        throw problem(said(BECAUSE), ".because", String.valueOf(wrong.getMessage()));
      }
    }

    private static ConfigException problem(Section section, String key, String why) {
      String path = section.path() + key;
      return new ConfigException(
          List.of(new Problem(section.place(), path, "Invalid " + path + ": " + why)));
    }
  }
}
