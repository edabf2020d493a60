// SPDX-License-Identifier: Apache-2.0
package io.perennial.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is done with what customers write.
 *
 * @param enabled whether texts are read at all
 * @param brands whose mentions are looked for beside those of events, each with its other names
 * @param falseAlarms probability that any theme is called out in a run when none has changed, in
 *     (0, 1)
 * @param scores whether stars, satisfaction and recommendation beside texts teach how these feel
 */
public record TextConfig(
    boolean enabled, Map<String, List<String>> brands, double falseAlarms, boolean scores) {

  public TextConfig {
    Map<String, List<String>> sorted = new TreeMap<>();
    brands.forEach((brand, aliases) -> sorted.put(brand, List.copyOf(aliases)));
    brands = Collections.unmodifiableMap(sorted);
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "Invalid text.false-alarms: " + falseAlarms + " (must be in (0, 1))");
    }
  }

  /** All texts, the brands of events, a false alarm in twenty runs. */
  public static TextConfig defaults() {
    return new TextConfig(true, Map.of(), 0.05, true);
  }

  /** The same with brands of its own. */
  public TextConfig withBrands(Map<String, List<String>> names) {
    return new TextConfig(enabled, names, falseAlarms, scores);
  }

  /** The same without texts, and what was made of them. */
  public TextConfig turnedOff() {
    return new TextConfig(false, brands, falseAlarms, scores);
  }

  /** The same, in which scores teach nothing. */
  public TextConfig withoutScores() {
    return new TextConfig(enabled, brands, falseAlarms, false);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    List<String> names = new ArrayList<>();
    brands.forEach((brand, aliases) -> names.add(brand + " " + aliases));
    return "enabled "
        + enabled
        + " brands "
        + names
        + " false-alarms "
        + falseAlarms
        + " scores "
        + scores;
  }
}
