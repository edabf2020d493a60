// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words that tell a theme from others: frequent in its texts, rare in those of others (c-TF-IDF
 * of Grootendorst, "BERTopic", 2022). A word is told by its most frequent form. Only what several
 * texts say can be a name, so that no theme is named after a person.
 */
public final class TellingWords {

  private static final int WORDS = 4;
  private static final int LEAST_LETTERS = 3;
  private static final int LEAST_TEXTS = 3;

  private TellingWords() {}

  /**
   * The words of each theme, the most telling first; none where no word is in enough of its texts.
   *
   * @param texts of one language
   * @param themes the theme of each, from 0; below 0 for none
   * @param language its code, for words that tell nothing
   */
  public static List<List<String>> of(List<ThemeText> texts, int[] themes, String language) {
    Set<String> stopwords = Stopwords.of(language);
    int count = 0;
    for (int theme : themes) {
      count = Math.max(count, theme + 1);
    }
    List<Map<String, Said>> ofTheme = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      ofTheme.add(new TreeMap<>());
    }
    long[] size = new long[count];
    Map<String, Long> everywhere = new HashMap<>();
    for (int i = 0; i < themes.length; i++) {
      if (themes[i] < 0) {
        continue;
      }
      Set<String> seen = new HashSet<>();
      for (String word : texts.get(i).words()) {
        if (tells(word, stopwords)) {
          for (String stem : Stems.of(word)) {
            ofTheme.get(themes[i]).computeIfAbsent(stem, s -> new Said()).add(word, seen.add(stem));
            everywhere.merge(stem, 1L, Long::sum);
            size[themes[i]]++;
          }
        }
      }
    }
    double mean = Arrays.stream(size).average().orElse(0);
    List<List<String>> names = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      names.add(best(ofTheme.get(g), everywhere, mean));
    }
    return names;
  }

  private static boolean tells(String word, Set<String> stopwords) {
    return word.codePoints().allMatch(Character::isLetter)
        && (word.length() >= LEAST_LETTERS || word.codePointAt(0) > 0x2E80)
        && !stopwords.contains(word);
  }

  private static List<String> best(
      Map<String, Said> said, Map<String, Long> everywhere, double mean) {
    record Scored(String word, double score) {}
    List<Scored> scored = new ArrayList<>();
    said.forEach(
        (stem, here) -> {
          if (here.texts >= LEAST_TEXTS) {
            double all = everywhere.getOrDefault(stem, 0L);
            scored.add(new Scored(here.form(), here.times * Math.log1p(mean / all)));
          }
        });
    return scored.stream()
        .sorted(Comparator.comparingDouble((Scored s) -> -s.score()).thenComparing(Scored::word))
        .map(Scored::word)
        .distinct()
        .limit(WORDS)
        .toList();
  }

  /** How often a theme's texts say a stem, in which forms. */
  private static final class Said {

    private final Map<String, Integer> forms = new TreeMap<>();
    private int texts;
    private int times;

    void add(String word, boolean isFirstOfText) {
      forms.merge(word, 1, Integer::sum);
      times++;
      texts += isFirstOfText ? 1 : 0;
    }

    String form() {
      String best = "";
      int most = 0;
      for (Map.Entry<String, Integer> form : forms.entrySet()) {
        if (form.getValue() > most) {
          most = form.getValue();
          best = form.getKey();
        }
      }
      return best;
    }
  }
}
