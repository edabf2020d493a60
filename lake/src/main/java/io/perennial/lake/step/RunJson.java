// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps of names to numbers as JSON objects, as the runs table keeps them. */
final class RunJson {

  private static final Pattern MEMBER =
      Pattern.compile("\"([^\"\\\\]+)\"\\s*:\\s*(-?[0-9][0-9.eE+-]*)");

  private RunJson() {}

  /** {@code {"events":3}}; what is not a finite number is left out, as JSON has no word for it. */
  static String of(Map<String, ? extends Number> values) {
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          if (Double.isFinite(value.doubleValue())) {
            json.append(json.length() > 1 ? "," : "");
            json.append('"').append(name.replaceAll("[\"\\\\]", "_")).append("\":").append(value);
          }
        });
    return json.append('}').toString();
  }

  static Map<String, Long> longs(String json) {
    return read(json, Long::valueOf);
  }

  static Map<String, Double> doubles(String json) {
    return read(json, Double::valueOf);
  }

  private static <T> Map<String, T> read(String json, Function<String, T> number) {
    Map<String, T> values = new TreeMap<>();
    Matcher member = MEMBER.matcher(json);
    while (member.find()) {
      values.put(member.group(1), number.apply(member.group(2)));
    }
    return values;
  }
}
