// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** A problem in the place of Tomcat's own page, for requests that are not HTTP enough to go on. */
public final class ProblemValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    response.setContentType("application/problem+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    try (Writer writer = response.getReporter()) {
      if (writer != null) {
        writer.write(
            "{\"type\":\"about:blank\",\"title\":\"Bad request\",\"status\":"
                + status
                + ",\"detail\":\"Cannot read the request: it is no valid HTTP\"}");
      }
    } catch (IOException e) {
      // whoever asked has gone
    }
  }
}
