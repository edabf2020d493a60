// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Lines of JSON on what the server does, without anything that a person could be known by. */
public final class RequestLog {

  private final JsonMapper json;
  private final Consumer<String> lines;

  public RequestLog(JsonMapper json, Consumer<String> lines) {
    this.json = json;
    this.lines = lines;
  }

  /** Writes one line. */
  public void line(Map<String, Object> fields) {
    lines.accept(json.writeValueAsString(fields));
  }
}
