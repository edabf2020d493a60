// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Short names for segments from what sets them apart: one or two adjectives and what they are, as
 * in {@code Lapsed discount hunters}. The same profiles have the same names.
 */
public final class Names {

  private static final int LONGEST = 40;

  /** Where nothing that sets a segment apart has a word for those in it. */
  private static final String ANYBODY = "customers";

  private final WordTable words;

  /** Names in words of a table. */
  public Names(WordTable words) {
    this.words = words;
  }

  /**
   * A name for each segment, no two alike.
   *
   * @param profiles the first may choose first
   * @param taken names that others keep
   */
  public List<String> of(List<SegmentProfile> profiles, Set<String> taken) {
    Set<String> used = new HashSet<>();
    taken.forEach(name -> used.add(name.toLowerCase(Locale.ROOT)));
    List<String> names = new ArrayList<>();
    for (SegmentProfile profile : profiles) {
      List<String> candidates = candidates(profile);
      Optional<String> free =
          candidates.stream().filter(name -> used.add(name.toLowerCase(Locale.ROOT))).findFirst();
      names.add(free.orElseGet(() -> numbered(candidates.get(0), used)));
    }
    return names;
  }

  private static String numbered(String name, Set<String> used) {
    int number = 2;
    while (!used.add((name + " " + number).toLowerCase(Locale.ROOT))) {
      number++;
    }
    return name + " " + number;
  }

  /**
   * Names from the best to the worst: the noun of a telling feature, adjectives of others; of those
   * with great effects first.
   */
  private List<String> candidates(SegmentProfile profile) {
    Set<String> names = new LinkedHashSet<>();
    List<Contrast> all = profile.tellingContrasts();
    candidates(all.stream().filter(c -> Math.abs(c.effect()) >= Contrast.MEDIUM).toList(), names);
    candidates(all, names);
    names.add(capital(ANYBODY));
    return List.copyOf(names);
  }

  private void candidates(List<Contrast> telling, Set<String> names) {
    List<Contrast> nouns =
        new ArrayList<>(telling.stream().filter(c -> words.noun(c).isPresent()).toList());
    // the first feature is the adjective where another one has a noun
    if (nouns.size() > 1 && nouns.get(0).equals(telling.get(0))) {
      nouns.add(nouns.remove(0));
    }
    for (Contrast noun : nouns) {
      String what = words.noun(noun).orElseThrow();
      combine(adjectives(telling, c -> !words.noun(c).equals(Optional.of(what))), what, names);
    }
    combine(adjectives(telling, c -> true), ANYBODY, names);
  }

  private List<String> adjectives(List<Contrast> telling, Predicate<Contrast> fits) {
    return telling.stream()
        .filter(fits)
        .flatMap(c -> words.adjective(c).stream())
        .distinct()
        .toList();
  }

  private static void combine(List<String> adjectives, String noun, Set<String> names) {
    for (String adjective : adjectives) {
      add(adjective + " " + noun, names);
    }
    for (int i = 0; i < adjectives.size(); i++) {
      for (int j = i + 1; j < adjectives.size(); j++) {
        add(adjectives.get(i) + " " + lower(adjectives.get(j)) + " " + noun, names);
      }
    }
    if (!noun.equals(ANYBODY)) {
      add(noun, names);
    }
  }

  private static void add(String name, Set<String> names) {
    if (name.length() <= LONGEST) {
      names.add(capital(name));
    }
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String lower(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
