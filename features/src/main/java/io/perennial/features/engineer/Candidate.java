// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A feature that could be: a declaration in the grammar of {@code features.own}.
 *
 * @param base its name but for the window
 * @param lines what is declared, a line each, but for the windows
 * @param window such as {@code 30d}; {@code all} for all that is known
 * @param parts of a ratio: the two that it is made of; else none
 */
public record Candidate(String base, List<String> lines, String window, List<Candidate> parts) {
  public Candidate {
    lines = List.copyOf(lines);
    parts = List.copyOf(parts);
  }

  /** The name of the feature. */
  public String name() {
    return window.equals("all") ? base : base + "_" + window;
  }

  /**
   * Declarations as a part of {@code perennial.yaml}: one for all windows of a feature, parts of
   * ratios before them.
   *
   * @param notes a comment by name of a feature, as far as there is one
   */
  public static String yaml(List<Candidate> candidates, Map<String, String> notes) {
    return "features:\n  own:\n" + declared(candidates, notes);
  }

  /** The same as a file of features. */
  public static String file(List<Candidate> candidates) {
    return "features:\n" + declared(candidates, Map.of());
  }

  private static String declared(List<Candidate> candidates, Map<String, String> notes) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    Map<String, Set<String>> windows = new LinkedHashMap<>();
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (Candidate candidate : withParts(candidates)) {
      lines.put(candidate.base(), candidate.lines());
      windows
          .computeIfAbsent(candidate.base(), base -> new LinkedHashSet<>())
          .add(candidate.window());
      String note = notes.get(candidate.name());
      if (note != null) {
        said.computeIfAbsent(candidate.base(), base -> new ArrayList<>())
            .add(candidate.name() + ": " + note);
      }
    }
    StringBuilder yaml = new StringBuilder();
    lines.forEach(
        (base, body) -> {
          said.getOrDefault(base, List.of())
              .forEach(note -> yaml.append("    # ").append(note).append('\n'));
          yaml.append("    ").append(base).append(":\n");
          body.forEach(line -> yaml.append("      ").append(line).append('\n'));
          Set<String> of = windows.getOrDefault(base, Set.of());
          if (!of.equals(Set.of("all"))) {
            yaml.append("      windows: [").append(String.join(", ", of)).append("]\n");
          }
        });
    return yaml.toString();
  }

  /** These, what they are made of before them, each once. */
  public static List<Candidate> withParts(List<Candidate> candidates) {
    Set<Candidate> all = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      all.addAll(candidate.parts());
    }
    all.addAll(candidates);
    return List.copyOf(all);
  }
}
