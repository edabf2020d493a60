// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.Problem;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Schemes that are declared, ours in {@code rules.yaml} and the user's in {@code segment.rules}, in
 * one grammar. A section of the name of one of ours changes it: values, terms and reasons one by
 * one, rules all together.
 */
public final class SchemeDeclarations {

  private static final Setting<Boolean> OFF =
      Setting.flag("off").doc("whether it is left out").defaultValue(false);

  private static final Setting<Optional<String>> MEANING =
      Setting.text("meaning").doc("what it tells, in one line").optional();

  private static final Setting<Map<String, String>> VALUES =
      Setting.textMap("values")
          .doc("thresholds by name, for conditions: numbers, or words with commas between them")
          .defaultValue(Map.of());

  private static final Setting<Map<String, String>> TERMS =
      Setting.textMap("terms")
          .doc("expressions by name, for conditions and for later terms")
          .defaultValue(Map.of());

  private static final Setting<Optional<String>> WHEN =
      Setting.text("when")
          .doc("a condition over features: one segment, of the name of the scheme")
          .optional();

  private static final Setting<Map<String, String>> FIRST_MATCH =
      Setting.textMap("first-match")
          .doc("conditions by segment; the first that holds decides")
          .defaultValue(Map.of());

  private static final Setting<Map<String, String>> OVERLAPPING =
      Setting.textMap("overlapping")
          .doc("conditions by segment; a customer is in each of which it holds")
          .defaultValue(Map.of());

  private static final Setting<Optional<String>> OTHERWISE =
      Setting.text("otherwise")
          .doc("the segment of those of whom no condition holds; left out, they are in none")
          .optional();

  private static final Setting<Map<String, String>> BECAUSE =
      Setting.textMap("because")
          .doc(
              "what is said of a member, by segment: a text with features in braces; what is in"
                  + " brackets is left out where one is missing")
          .defaultValue(Map.of());

  /** What may stand under {@code segment.rules}. */
  public static final SectionSpec RULES =
      SectionSpec.named(
          "rules",
          "Segments by conditions over features (docs/features.md), by scheme; see docs/segments.md."
              + " Of the name of a built-in scheme (lifecycle, value, category, channel, price,"
              + " engagement): what changes it.",
          OFF,
          MEANING,
          VALUES,
          TERMS,
          WHEN,
          FIRST_MATCH,
          OVERLAPPING,
          OTHERWISE,
          BECAUSE);

  private static final SectionSpec FILE = SectionSpec.root("Schemes.", RULES);

  /** Names of schemes that are not made of rules. */
  private static final Set<String> TAKEN = Set.of("rfm", "rfm-category", "behaviour", "niche");

  private SchemeDeclarations() {}

  /** Our schemes by name, unread, in their order. */
  public static Map<String, Section> builtIn() {
    return Ours.SECTIONS;
  }

  /** Read once. */
  private static final class Ours {
    private static final String TEXT = text();
    private static final Map<String, Section> SECTIONS =
        Configuration.parse(TEXT, Path.of("rules.yaml"), FILE, Map.of()).named(RULES);

    private static String text() {
      try (InputStream in = SchemeDeclarations.class.getResourceAsStream("rules.yaml")) {
        if (in == null) {
          throw new IllegalStateException("Missing resource rules.yaml");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read rules.yaml", e);
      }
    }
  }

  /** The text of {@code rules.yaml}, with its comments. */
  public static String builtInText() {
    return Ours.TEXT;
  }

  /**
   * All schemes that are not off: ours, then the user's own, in the order of the file.
   *
   * @param own sections of {@link #RULES}, by name
   * @throws ConfigException with all that is wrong with them
   */
  public static List<Scheme> read(Map<String, Section> own, Vocabulary vocabulary) {
    Map<String, List<Section>> all = new LinkedHashMap<>();
    builtIn().forEach((name, section) -> all.put(name, List.of(section)));
    own.forEach(
        (name, section) ->
            all.merge(
                name, List.of(section), (ours, theirs) -> List.of(ours.get(0), theirs.get(0))));
    List<Problem> problems = new ArrayList<>();
    List<Scheme> schemes = new ArrayList<>();
    all.forEach(
        (name, layers) -> {
          try {
            scheme(name, layers, vocabulary).ifPresent(schemes::add);
          } catch (ConfigException wrong) {
            problems.addAll(wrong.problems());
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return schemes;
  }

  private static Optional<Scheme> scheme(String name, List<Section> layers, Vocabulary vocabulary) {
    Section last = layers.get(layers.size() - 1);
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || TAKEN.contains(name)) {
      throw new ConfigException(
          List.of(
              new Problem(
                  last.place(),
                  last.path(),
                  "Invalid name of a scheme: "
                      + name
                      + (TAKEN.contains(name)
                          ? " (there is a scheme of that name that is not made of rules; choose"
                              + " another)"
                          : " (must be lower case words with dashes, such as big-spenders)"))));
    }
    Section ruled = layers.get(0);
    for (Section layer : layers) {
      if (kinds(layer).size() > 1) {
        throw layer.invalid(
            kinds(layer).get(1), "a scheme has one of when, first-match and overlapping");
      }
      ruled = kinds(layer).isEmpty() ? ruled : layer;
    }
    boolean off = layers.stream().anyMatch(layer -> layer.value(OFF)) && last.value(OFF);
    return off
        ? Optional.empty()
        : Optional.of(new SchemeReading(name, layers, ruled, vocabulary).read());
  }

  private static List<Setting<?>> kinds(Section section) {
    List<Setting<?>> kinds = new ArrayList<>();
    for (Setting<?> kind : List.<Setting<?>>of(WHEN, FIRST_MATCH, OVERLAPPING)) {
      if (section.isSet(kind)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /**
   * Reads one scheme.
   *
   * @param layers ours and the user's, or one of them
   * @param ruled the one that says the conditions
   */
  private record SchemeReading(
      String name, List<Section> layers, Section ruled, Vocabulary vocabulary) {

    Scheme read() {
      List<Setting<?>> kinds = kinds(ruled);
      if (kinds.isEmpty()) {
        throw problem(ruled, "", "no conditions (say when, first-match or overlapping)");
      }
      Setting<?> kind = kinds.get(0);
      Map<String, String> conditions =
          kind == WHEN
              ? Map.of(name, ruled.value(WHEN).orElseThrow())
              : ruled.value(kind == FIRST_MATCH ? FIRST_MATCH : OVERLAPPING);
      if (conditions.isEmpty() || conditions.size() > Scheme.MOST_RULES) {
        throw ruled.invalid(kind, "must be 1 to " + Scheme.MOST_RULES + " conditions");
      }
      Map<String, String> terms = terms();
      List<Problem> problems = new ArrayList<>();
      List<Rule> rules = new ArrayList<>();
      conditions.forEach(
          (segment, text) -> {
            try {
              rules.add(rule(segment, text, terms, kind));
            } catch (ConfigException e) {
              problems.addAll(e.problems());
            }
          });
      unused(conditions.keySet(), problems);
      if (!problems.isEmpty()) {
        throw new ConfigException(problems);
      }
      Scheme.Kind as = kind == FIRST_MATCH ? Scheme.Kind.FIRST_MATCH : Scheme.Kind.OVERLAPPING;
      return new Scheme(name, last(MEANING).orElse(name), as, rules, last(OTHERWISE));
    }

    private Rule rule(String segment, String text, Map<String, String> terms, Setting<?> kind) {
      if (segment.isBlank() || segment.length() > 80) {
        throw problem(ruled, kind.name(), "a segment has a name of at most 80 characters");
      }
      String key = kind == WHEN ? kind.name() : kind.name() + "." + segment;
      Condition condition;
      try {
        condition = Condition.parse(text, vocabulary, terms);
      } catch (IllegalArgumentException e) {
        throw problem(ruled, kind, key, String.valueOf(e.getMessage()), e);
      }
      for (int i = layers.size() - 1; i >= 0; i--) {
        String because = layers.get(i).value(BECAUSE).get(segment);
        if (because != null) {
          try {
            return new Rule(segment, condition, Reason.parse(because, vocabulary));
          } catch (IllegalArgumentException e) {
            throw problem(
                layers.get(i), BECAUSE, "because." + segment, String.valueOf(e.getMessage()), e);
          }
        }
      }
      return new Rule(segment, condition, Reason.naming(condition.reads(), vocabulary));
    }

    /** Values and terms as expressions, those that may be said in others before these. */
    private Map<String, String> terms() {
      Map<String, String> terms = new LinkedHashMap<>();
      for (Section layer : layers) {
        layer
            .value(VALUES)
            .forEach((word, value) -> terms.put(free(layer, VALUES, word), value(value)));
      }
      for (Section layer : layers) {
        layer.value(TERMS).forEach((word, text) -> terms.put(free(layer, TERMS, word), text));
      }
      return terms;
    }

    private String free(Section layer, Setting<?> setting, String word) {
      if (!word.matches("[a-z][a-z0-9_]*")) {
        throw problem(
            layer, setting.name() + "." + word, "must be lower case letters, digits and '_'");
      }
      if (vocabulary.has(word)) {
        throw problem(
            layer, setting.name() + "." + word, "there is a feature of that name; choose another");
      }
      return word;
    }

    private static String value(String text) {
      if (text.strip().matches("-?[0-9]+([.][0-9]+)?")) {
        return Condition.literal(Double.parseDouble(text.strip()));
      }
      List<String> words = new ArrayList<>();
      for (String word : text.split(",", -1)) {
        if (!word.isBlank()) {
          words.add("'" + word.strip().replace("'", "''") + "'");
        }
      }
      return words.isEmpty() ? "null" : String.join(", ", words);
    }

    private void unused(Set<String> segments, List<Problem> problems) {
      for (Section layer : layers) {
        Set<String> said = new LinkedHashSet<>(layer.value(BECAUSE).keySet());
        if (layer == ruled) {
          said.removeAll(segments);
          said.forEach(
              segment ->
                  problems.addAll(
                      problem(layer, "because." + segment, "there is no segment of that name")
                          .problems()));
        }
      }
    }

    private Optional<String> last(Setting<Optional<String>> setting) {
      return layers.stream().flatMap(layer -> layer.value(setting).stream()).reduce((a, b) -> b);
    }

    private static ConfigException problem(Section section, String key, String why) {
      return new ConfigException(
          List.of(
              new Problem(
                  section.place(),
                  section.path() + (key.isEmpty() ? "" : "." + key),
                  "Invalid " + section.path() + (key.isEmpty() ? "" : "." + key) + ": " + why)));
    }

    private static ConfigException problem(
        Section section, Setting<?> setting, String key, String why, Exception cause) {
      ConfigException all =
          new ConfigException(
              List.of(
                  new Problem(
                      section.place(setting),
                      section.path() + "." + key,
                      "Invalid " + section.path() + "." + key + ": " + why)));
      all.initCause(cause);
      return all;
    }
  }
}
