// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model knows before a company has said anything: the sentences of a file beside this class,
 * alone and put together as people put them: with a greeting, with haste, a wish after its reason.
 */
final class BaseSentences {

  private static final String FILE = "sentences.txt";
  private static final String URGENT = "! ";

  /**
   * A text of which it is known what it wants.
   *
   * @param language of it
   * @param text one to four sentences
   * @param intent of it
   * @param urgent whether it cannot wait
   */
  record Known(Language language, String text, Intent intent, boolean urgent) {}

  private final Map<String, List<String>> sections;
  private final List<Known> known = new ArrayList<>();

  private BaseSentences(Map<String, List<String>> sections) {
    this.sections = sections;
  }

  /** All of them, always in the same order. */
  static List<Known> read() {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : lines()) {
      if (line.startsWith("[")) {
        section = new ArrayList<>();
        sections.put(line.substring(1, line.length() - 1), section);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        section.add(line);
      }
    }
    BaseSentences sentences = new BaseSentences(sections);
    RandomSource random = RandomSource.seeded(1).derive("base sentences");
    long stream = 0;
    for (Map.Entry<String, List<String>> entry : sections.entrySet()) {
      String[] name = entry.getKey().split(" ", -1);
      Optional<Intent> intent = Intent.of(name[1]);
      if (intent.isPresent()) {
        for (String line : entry.getValue()) {
          sentences.add(new Language(name[0]), intent.get(), line, random.stream(stream++));
        }
      }
    }
    return sentences.known;
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(BaseSentences.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE + " beside BaseSentences", e);
    }
  }

  private void add(Language language, Intent intent, String line, RandomStream random) {
    boolean urgent = line.startsWith(URGENT);
    String sentence = plain(line);
    known.add(new Known(language, sentence, intent, urgent));
    boolean hurries = intent != Intent.PRAISE && intent != Intent.OTHER && random.chance(0.5);
    String haste = drawn(language + (hurries ? " urgent" : " calm"), random);
    String opening = drawn(language + " opening", random);
    String closing = drawn(language + " closing", random);
    known.add(
        new Known(
            language,
            opening
                + " "
                + sentence
                + (hurries || (!urgent && random.chance(0.3)) ? " " + haste : "")
                + (random.chance(0.6) ? " " + closing : ""),
            intent,
            urgent || hurries));
    if (intent == Intent.REFUND || intent == Intent.CANCEL) {
      String reason = drawn(language + " complaint", random);
      known.add(
          new Known(
              language,
              plain(reason) + " " + sentence,
              intent,
              urgent || reason.startsWith(URGENT)));
    } else {
      // something more of the same, which changes nothing
      String more = drawn(language + " " + intent.word(), random);
      known.add(
          new Known(
              language, sentence + " " + plain(more), intent, urgent || more.startsWith(URGENT)));
    }
  }

  private String drawn(String section, RandomStream random) {
    List<String> lines = Objects.requireNonNull(sections.get(section), section);
    return lines.get(random.nextInt(lines.size()));
  }

  private static String plain(String line) {
    return line.startsWith(URGENT) ? line.substring(URGENT.length()) : line;
  }
}
