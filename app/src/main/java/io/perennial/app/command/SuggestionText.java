// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.print.Amounts;
import io.perennial.features.pipeline.Suggestion;
import io.perennial.features.pipeline.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Suggested features: declarations to paste, then the SQL of each; or plain values for JSON. */
final class SuggestionText {

  private SuggestionText() {}

  static String of(Suggestion found, Suggestions.Options options) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "# %s of %s for %s at %d instants; %.1f %% %s in the %d days after the last%n",
            Amounts.count(found.chosen().size(), "feature"),
            Amounts.count(found.candidates(), "candidate"),
            Amounts.count(found.customers(), "customer"),
            found.asOfs().size(),
            100 * found.active(),
            options.target() == Suggestions.Target.ACTIVE ? "ordered" : "spent most",
            options.horizonDays()));
    if (found.chosen().isEmpty()) {
      return text + "# nothing tells more than chance does, and more than what is there already";
    }
    text.append("# paste into perennial.yaml\n").append(found.yaml());
    for (Suggestion.Feature feature : found.chosen()) {
      text.append("\n-- ").append(feature.candidate().name()).append('\n');
      new TreeMap<>(feature.values())
          .forEach(
              (name, value) ->
                  text.append("-- :").append(name).append(" = ").append(value).append('\n'));
      text.append(feature.sql()).append(";\n");
    }
    return text.toString().stripTrailing();
  }

  static List<Map<String, Object>> values(Suggestion found) {
    return found.chosen().stream()
        .map(
            feature -> {
              Map<String, Object> values = new LinkedHashMap<>();
              values.put("name", feature.candidate().name());
              values.put("declared", feature.candidate().lines());
              values.put("window", feature.candidate().window());
              values.put("information_value", feature.score().value());
              values.put("noise", feature.score().noise());
              values.put("stability_index", feature.score().shift());
              values.put("sql", feature.sql());
              return values;
            })
        .toList();
  }
}
