// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps, lists, texts, numbers and instants as JSON. */
public final class JsonText {

  private JsonText() {}

  /**
   * The JSON of a value.
   *
   * @param value a Map by text, a List, an Optional, a String, Number, Boolean, Instant or enum
   */
  public static String of(Object value) {
    StringBuilder json = new StringBuilder();
    append(value, "", json);
    return json.toString();
  }

  private static void append(Object value, String indent, StringBuilder json) {
    if (value instanceof Map<?, ?> map) {
      object(map, indent, json);
    } else if (value instanceof List<?> list) {
      array(list, indent, json);
    } else if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        append(optional.get(), indent, json);
      } else {
        json.append("null");
      }
    } else if (value instanceof Double number) {
      number(number, json);
    } else if (value instanceof Number || value instanceof Boolean) {
      json.append(value);
    } else if (value instanceof String || value instanceof Instant || value instanceof Enum<?>) {
      quote(value.toString(), json);
    } else {
      throw new IllegalArgumentException("Unsupported value: " + value.getClass());
    }
  }

  private static void object(Map<?, ?> map, String indent, StringBuilder json) {
    String inner = indent + "  ";
    json.append('{');
    String comma = "\n";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      json.append(comma).append(inner);
      quote(String.valueOf(member.getKey()), json);
      json.append(": ");
      append(member.getValue(), inner, json);
      comma = ",\n";
    }
    json.append(map.isEmpty() ? "}" : "\n" + indent + "}");
  }

  private static void array(List<?> list, String indent, StringBuilder json) {
    String inner = indent + "  ";
    json.append('[');
    String comma = "\n";
    for (Object element : list) {
      json.append(comma).append(inner);
      append(element, inner, json);
      comma = ",\n";
    }
    json.append(list.isEmpty() ? "]" : "\n" + indent + "]");
  }

  static void number(double value, StringBuilder json) {
    json.append(Double.isFinite(value) ? Values.number(value) : "null");
  }

  static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
