// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.ColumnChoice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes one source as YAML, two blanks in. */
final class SourceYaml {

  private final StringBuilder text = new StringBuilder();

  SourceYaml(String name) {
    text.append("  ").append(scalar(name)).append(":\n");
  }

  /** A comment line among the source's keys. */
  SourceYaml note(String note) {
    text.append("    # ").append(note).append('\n');
    return this;
  }

  /** A key within a section that somebody has to fill in. */
  SourceYaml missing(String key, String hint) {
    text.append("      # ").append(key).append(": ").append(hint).append('\n');
    return this;
  }

  SourceYaml key(String key, String value, String comment) {
    return line(4, key, scalar(value), comment);
  }

  SourceYaml raw(String key, String value, String comment) {
    return line(4, key, value, comment);
  }

  SourceYaml list(String key, List<String> values) {
    return line(4, key, list(values), "");
  }

  SourceYaml section(String key) {
    text.append("    ").append(key).append(":\n");
    return this;
  }

  /** A column choice within a section. */
  SourceYaml choice(String key, ColumnChoice choice, String comment) {
    List<String> alternatives = choice.alternatives();
    String value = alternatives.size() == 1 ? scalar(alternatives.get(0)) : list(alternatives);
    return line(6, key, value, comment);
  }

  SourceYaml inner(String key, String value, String comment) {
    return line(6, scalar(key), scalar(value), comment);
  }

  /** What words mean, on one line of a section. */
  SourceYaml words(String key, Map<String, String> meanings) {
    String flow =
        meanings.entrySet().stream()
            .map(word -> scalar(word.getKey()) + ": " + scalar(word.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return line(6, key, flow, "");
  }

  private SourceYaml line(int indent, String key, String value, String comment) {
    StringBuilder line = new StringBuilder();
    line.append(" ".repeat(indent)).append(key).append(": ").append(value);
    if (!comment.isEmpty()) {
      line.append(" ".repeat(Math.max(2, 44 - line.length()))).append("# ").append(comment);
    }
    text.append(line).append('\n');
    return this;
  }

  static String guess(Guess guess) {
    return String.format(
        Locale.ROOT,
        "%.0f %%, %s%s",
        100 * guess.confidence(),
        guess.reason(),
        guess.confidence() < 0.5 ? "; please check" : "");
  }

  private static String list(List<String> values) {
    return values.stream().map(SourceYaml::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Plain where YAML takes it as text for sure, else quoted. */
  static String scalar(String value) {
    boolean plain =
        value.matches("[\\p{L}_][\\p{L}0-9_ ./+-]*")
            && !value.endsWith(" ")
            && !value.matches("(?i)true|false|yes|no|on|off|null|y|n");
    if (plain) {
      return value;
    }
    boolean control = value.chars().anyMatch(c -> c < ' ' || c == '\\');
    if (!control) {
      return "'" + value.replace("'", "''") + "'";
    }
    StringBuilder escaped = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '"', '\\' -> escaped.append('\\').append(c);
        default -> {
          if (c < ' ') {
            escaped.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
