// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that values of a file may refer to as {@code ${NAME}}. */
final class Environment {

  /** A value that refers to a variable, as the JSON Schema says it. */
  static final String REFERENCE = "\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}";

  private static final Pattern DOLLAR =
      Pattern.compile(
          "(?<literal>\\$\\$\\{)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<fallback>[^}]*))?\\}|\\$\\{");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /**
   * The text with {@code ${NAME}} and {@code ${NAME:-fallback}} replaced; a doubled dollar sign
   * before the brace keeps it from being a reference. What a variable holds is not looked at again.
   *
   * @throws UnknownVariable if a variable is not set and there is no fallback
   */
  String substitute(String text) {
    if (!text.contains("${")) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    Matcher dollar = DOLLAR.matcher(text);
    while (dollar.find()) {
      dollar.appendReplacement(out, Matcher.quoteReplacement(replacement(dollar)));
    }
    return dollar.appendTail(out).toString();
  }

  private String replacement(Matcher dollar) {
    if (dollar.group("literal") != null) {
      return "${";
    }
    String name = dollar.group("name");
    if (name == null) {
      throw new UnknownVariable("must be ${NAME} or ${NAME:-default}; write $${ for a literal ${");
    }
    String value = variables.getOrDefault(name, "");
    String fallback = dollar.group("fallback");
    if (value.isEmpty() && fallback != null) {
      return fallback;
    }
    if (!variables.containsKey(name)) {
      throw new UnknownVariable(
          "environment variable %s is not set; set it, or write ${%s:-default}"
              .formatted(name, name));
    }
    return value;
  }

  /** Such that {@link #substitute} gives {@code text} again. */
  static String escape(String text) {
    return text.replace("${", "$${");
  }

  /** A reference that leads nowhere; the message says what to do. */
  static final class UnknownVariable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownVariable(String message) {
      super(message);
    }
  }
}
