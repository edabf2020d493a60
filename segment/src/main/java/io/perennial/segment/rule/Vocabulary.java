// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.config.Nearest;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Unit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names that a condition may say, and what each is. Immutable. */
public final class Vocabulary {

  /** Before a feature's name: its median over all customers who have it. */
  public static final String TYPICAL = "typical.";

  enum Kind {
    NUMBER,
    WORD,
    /** An instant or a truth value: not for conditions. */
    OTHER
  }

  private record Word(Kind kind, Unit unit) {}

  private final Map<String, Word> words;
  private final String what;

  private Vocabulary(Map<String, Word> words, String what) {
    this.words = words;
    this.what = what;
  }

  /** All features. */
  public static Vocabulary of(FeatureDictionary dictionary) {
    Map<String, Word> words = new LinkedHashMap<>();
    for (FeatureDefinition feature : dictionary.all()) {
      Kind kind =
          switch (feature.type()) {
            case LONG, DOUBLE -> Kind.NUMBER;
            case STRING -> Kind.WORD;
            default -> Kind.OTHER;
          };
      words.put(feature.name(), new Word(kind, feature.unit()));
    }
    return new Vocabulary(words, "feature");
  }

  /**
   * Names of numbers alone.
   *
   * @param what one of them is, for messages: figure
   */
  public static Vocabulary ofNumbers(String what, Collection<String> names) {
    Map<String, Word> words = new LinkedHashMap<>();
    names.forEach(name -> words.put(name, new Word(Kind.NUMBER, Unit.RATIO)));
    return new Vocabulary(words, what);
  }

  /**
   * More names.
   *
   * @param numbers with what they are numbers of
   * @param texts those that are words
   * @throws IllegalArgumentException when one is a name already
   */
  public Vocabulary and(Map<String, Unit> numbers, Collection<String> texts) {
    Map<String, Word> all = new LinkedHashMap<>(words);
    Map<String, Word> more = new LinkedHashMap<>();
    numbers.forEach((name, unit) -> more.put(name, new Word(Kind.NUMBER, unit)));
    texts.forEach(name -> more.put(name, new Word(Kind.WORD, Unit.WORD)));
    more.forEach(
        (name, word) -> {
          if (all.put(name, word) != null) {
            throw new IllegalArgumentException(
                "Invalid name: " + name + " (there is a " + what + " of that name)");
          }
        });
    return new Vocabulary(all, what);
  }

  boolean has(String name) {
    return words.containsKey(name);
  }

  /**
   * What a name is.
   *
   * @throws IllegalArgumentException when nothing is called so; the message says what was meant
   */
  Kind kind(String name) {
    return word(name).kind();
  }

  /** What a number is a number of. */
  Unit unit(String name) {
    return word(name).unit();
  }

  private Word word(String name) {
    Word word = words.get(name);
    if (word == null) {
      throw new IllegalArgumentException(
          "unknown "
              + what
              + " "
              + name
              + near(name).map(n -> "; did you mean " + n + "?").orElse(""));
    }
    return word;
  }

  private Optional<String> near(String name) {
    return Nearest.to(name, words.keySet()).or(() -> Nearest.name(name, words.keySet()));
  }
}
