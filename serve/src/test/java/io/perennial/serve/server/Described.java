// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import io.perennial.serve.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What /openapi.json says, and whether an answer is as it says. */
final class Described {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

  private final OneServer server;
  private final JsonNode document;

  Described(OneServer server) {
    this.server = server;
    this.document = JSON.readTree(server.send(server.to("/openapi.json")).body());
  }

  JsonNode document() {
    return document;
  }

  /**
   * An operation.
   *
   * @param verb as HTTP has it
   * @param path with holes
   * @param says what the document says of it
   */
  record Operation(String verb, String path, JsonNode says) {

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    document
        .get("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .forEach(
                        verb ->
                            all.add(
                                new Operation(
                                    verb.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    verb.getValue()))));
    return all;
  }

  /**
   * The path with things that are there in its holes, and with the parameters that it takes; with a
   * hole where there is nothing.
   */
  String filled(Operation operation) {
    Map<String, String> there = there();
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (JsonNode parameter : operation.says().path("parameters")) {
      String name = parameter.path("name").asString();
      if (parameter.path("in").asString().equals("query")
          && parameter.path("required").asBoolean()) {
        query.add(name + "=" + there.getOrDefault(name.equals("ids") ? "id" : name, "1"));
      }
    }
    return filled(operation.path(), there) + query;
  }

  private static String filled(String path, Map<String, String> there) {
    Matcher holes = HOLE.matcher(path);
    return holes.replaceAll(
        hole -> {
          String name =
              hole.group(1).equals("id") && path.contains("/runs/") ? "run" : hole.group(1);
          return Matcher.quoteReplacement(there.getOrDefault(name, hole.group()));
        });
  }

  private Map<String, String> there() {
    Map<String, String> there =
        new LinkedHashMap<>(Map.of("table", "runs", "format", "csv", "purpose", "service"));
    first("/api/v1/customers", "customer_id", "id", there);
    first("/api/v1/runs", "run_id", "run", there);
    first("/api/v1/models", "model", "name", there);
    first("/api/v1/segments", "scheme", "scheme", there);
    if (there.containsKey("scheme")) {
      first("/api/v1/segments/" + there.get("scheme"), "segment", "segment", there);
    }
    return there;
  }

  private void first(String path, String field, String name, Map<String, String> there) {
    JsonNode items = JSON.readTree(server.get(path, Role.ADMINISTRATOR).body()).path("items");
    if (items.size() > 0) {
      there.put(name, items.get(0).path(field).asString());
    }
  }

  /** The schema of what is sent to an operation. */
  JsonNode body(Operation operation) {
    JsonNode schema = operation.says().at("/requestBody/content/application~1json/schema");
    return schema.has("$ref") ? document.at(schema.get("$ref").asString().substring(1)) : schema;
  }

  /** What is wrong with a body, by the schema of the operation's good answer. */
  List<String> wrong(Operation operation, String body) {
    JsonNode schema = operation.says().at("/responses/200/content/application~1json/schema");
    List<String> wrong = new ArrayList<>();
    check(JSON.readTree(body), schema, "", wrong);
    return wrong;
  }

  private void check(JsonNode value, JsonNode schema, String at, List<String> wrong) {
    if (schema.has("$ref")) {
      check(value, document.at(schema.get("$ref").asString().substring(1)), at, wrong);
      return;
    }
    switch (schema.path("type").asString("any")) {
      case "object" -> object(value, schema, at, wrong);
      case "array" -> {
        if (value.isArray()) {
          value.forEach(item -> check(item, schema.get("items"), at + "[]", wrong));
        } else {
          wrong.add(at + " is no list: " + value);
        }
      }
      case "integer" -> expect(value.isIntegralNumber(), value, at, "whole number", wrong);
      case "number" -> expect(value.isNumber(), value, at, "number", wrong);
      case "boolean" -> expect(value.isBoolean(), value, at, "truth value", wrong);
      case "string" -> {
        expect(value.isString(), value, at, "text", wrong);
        if (schema.path("format").asString("").equals("date-time")) {
          expect(isInstant(value.asString()), value, at, "instant", wrong);
        }
      }
      default -> {
        // anything goes
      }
    }
  }

  private void object(JsonNode value, JsonNode schema, String at, List<String> wrong) {
    if (!value.isObject()) {
      wrong.add(at + " is no object: " + value);
      return;
    }
    schema
        .path("required")
        .forEach(name -> expect(value.has(name.asString()), value, at, name.asString(), wrong));
    JsonNode others = schema.path("additionalProperties");
    value
        .propertyStream()
        .forEach(
            field -> {
              JsonNode known = schema.path("properties").path(field.getKey());
              if (!known.isMissingNode()) {
                check(field.getValue(), known, at + "." + field.getKey(), wrong);
              } else if (others.isObject()) {
                check(field.getValue(), others, at + ".*", wrong);
              } else {
                wrong.add(at + "." + field.getKey() + " is not described");
              }
            });
  }

  private static void expect(
      boolean holds, JsonNode value, String at, String what, List<String> wrong) {
    if (!holds) {
      wrong.add(at + " lacks " + what + ": " + value.getNodeType());
    }
  }

  private static boolean isInstant(String text) {
    try {
      return Instant.parse(text).isBefore(Instant.MAX);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
