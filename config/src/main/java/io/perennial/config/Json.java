// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes plain values (text, numbers, booleans, lists, maps, an empty Optional) as JSON or YAML.
 */
final class Json {

  /** Texts that need no quotes in YAML, be it in a list or not. */
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./+%*-]*");

  /** Bare words that YAML readers take for something else than text. */
  private static final Pattern NOT_TEXT =
      Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|[0-9][0-9.e_+-]*|0[xo].*");

  private Json() {}

  /** Indented by two spaces, ends without a newline. */
  static String pretty(Object value) {
    return pretty(value, "\n");
  }

  private static String pretty(Object value, String newline) {
    String inner = newline + "  ";
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      return inOrder(map).entrySet().stream()
          .map(entry -> quote(entry.getKey()) + ": " + pretty(entry.getValue(), inner))
          .collect(Collectors.joining("," + inner, "{" + inner, newline + "}"));
    }
    return compact(value);
  }

  /** On one line. */
  static String compact(Object value) {
    if (value instanceof Map<?, ?> map) {
      return inOrder(map).entrySet().stream()
          .map(entry -> quote(entry.getKey()) + ": " + compact(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Json::compact).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Optional<?>) {
      return "null";
    }
    return value instanceof Number || value instanceof Boolean ? value.toString() : quote(value);
  }

  /**
   * On one line, as a person would write it in a YAML file; references to variables are escaped.
   */
  static String yaml(Object value) {
    if (value instanceof Map<?, ?> map) {
      return inOrder(map).entrySet().stream()
          .map(entry -> bare(entry.getKey().toString()) + ": " + yaml(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Json::yaml).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? bare(Environment.escape(text)) : compact(value);
  }

  private static String bare(String text) {
    return BARE.matcher(text).matches() && !NOT_TEXT.matcher(text).matches() ? text : quote(text);
  }

  private static String quote(Object value) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || (c >= 0x7f && !Character.isLetterOrDigit(c))) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /**
   * A map that has no order of its own is written by key: else no two runs would write the same.
   */
  private static Map<?, ?> inOrder(Map<?, ?> map) {
    return map instanceof LinkedHashMap || map instanceof SortedMap
        ? map
        : new TreeMap<Object, Object>(map);
  }

  /** Maps in the order of their keys, at every depth: the form to compare by. */
  static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(
              Collectors.toMap(
                  entry -> entry.getKey().toString(),
                  entry -> sorted(entry.getValue()),
                  (first, second) -> second,
                  TreeMap::new));
    }
    return value instanceof List<?> list ? Collections.unmodifiableList(list) : value;
  }
}
