// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sentences of a language by section: a file beside this class. */
final class SentenceBook {

  private final String language;
  private final Map<String, List<String>> sections;

  private SentenceBook(String language, Map<String, List<String>> sections) {
    this.language = language;
    this.sections = sections;
  }

  static SentenceBook of(String language) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : lines("tickets_" + language + ".txt")) {
      if (line.startsWith("[")) {
        section = new ArrayList<>();
        sections.put(line.substring(1, line.length() - 1), section);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        section.add(line);
      }
    }
    return new SentenceBook(language, sections);
  }

  private static List<String> lines(String name) {
    try (InputStream in =
        Objects.requireNonNull(SentenceBook.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name + " beside SentenceBook", e);
    }
  }

  String language() {
    return language;
  }

  /** What tickets can be about, in the order of the file. */
  List<String> topics() {
    return sections.keySet().stream()
        .filter(section -> section.endsWith(" complaint"))
        .map(section -> section.substring(0, section.length() - " complaint".length()))
        .toList();
  }

  List<String> section(String name) {
    List<String> sentences = sections.get(name);
    if (sentences == null) {
      throw new IllegalArgumentException("Unknown section of sentences: " + name);
    }
    return sentences;
  }
}
