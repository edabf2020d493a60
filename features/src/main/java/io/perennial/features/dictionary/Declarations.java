// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.Nearest;
import io.perennial.config.Problem;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.domain.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Features that are declared, ours in {@code dictionary.yaml} and the user's own in {@code
 * features.own}, in one grammar: which events, what of them, what it is brought to, in which
 * windows.
 */
public final class Declarations {

  private static final Setting<String> MEANING =
      Setting.text("meaning").doc("what it tells, in one line");

  private static final Setting<String> FAMILY =
      Setting.text("family").doc("the group it is listed in").defaultValue("own");

  private static final Setting<List<String>> EVENTS =
      Setting.textOrList("events")
          .doc("the types of events that it is made of; left out, all")
          .defaultValue(List.of());

  private static final Setting<Optional<String>> WHERE =
      Setting.text("where").doc("only events of which this is true").optional();

  private static final Setting<Optional<String>> AMONG =
      Setting.text("among")
          .doc("for a share: the events of which it is a share; left out, all of these types")
          .optional();

  private static final Setting<Optional<String>> OF =
      Setting.text("of").doc("what of each event: a column or an expression").optional();

  private static final Setting<Optional<String>> WEIGHT =
      Setting.text("weight")
          .doc("for entropy and top-share: what events count, amount or quantity; left out, one")
          .optional();

  private static final Setting<Aggregate> AGGREGATE =
      Setting.choice("aggregate", Aggregate.values())
          .doc("what all of it is brought to")
          .defaultValue(Aggregate.COUNT);

  private static final Setting<List<String>> WINDOWS =
      Setting.textOrList("windows")
          .doc("whole days before the instant, as in 30d: a feature each; all: whatever is known")
          .defaultValue(List.of("all"));

  private static final Setting<Optional<Window>> HALF_LIFE =
      Setting.parsed("half-life", "days such as 30d", Window::of)
          .doc("for a decayed sum: after so many days an event counts half")
          .optional();

  private static final Setting<Optional<String>> NUMERATOR =
      Setting.text("numerator").doc("for a ratio: a feature").optional();

  private static final Setting<Optional<String>> DENOMINATOR =
      Setting.text("denominator").doc("for a ratio: what it is divided by, a feature").optional();

  private static final Setting<Optional<Unit>> UNIT =
      Setting.choice("unit", Unit.values())
          .doc("what it is a number of; left out, what follows from the aggregate")
          .optional();

  /** One feature, or one for each of its windows. */
  private static final Setting<?>[] PARTS = {
    MEANING,
    FAMILY,
    EVENTS,
    WHERE,
    AMONG,
    OF,
    WEIGHT,
    AGGREGATE,
    WINDOWS,
    HALF_LIFE,
    NUMERATOR,
    DENOMINATOR,
    UNIT
  };

  /** What may stand under {@code features.own}. */
  public static final SectionSpec OWN =
      SectionSpec.named("own", "Features of your own, by name; see docs/features.md.", PARTS);

  private static final SectionSpec FEATURES =
      SectionSpec.named("features", "Features by name.", PARTS);

  /** What may stand in a file of features. */
  public static final SectionSpec FILE = SectionSpec.root("Declared features.", FEATURES);

  private Declarations() {}

  /** The keys of a declaration and what each is for, in order. */
  static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Setting<?> part : PARTS) {
      keys.put(part.name(), part.doc());
    }
    return keys;
  }

  /** The features that come with Perennial and need no Java. */
  public static List<FeatureDefinition> builtIn() {
    return Ours.FEATURES;
  }

  /** Read once. */
  private static final class Ours {
    private static final List<FeatureDefinition> FEATURES = List.copyOf(read());
  }

  private static List<FeatureDefinition> read() {
    try (InputStream in = Declarations.class.getResourceAsStream("dictionary.yaml")) {
      if (in == null) {
        throw new IllegalStateException("Missing resource dictionary.yaml");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse(text, Path.of("dictionary.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read dictionary.yaml", e);
    }
  }

  /**
   * The features that a text declares.
   *
   * @param file named in messages
   * @throws ConfigException with all that is wrong with it
   */
  public static List<FeatureDefinition> parse(String text, Path file) {
    return read(sections(text, file));
  }

  /**
   * The sections of a text, unread, as {@code features.own} has them.
   *
   * @throws ConfigException when it has what no declaration has
   */
  public static Map<String, Section> sections(String text, Path file) {
    return Configuration.parse(text, file, FILE, Map.of()).named(FEATURES);
  }

  /**
   * The features that sections declare, in their order, each with one for each of its windows.
   *
   * @param sections of {@link #OWN}, or of a text, by name
   * @throws ConfigException with all that is wrong with them
   */
  public static List<FeatureDefinition> read(Map<String, Section> sections) {
    List<Problem> problems = new ArrayList<>();
    List<FeatureDefinition> features = new ArrayList<>();
    sections.forEach(
        (name, section) -> {
          try {
            features.addAll(features(name, section));
          } catch (ConfigException wrong) {
            problems.addAll(wrong.problems());
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return features;
  }

  private static List<FeatureDefinition> features(String name, Section section) {
    if (!name.matches("[a-z][a-z0-9_]{0,55}")) {
      throw new ConfigException(
          List.of(
              new Problem(
                  section.place(),
                  section.path(),
                  "Invalid name of a feature: "
                      + name
                      + " (must be lower case letters, digits and '_', at most 56)")));
    }
    List<FeatureDefinition> features = new ArrayList<>();
    for (Optional<Window> window : windows(section)) {
      String full = name + suffix(window);
      Optional<String> numerator = section.value(NUMERATOR);
      Optional<String> denominator = section.value(DENOMINATOR);
      if (numerator.isPresent() || denominator.isPresent()) {
        features.add(ratio(full, section, window));
      } else {
        features.add(
            DeclaredFeature.of(
                full,
                section.value(MEANING),
                section.value(FAMILY),
                section.value(UNIT),
                aggregation(section, window)));
      }
    }
    return features;
  }

  private static String suffix(Optional<Window> window) {
    return window.map(days -> "_" + days).orElse("");
  }

  private static List<Optional<Window>> windows(Section section) {
    Set<Optional<Window>> windows = new LinkedHashSet<>();
    for (String text : section.value(WINDOWS)) {
      try {
        windows.add(text.equals("all") ? Optional.empty() : Optional.of(Window.of(text)));
      } catch (IllegalArgumentException e) {
        throw section.invalid(WINDOWS, "must be days such as 30d, 1 to 1100, or all");
      }
    }
    if (windows.isEmpty()) {
      throw section.invalid(WINDOWS, "must be at least one, such as 30d or all");
    }
    return List.copyOf(windows);
  }

  private static FeatureDefinition ratio(String name, Section section, Optional<Window> window) {
    for (Setting<Optional<String>> side : List.of(NUMERATOR, DENOMINATOR)) {
      if (section.value(side).isEmpty()) {
        throw section.invalid(side, "a ratio needs a numerator and a denominator");
      }
    }
    for (Setting<?> other : List.of(EVENTS, WHERE, AMONG, OF, WEIGHT, AGGREGATE, HALF_LIFE)) {
      if (section.isSet(other)) {
        throw section.invalid(other, "a ratio is of two features; declare what it is of there");
      }
    }
    return DeclaredFeature.ratio(
        name,
        section.value(MEANING),
        section.value(FAMILY),
        section.value(UNIT),
        section.value(NUMERATOR).orElseThrow() + suffix(window),
        section.value(DENOMINATOR).orElseThrow() + suffix(window),
        window);
  }

  private static Aggregation aggregation(Section section, Optional<Window> window) {
    Aggregate aggregate = section.value(AGGREGATE);
    check(section, aggregate, window);
    return new Aggregation(
        types(section),
        section.value(WHERE),
        section.value(AMONG),
        section.value(OF),
        section.value(WEIGHT),
        aggregate,
        window,
        section
            .value(HALF_LIFE)
            .map(days -> OptionalDouble.of(days.days()))
            .orElse(OptionalDouble.empty()));
  }

  private static void check(Section section, Aggregate aggregate, Optional<Window> window) {
    expression(section, WHERE, EventColumns::condition);
    expression(section, AMONG, EventColumns::condition);
    String word = aggregate.word();
    boolean measured = section.value(OF).isPresent();
    switch (aggregate.takes()) {
      case NOTHING -> {
        if (measured) {
          throw section.invalid(OF, word + " is of events, not of something of them");
        }
      }
      case KEY -> {
        if (!measured) {
          throw section.invalid(OF, word + " needs it: what is told from what, such as product");
        }
        if (EventColumns.keyColumn(section.value(OF).orElseThrow()).isEmpty()) {
          expression(section, OF, EventColumns::text);
        }
      }
      case NUMBER -> {
        if (!measured) {
          throw section.invalid(OF, word + " needs it: a number such as amount");
        }
        number(section, OF);
      }
      case NUMBER_OR_NOTHING, ANY_OR_NOTHING -> number(section, OF);
    }
    number(section, WEIGHT);
    only(section, WEIGHT, aggregate == Aggregate.ENTROPY || aggregate == Aggregate.TOP_SHARE);
    section
        .value(WEIGHT)
        .filter(weight -> !EventColumns.isExact(weight))
        .ifPresent(
            weight -> {
              throw section.invalid(WEIGHT, "must be made of amount, quantity, discount, cost");
            });
    only(section, AMONG, aggregate == Aggregate.SHARE);
    only(section, HALF_LIFE, aggregate == Aggregate.DECAYED);
    if (aggregate == Aggregate.DECAYED && section.value(HALF_LIFE).isEmpty()) {
      throw section.invalid(HALF_LIFE, "a decayed sum needs it, such as 30d");
    }
    if (aggregate == Aggregate.SHARE && section.value(WHERE).isEmpty()) {
      throw section.invalid(WHERE, "a share needs it: which of the events");
    }
    if (window.isPresent() && !aggregate.hasWindows()) {
      throw section.invalid(WINDOWS, word + " has no windows");
    }
  }

  private static void number(Section section, Setting<Optional<String>> setting) {
    if (section.value(setting).filter(EventColumns::isNumber).isEmpty()) {
      expression(section, setting, EventColumns::number);
    }
  }

  private static void only(Section section, Setting<?> setting, boolean fits) {
    if (section.isSet(setting) && !fits) {
      throw section.invalid(
          setting, "has no meaning for " + section.value(AGGREGATE).word() + "; leave it out");
    }
  }

  private static void expression(
      Section section, Setting<Optional<String>> setting, Consumer<String> parser) {
    try {
      section.value(setting).ifPresent(parser);
    } catch (IllegalArgumentException e) {
      throw section.invalid(setting, String.valueOf(e.getMessage()));
    }
  }

  private static Set<EventType> types(Section section) {
    Set<EventType> types = new LinkedHashSet<>();
    for (String word : section.value(EVENTS)) {
      List<String> words = Arrays.stream(EventType.values()).map(EventType::word).toList();
      types.add(
          EventType.of(word)
              .orElseThrow(
                  () ->
                      section.invalid(
                          EVENTS,
                          "there is no type "
                              + word
                              + ": "
                              + Nearest.name(word, words)
                                  .map(near -> "did you mean " + near + "?")
                                  .orElse("there are " + String.join(", ", words)))));
    }
    return types;
  }
}
