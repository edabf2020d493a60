// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A model card as JSON: keys in the order of the card, numbers to the last bit. */
final class CardJson {

  private CardJson() {}

  static String of(ModelCard card) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", card.model());
    json.put("target", card.target().name());
    json.put("unit", card.unit());
    json.put("summary", card.summary());
    json.put("intended_use", card.intendedUse());
    json.put("limits", card.limits());
    json.put(
        "data",
        object(
            "customers", card.data().customers(),
            "as_of", card.data().asOf(),
            "horizon_weeks", card.data().horizonWeeks()));
    json.put(
        "features",
        card.features().stream()
            .map(f -> object("name", f.name(), "class", f.kind(), "known", f.known()))
            .toList());
    json.put("settings", card.settings());
    json.put("seed", card.seed());
    json.put("evidence", evidence(card.evidence()));
    return write(json, "\n") + "\n";
  }

  private static Map<String, Object> evidence(Evidence evidence) {
    return object(
        "customers",
        evidence.customers(),
        "scores",
        evidence.scores().stream()
            .map(
                s ->
                    object(
                        "name", s.name(),
                        "value", s.value(),
                        "lower", s.lower(),
                        "upper", s.upper(),
                        "better", s.better()))
            .toList(),
        "calibration",
        evidence.calibration().stream()
            .map(
                b ->
                    object(
                        "customers", b.customers(),
                        "forecast", b.forecast(),
                        "actual", b.actual(),
                        "standard_error", b.standardError()))
            .toList(),
        "cohorts",
        evidence.cohorts().stream()
            .map(
                g ->
                    object(
                        "name", g.name(),
                        "customers", g.customers(),
                        "crps", g.score(),
                        "forecast", g.forecast(),
                        "lower", g.lower(),
                        "upper", g.upper(),
                        "actual", g.actual(),
                        "weak", g.weak(),
                        "finding", g.finding()))
            .toList(),
        "drift",
        evidence.drift().stream()
            .map(l -> object("what", l.what(), "limit", l.limit(), "why", l.why()))
            .toList());
  }

  /** Names and values in turn. */
  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  private static String write(Object value, String newline) {
    String inner = newline + "  ";
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quoted((String) entry.getKey()) + ": " + write(entry.getValue(), inner))
          .collect(Collectors.joining("," + inner, "{" + inner, newline + "}"));
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "[]"
          : list.stream()
              .map(item -> write(item, inner))
              .collect(Collectors.joining("," + inner, "[" + inner, newline + "]"));
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
