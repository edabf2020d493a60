// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON that the log of decisions holds: objects of names with a number or a name each, nothing
 * within them, and no character that would have to be escaped.
 */
final class FlatJson {

  private static final Pattern FIELD =
      Pattern.compile("\\s*\"([^\"\\\\]*)\"\\s*:\\s*(?:\"([^\"\\\\]*)\"|([-+.0-9eE]+|null))\\s*");

  private FlatJson() {}

  /** The objects of a list, or the one that there is, in their order; of an empty text none. */
  static List<Map<String, String>> objects(String json) {
    List<Map<String, String>> all = new ArrayList<>();
    Matcher field = FIELD.matcher(json);
    for (int at = json.indexOf('{'); at >= 0; at = json.indexOf('{', at)) {
      Map<String, String> one = new LinkedHashMap<>();
      do {
        at++;
        if (at < json.length() && json.charAt(at) == '}' && one.isEmpty()) {
          break;
        }
        if (!field.region(at, json.length()).lookingAt()) {
          throw wrong(at);
        }
        one.put(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
        at = field.end();
      } while (at < json.length() && json.charAt(at) == ',');
      if (at >= json.length() || json.charAt(at) != '}') {
        throw wrong(at);
      }
      all.add(one);
    }
    return all;
  }

  private static IllegalArgumentException wrong(int at) {
    return new IllegalArgumentException(
        "Invalid JSON of a decision: character "
            + at
            + " (must be objects of names and numbers, as perennial decide writes them)");
  }

  /** A number of an object; not a number where there is none. */
  static double number(Map<String, String> object, String name) {
    String text = object.getOrDefault(name, "null");
    return text.equals("null") ? Double.NaN : Double.parseDouble(text);
  }

  /** As many digits as tell it from other numbers of single precision. */
  static String digits(double value) {
    return value == 0 ? "0" : Float.toString((float) value);
  }
}
