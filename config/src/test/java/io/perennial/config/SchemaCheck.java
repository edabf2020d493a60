// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** As much of JSON Schema as our schemas use, read independently of what writes them. */
final class SchemaCheck {

  private final JsonNode root;

  private SchemaCheck(JsonNode root) {
    this.root = root;
  }

  /** What a document, as loaded from YAML, violates. */
  static List<String> violations(String schema, Object document) {
    JsonNode root = JsonSchemaTest.json(schema);
    List<String> violations = new ArrayList<>();
    new SchemaCheck(root).check(root, new ObjectMapper().valueToTree(document), "", violations);
    return violations;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> out) {
    for (var keyword : schema.properties()) {
      if (!holds(keyword.getKey(), schema, value, at, out)) {
        out.add(at + " violates " + keyword);
      }
    }
  }

  private boolean holds(
      String keyword, JsonNode schema, JsonNode value, String at, List<String> out) {
    JsonNode argument = schema.get(keyword);
    return switch (keyword) {
      case "$schema", "$defs", "description", "default", "examples" -> true;
      case "type" -> types(argument).contains(type(value)) || isInteger(argument, value);
      case "properties" -> {
        for (var property : argument.properties()) {
          if (value.has(property.getKey())) {
            String below = at + "/" + property.getKey();
            check(property.getValue(), value.get(property.getKey()), below, out);
          }
        }
        yield true;
      }
      case "additionalProperties" -> {
        boolean known = true;
        for (var field : value.properties()) {
          if (!schema.path("properties").has(field.getKey())) {
            if (argument.isBoolean()) {
              known = known && argument.asBoolean();
            } else {
              check(argument, field.getValue(), at + "/" + field.getKey(), out);
            }
          }
        }
        yield known;
      }
      case "required" -> {
        boolean all = true;
        for (JsonNode key : argument) {
          all = all && value.has(key.asText());
        }
        yield all;
      }
      case "items" -> {
        for (JsonNode item : value) {
          check(argument, item, at + "/*", out);
        }
        yield true;
      }
      case "enum" -> contains(argument, value);
      case "anyOf" -> {
        boolean any = false;
        for (JsonNode option : argument) {
          List<String> violations = new ArrayList<>();
          check(option, value, at, violations);
          any = any || violations.isEmpty();
        }
        yield any;
      }
      case "$ref" -> {
        check(root.at(argument.asText().substring(1)), value, at, out);
        yield true;
      }
      case "pattern" ->
          !value.isTextual() || Pattern.compile(argument.asText()).matcher(value.asText()).find();
      case "minimum" -> !value.isNumber() || value.asDouble() >= argument.asDouble();
      case "maximum" -> !value.isNumber() || value.asDouble() <= argument.asDouble();
      case "exclusiveMinimum" -> !value.isNumber() || value.asDouble() > argument.asDouble();
      default -> throw new AssertionError("Unknown keyword: " + keyword);
    };
  }

  private static boolean contains(JsonNode options, JsonNode value) {
    for (JsonNode option : options) {
      if (option.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInteger(JsonNode type, JsonNode value) {
    return types(type).contains("integer") && value.isIntegralNumber();
  }

  private static List<String> types(JsonNode type) {
    List<String> types = new ArrayList<>();
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(each -> types.add(each.asText()));
    return types;
  }

  private static String type(JsonNode value) {
    return value.getNodeType().toString().toLowerCase(Locale.ROOT);
  }
}
