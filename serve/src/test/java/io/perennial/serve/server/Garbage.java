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

  private final Random random;

  Garbage(long seed) {
    this.random = new Random(seed);
  }

  /** A request to an operation. */
  HttpRequest.Builder request(OneServer server, Described.Operation operation, String key) {
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
            .method(operation.verb(), BodyPublishers.ofString(body()))
        : request.method(operation.verb(), BodyPublishers.noBody());
  }

  private String part() {
    String part = pick(NASTY).replaceAll("[/\\\\;%\\p{Cntrl}]", "");
    return part.isBlank() || part.startsWith(".") ? "1" : part;
  }

  private String value(JsonNode parameter) {
    return parameter.path("schema").path("type").asString().equals("integer")
            && random.nextInt(2) == 0
        ? String.valueOf(random.nextInt(1000) - 200)
        : pick(NASTY);
  }

  private String body() {
    String name = pick(List.of("assumption", "name", "roles", "days", "x", "key", "a.b"));
    String text = pick(NASTY).replace("\\", "\\\\").replace("\"", "\\\"");
    return pick(
        List.of(
            "",
            "null",
            "[]",
            "{",
            "\"text\"",
            "{}",
            "{\"" + name + "\":null}",
            "{\"" + name + "\":" + random.nextLong() + "}",
            "{\"" + name + "\":[{\"" + name + "\":[]}]}",
            "{\"" + name + "\":\"" + text.replaceAll("\\p{Cntrl}", "") + "\"}",
            "[".repeat(2000)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
