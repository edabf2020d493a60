// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.perennial.serve.ServedWorkspace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Around each request: its id, the cap of its body, its time, its line in the log. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestFilter extends OncePerRequestFilter {

  static final long MOST_BYTES = 1 << 20;

  private static final String HEADER = "X-Request-Id";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final ProblemWriter problems;
  private final RequestLog log;
  private final MeterRegistry metrics;
  private final Clock clock;

  RequestFilter(
      ProblemWriter problems, RequestLog log, MeterRegistry metrics, ServedWorkspace workspace) {
    this.problems = problems;
    this.log = log;
    this.metrics = metrics;
    this.clock = workspace.clock();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long start = System.nanoTime();
    @Nullable String given = request.getHeader(HEADER);
    String id = given != null && ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    Asked.id(request, id);
    response.setHeader(HEADER, id);
    String failure = "";
    try {
      if (request.getContentLengthLong() > MOST_BYTES) {
        problems.write(request, response, 413, tooLarge());
      } else {
        chain.doFilter(new CappedBody(request, MOST_BYTES), response);
      }
    } catch (CappedBody.TooLarge e) {
      problems.write(request, response, 413, tooLarge());
    } catch (IOException e) {
      // whoever asked has gone
      failure = e.getClass().getSimpleName();
    } catch (ServletException | RuntimeException e) {
      if (Failures.isUnreadable(e)) {
        problems.write(request, response, 400, Failures.UNREADABLE);
      } else {
        failure = Failures.place(e);
        problems.write(request, response, 500, Failures.WORDS);
      }
    } finally {
      if (!request.isAsyncStarted() && !Asked.isByItself(request)) {
        tell(request, response, failure, System.nanoTime() - start);
      }
    }
  }

  private static String tooLarge() {
    return "Cannot read the body: it is larger than " + MOST_BYTES + " bytes; send less";
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  private void tell(
      HttpServletRequest request, HttpServletResponse response, String failure, long nanos) {
    String route = Asked.route(request);
    Timer.builder("perennial.http.requests")
        .description("Time to answer a request")
        .tag("method", known(request.getMethod()))
        .tag("route", route)
        .tag("status", String.valueOf(response.getStatus()))
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(1))
        .register(metrics)
        .record(nanos, TimeUnit.NANOSECONDS);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", clock.instant().toString());
    line.put("request_id", Asked.id(request));
    line.put("method", known(request.getMethod()));
    line.put("route", route);
    line.put("status", response.getStatus());
    line.put("micros", nanos / 1000);
    Asked.logged(request).ifPresent(who -> line.put("who", who));
    Failures.of(request).ifPresent(place -> line.put("failure", place));
    if (!failure.isEmpty()) {
      line.put("failure", failure);
    }
    log.line(line);
  }

  private static String known(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
      default -> "other";
    };
  }
}
