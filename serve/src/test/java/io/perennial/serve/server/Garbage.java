// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Requests as nobody would send them, by the document and by chance; the same of the same seed. */
final class Garbage {

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1",
          "9223372036854775808",
          "1e400",
          "NaN",
          "null",
          "true",
          "' OR '1'='1",
          "'; DROP TABLE events; --",
          "%",
          "_",
          "\\",
          "../../../../etc/passwd",
          "${jndi:ldap://x}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "\u0000",
          "\r\nSet-Cookie: a=b",
          "\uFFFF\uD83D\uDE00",
          "\u202Egnp.exe",
          "İıßﬃ",
          "2026-13-45T99:99:99Z",
          "-999999999-01-01T00:00:00Z",
          "customers",
          "[]",
          "{\"a\":1}",
          "x".repeat(4000));

  /** What the served shop has, so that more than the first check is reached. */
  private static final List<String> THERE =
      List.of(
          "1000",
          "7000",
          "3001",
          "rfm",
          "Loyal",
          "run-1",
          "links",
          "events",
          "claims",
          "A",
          "service",
          "viewer",
          "dropout assumed 0.9",
          "all",
          "group tier A");

  private final Random random;

  Garbage(long seed) {
    this.random = new Random(seed);
  }

  /** A request to an operation. */
  HttpRequest.Builder request(
      OneServer server, Described described, Described.Operation operation, String key) {
    String path =
        operation.path().replaceAll("\\{format}", pick(List.of("csv", "ndjson", "nasty")));
    while (path.contains("{")) {
      path = path.replaceFirst("\\{\\w+}", encoded(part()));
    }
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (JsonNode parameter : operation.says().path("parameters")) {
      if (parameter.path("in").asString().equals("query") && random.nextInt(3) > 0) {
        query.add(parameter.path("name").asString() + "=" + encoded(value(parameter)));
      }
    }
    if (random.nextInt(20) == 0) {
      query.add(encoded(pick(NASTY)) + "=" + encoded(pick(NASTY)));
    }
    HttpRequest.Builder request = server.to(path + query).header("X-Api-Key", key);
    return operation.says().has("requestBody")
        ? request
            .header("Content-Type", "application/json")
            .method(operation.verb(), BodyPublishers.ofString(body(described, operation)))
        : request.method(operation.verb(), BodyPublishers.noBody());
  }

  private String part() {
    String part = pick(random.nextBoolean() ? THERE : NASTY).replaceAll("[/\\\\;%\\p{Cntrl}]", "");
    return part.isBlank() || part.startsWith(".") ? "1" : part;
  }

  private String value(JsonNode parameter) {
    return parameter.path("schema").path("type").asString().equals("integer")
            && random.nextInt(2) == 0
        ? String.valueOf(random.nextInt(1000) - 200)
        : pick(random.nextInt(3) == 0 ? THERE : NASTY);
  }

  /** Broken, of another shape, or with the fields of the document and what should not be there. */
  private String body(Described described, Described.Operation operation) {
    if (random.nextInt(4) == 0) {
      return pick(List.of("", "null", "[]", "{", "\"text\"", "{}", "{\"x\":1}", "[".repeat(2000)));
    }
    StringJoiner fields = new StringJoiner(",", "{", "}");
    described
        .body(operation)
        .path("properties")
        .propertyStream()
        .filter(field -> random.nextInt(3) > 0)
        .forEach(field -> fields.add("\"" + field.getKey() + "\":" + inBody(field.getValue())));
    return fields.toString();
  }

  private String inBody(JsonNode schema) {
    String type = schema.path("type").asString("");
    String good =
        switch (type) {
          case "array" ->
              "[" + inBody(schema.path("items")) + "," + inBody(schema.path("items")) + "]";
          case "integer" -> String.valueOf(random.nextInt(4000) - 10);
          default -> text(pick(random.nextBoolean() ? THERE : NASTY));
        };
    return random.nextInt(2) == 0
        ? good
        : pick(
            List.of(
                "null",
                "[null]",
                "[[]]",
                "{\"a\":{\"a\":[{}]}}",
                String.valueOf(random.nextLong()),
                "1e999",
                "true",
                "[" + "\"x\",".repeat(20_000) + "\"x\"]",
                text("x".repeat(100_000))));
  }

  private static String text(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "")
        + "\"";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
