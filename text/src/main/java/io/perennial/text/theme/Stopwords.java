// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Words that tell nothing of what a text is about, by language: a file beside this class. */
final class Stopwords {

  private static final String FILE = "stopwords.txt";
  private static final Map<String, Set<String>> ALL = read();

  private Stopwords() {}

  /** Those of a language; none where there is no list. */
  static Set<String> of(String language) {
    return ALL.getOrDefault(language, Set.of());
  }

  private static Map<String, Set<String>> read() {
    try (InputStream in = Objects.requireNonNull(Stopwords.class.getResourceAsStream(FILE), FILE)) {
      Map<String, Set<String>> all = new HashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && line.contains(":"))
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                all.put(
                    line.substring(0, colon),
                    Set.of(line.substring(colon + 1).strip().split(" +")));
              });
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE + " beside Stopwords", e);
    }
  }
}
