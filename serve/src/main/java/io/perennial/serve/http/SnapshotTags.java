// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import io.perennial.serve.Caller;
import io.perennial.serve.DataVersion;
import io.perennial.serve.Role;
import io.perennial.serve.Uncached;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * An ETag of what an answer is made of: the tables' snapshots, what was asked, and who may see.
 * Whoever has it already is told so before anything is computed.
 */
final class SnapshotTags implements HandlerInterceptor {

  /** Of the same meaning, not of the same bytes: a strong one is never sent compressed. */
  private static final String WEAK = "W/";

  private final ObjectProvider<DataVersion> version;

  SnapshotTags(ObjectProvider<DataVersion> version) {
    this.version = version;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      return true;
    }
    @Nullable DataVersion now = version.getIfAvailable();
    if (now == null
        || !HttpMethod.GET.matches(request.getMethod())
        // whether that may be read is to be asked, and kept, each time
        || request.getParameter("purpose") != null
        || method.hasMethodAnnotation(Uncached.class)) {
      response.setHeader("Cache-Control", "no-store");
      return true;
    }
    String tag = tag(now.text(), request);
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("Vary", "Authorization, X-Api-Key, Cookie, Accept");
    @Nullable String known = request.getHeader("If-None-Match");
    if (known != null && isAmong(tag, known)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return false;
    }
    return true;
  }

  /** As RFC 9110 compares for If-None-Match: weakly. */
  private static boolean isAmong(String tag, String known) {
    return Arrays.stream(known.split(",", -1))
        .map(String::strip)
        .map(each -> each.startsWith(WEAK) ? each : WEAK + each)
        .anyMatch(tag::equals);
  }

  private static String tag(String version, HttpServletRequest request) {
    String asked =
        String.join(
            "\n",
            version,
            request.getRequestURI(),
            String.valueOf(request.getQueryString()),
            String.valueOf(request.getHeader("Accept")),
            Asked.caller(request).map(SnapshotTags::text).orElse(""));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return WEAK + "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }

  private static String text(Caller caller) {
    return caller.id() + caller.roles().stream().map(Role::word).sorted().toList();
  }
}
