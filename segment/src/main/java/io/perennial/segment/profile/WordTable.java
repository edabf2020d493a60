// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words for features that are high or low: what names of segments and sentences are made of. A
 * feature with a window has the words of its name without, if it has none of its own. Immutable.
 */
public final class WordTable {

  private static final Setting<Optional<String>> HIGH =
      Setting.text("high").doc("an adjective for those in whom it is high: Frequent").optional();

  private static final Setting<Optional<String>> LOW =
      Setting.text("low").doc("an adjective for those in whom it is low").optional();

  private static final Setting<Optional<String>> HIGH_NOUN =
      Setting.text("high-noun")
          .doc("what those are in whom it is high: discount hunters")
          .optional();

  private static final Setting<Optional<String>> LOW_NOUN =
      Setting.text("low-noun").doc("what those are in whom it is low").optional();

  private static final Setting<Optional<String>> MORE =
      Setting.text("more")
          .doc("a sentence where members have more: {members}, {others}, {times} are filled in")
          .optional();

  private static final Setting<Optional<String>> LESS =
      Setting.text("less").doc("a sentence where members have less").optional();

  private static final Setting<Optional<Double>> FROM =
      Setting.number("from")
          .doc("the words for those in whom it is high are not said of those who have less")
          .optional();

  private static final Setting<Boolean> SILENT =
      Setting.flag("silent")
          .doc("never told: it means nothing to people, or says what others say better")
          .defaultValue(false);

  private static final SectionSpec FEATURES =
      SectionSpec.named(
          "features",
          "Words for features, by name.",
          HIGH,
          LOW,
          HIGH_NOUN,
          LOW_NOUN,
          MORE,
          LESS,
          FROM,
          SILENT);

  private static final SectionSpec FILE = SectionSpec.root("Words of profiles.", FEATURES);

  private final Map<String, Section> features;

  private WordTable(Map<String, Section> features) {
    this.features = features;
  }

  /** The words that come with Perennial. */
  public static WordTable builtIn() {
    return Ours.WORDS;
  }

  /** Read once. */
  private static final class Ours {
    private static final WordTable WORDS =
        new WordTable(
            Configuration.parse(resource("words.yaml"), Path.of("words.yaml"), FILE, Map.of())
                .named(FEATURES));
  }

  static String resource(String name) {
    try (InputStream in = WordTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }

  /**
   * These words and, before them, those of a file in the same grammar, feature by feature.
   *
   * @throws io.perennial.config.ConfigException with all that is wrong with the file
   */
  public WordTable with(Path file) {
    Map<String, Section> all = new LinkedHashMap<>(features);
    all.putAll(Configuration.read(file, FILE, Map.of()).named(FEATURES));
    return new WordTable(all);
  }

  /** An adjective for members of whom a feature tells something. */
  Optional<String> adjective(Contrast contrast) {
    return said(contrast, HIGH, LOW);
  }

  /** What members are called of whom a feature tells something. */
  Optional<String> noun(Contrast contrast) {
    return said(contrast, HIGH_NOUN, LOW_NOUN);
  }

  /** Only where the middles differ, too: of counts, others are often just without any. */
  private Optional<String> said(
      Contrast contrast, Setting<Optional<String>> high, Setting<Optional<String>> low) {
    if (contrast.effect() > 0) {
      double from =
          section(contrast.feature()).flatMap(s -> s.value(FROM)).orElse(-Double.MAX_VALUE);
      return contrast.members() > contrast.others() && contrast.members() >= from
          ? of(contrast.feature(), high)
          : Optional.empty();
    }
    return contrast.members() < contrast.others() ? of(contrast.feature(), low) : Optional.empty();
  }

  /** Whether a feature is never told. */
  boolean isSilent(String feature) {
    return section(feature).map(section -> section.value(SILENT)).orElse(false);
  }

  /** Whether there are words of its own for a feature. */
  boolean has(String feature) {
    return section(feature).isPresent();
  }

  /** The sentence where members have more, or less. */
  Optional<String> sentence(String feature, boolean more) {
    return of(feature, more ? MORE : LESS);
  }

  private Optional<String> of(String feature, Setting<Optional<String>> setting) {
    return section(feature).flatMap(section -> section.value(setting));
  }

  private Optional<Section> section(String feature) {
    Section section = features.get(feature);
    if (section == null) {
      section = features.get(feature.replaceFirst("_[0-9]+d$", ""));
    }
    return Optional.ofNullable(section);
  }
}
