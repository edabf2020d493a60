// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with a request, wherever it was found. */
@Component
public final class ProblemWriter {

  private static final int LONGEST_PATH = 200;

  private final JsonMapper json;

  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** The problem of a request. */
  public static Problem problem(
      HttpServletRequest request, int status, String detail, Optional<String> field) {
    HttpStatus known = HttpStatus.resolve(status);
    String path = request.getRequestURI();
    return new Problem(
        "about:blank",
        known == null ? "Error" : known.getReasonPhrase(),
        status,
        detail,
        path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path,
        Asked.id(request),
        field);
  }

  /** Sends it, unless an answer is already on its way. */
  public void write(
      HttpServletRequest request, HttpServletResponse response, int status, String detail)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader("Cache-Control", "no-store");
    byte[] body = json.writeValueAsBytes(problem(request, status, detail, Optional.empty()));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
