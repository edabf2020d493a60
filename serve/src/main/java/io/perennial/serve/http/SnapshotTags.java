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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * An ETag of what an answer is made of: the tables' snapshots, what was asked, and who may see.
 * Whoever has it already is told so before anything is computed.
 */
final class SnapshotTags implements HandlerInterceptor {

  /** Of the same meaning, not of the same bytes: a strong one is never sent compressed. */
  private static final String WEAK = "W/";

  private static final String TAG = SnapshotTags.class.getName();
  private static final Set<String> READING = Set.of("GET", "HEAD");

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
        || !READING.contains(request.getMethod())
        // whether that may be read is to be asked, and kept, each time
        || request.getParameter("purpose") != null
        || method.hasMethodAnnotation(Uncached.class)) {
      response.setHeader("Cache-Control", "no-store");
      return true;
    }
    String tag = tag(now.text(), request);
    @Nullable String known = request.getHeader("If-None-Match");
    if (known != null && isAmong(tag, known)) {
      headers(tag).forEach(response::setHeader);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return false;
    }
    request.setAttribute(TAG, tag);
    return true;
  }

  private static Map<String, String> headers(String tag) {
    return Map.of(
        "ETag", tag,
        "Cache-Control", "private, no-cache",
        "Vary", "Authorization, X-Api-Key, Cookie, Accept");
  }

  /** Puts the tag on what is an answer: an error is none, and is told anew each time. */
  @ControllerAdvice
  static final class OnAnswers implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(
        MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
      return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
        @Nullable Object body,
        MethodParameter returned,
        MediaType type,
        Class<? extends HttpMessageConverter<?>> converter,
        ServerHttpRequest request,
        ServerHttpResponse response) {
      if (!(body instanceof Problem)
          && request instanceof ServletServerHttpRequest servlet
          && servlet.getServletRequest().getAttribute(TAG) instanceof String tag) {
        headers(tag).forEach(response.getHeaders()::set);
      }
      return body;
    }
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
