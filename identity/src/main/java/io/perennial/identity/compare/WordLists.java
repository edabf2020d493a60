// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of words beside this class, one entry a line: {@code word: other words}. Lines of # are
 * notes. Words are folded as values are.
 */
final class WordLists {

  private WordLists() {}

  /** Every other word to the word that its line begins with, and that to itself. */
  static Map<String, String> toFirst(String file) {
    Map<String, String> firsts = new HashMap<>();
    for (List<String> line : lines(file)) {
      for (String word : line) {
        firsts.putIfAbsent(word, line.get(0));
      }
    }
    return Map.copyOf(firsts);
  }

  /** All words of a file. */
  static Set<String> words(String file) {
    Set<String> words = new HashSet<>();
    lines(file).forEach(words::addAll);
    return Set.copyOf(words);
  }

  /** The words of each line; the one before the colon is the first. */
  static List<List<String>> lines(String file) {
    List<List<String>> lines = new ArrayList<>();
    try (InputStream in = WordLists.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Missing word list: " + file);
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String folded = Folding.words(Folding.fold(line));
        if (!line.startsWith("#") && !folded.isEmpty()) {
          lines.add(List.of(folded.split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read word list " + file, e);
    }
    return lines;
  }
}
