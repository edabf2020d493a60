// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.Problem;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.lake.ColumnType;
import io.perennial.segment.rule.Condition;
import io.perennial.segment.rule.CustomerRow;
import io.perennial.segment.rule.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What to do with whom: a table of plays, each with a condition over the figures of a segment. The
 * name of a feature is what members have of it, {@code effect.NAME} its effect; {@code customers},
 * {@code share}, {@code spend_share}, {@code value}, {@code others_value}, {@code churn} and {@code
 * others_churn} are those of the profile. Immutable.
 */
public final class Playbook {

  /** How many plays are said of one segment. */
  public static final int MOST = 3;

  private static final String EFFECT = "effect.";
  private static final List<String> FIGURES =
      List.of(
          "customers", "share", "spend_share", "value", "others_value", "churn", "others_churn");

  private static final Setting<String> WHEN =
      Setting.text("when").doc("a condition over the figures of a segment");

  private static final Setting<String> DO = Setting.text("do").doc("what to do, for people");

  private static final SectionSpec PLAYS =
      SectionSpec.named("plays", "What to do, by name; the first that fit are said.", WHEN, DO);

  private static final Setting<Optional<String>> OTHERWISE =
      Setting.text("otherwise").doc("what to do where no condition holds").optional();

  private static final SectionSpec FILE = SectionSpec.root("A playbook.", PLAYS, OTHERWISE);

  private record Play(Condition when, String text) {}

  private final List<Play> plays;
  private final List<String> otherwise;

  private Playbook(List<Play> plays, Optional<String> otherwise) {
    this.plays = List.copyOf(plays);
    this.otherwise = otherwise.map(String::strip).stream().toList();
  }

  /** The one that comes with Perennial. */
  public static Playbook builtIn(FeatureDictionary dictionary) {
    return parse(WordTable.resource("playbook.yaml"), Path.of("playbook.yaml"), dictionary);
  }

  /**
   * That of a file.
   *
   * @throws ConfigException with all that is wrong with it
   */
  public static Playbook read(Path file, FeatureDictionary dictionary) {
    return of(Configuration.read(file, FILE, Map.of()), dictionary);
  }

  /**
   * That of a text.
   *
   * @param file named in messages
   * @throws ConfigException with all that is wrong with it
   */
  public static Playbook parse(String text, Path file, FeatureDictionary dictionary) {
    return of(Configuration.parse(text, file, FILE, Map.of()), dictionary);
  }

  private static Playbook of(Section root, FeatureDictionary dictionary) {
    Vocabulary vocabulary = Vocabulary.ofNumbers("figure of a segment", names(dictionary));
    List<Play> plays = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    root.named(PLAYS)
        .forEach(
            (name, play) -> {
              try {
                Condition when = Condition.parse(play.value(WHEN), vocabulary);
                plays.add(new Play(when, play.value(DO).strip()));
              } catch (IllegalArgumentException e) {
                problems.add(play.problem(WHEN, String.valueOf(e.getMessage())));
              }
            });
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Playbook(plays, root.value(OTHERWISE));
  }

  private static List<String> names(FeatureDictionary dictionary) {
    List<String> names = new ArrayList<>(FIGURES);
    for (FeatureDefinition feature : dictionary.all()) {
      if (feature.type() == ColumnType.LONG || feature.type() == ColumnType.DOUBLE) {
        names.add(feature.name());
        names.add(EFFECT + feature.name());
      }
    }
    return names;
  }

  /** What to do with a segment, the first above all; at most {@link #MOST}. */
  public List<String> of(SegmentProfile profile) {
    Map<String, Double> known = new HashMap<>();
    for (Contrast contrast : profile.contrasts()) {
      known.put(contrast.feature(), contrast.members());
      known.put(EFFECT + contrast.feature(), contrast.isSignificant() ? contrast.effect() : 0);
    }
    known.put("customers", (double) profile.customers());
    known.put("share", profile.share());
    profile.spendShare().ifPresent(figure -> known.put("spend_share", figure));
    profile.value().ifPresent(figure -> known.put("value", figure));
    profile.othersValue().ifPresent(figure -> known.put("others_value", figure));
    profile.churn().ifPresent(figure -> known.put("churn", figure));
    profile.othersChurn().ifPresent(figure -> known.put("others_churn", figure));
    Figures figures = new Figures(known);
    List<String> said =
        plays.stream()
            .filter(play -> play.when().predicate().test(figures))
            .limit(MOST)
            .map(Play::text)
            .toList();
    return said.isEmpty() ? otherwise : said;
  }

  private record Figures(Map<String, Double> known) implements CustomerRow {
    @Override
    public OptionalDouble number(String name) {
      Double number = known.get(name);
      return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    @Override
    public Optional<String> word(String name) {
      return Optional.empty();
    }
  }
}
