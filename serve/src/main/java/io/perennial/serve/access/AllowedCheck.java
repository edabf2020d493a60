// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.Allowed;
import io.perennial.serve.Caller;
import io.perennial.serve.Refusal;
import io.perennial.serve.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a caller call what its roles allow, and nothing that says nothing of roles. */
final class AllowedCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      @Nullable Allowed allowed = method.getMethodAnnotation(Allowed.class);
      if (allowed == null && HttpMethod.OPTIONS.matches(request.getMethod())) {
        return true; // says what can be done at the path, which openapi.json says to everybody
      }
      Caller caller = caller().orElseThrow(() -> Refusal.notKnown("Cannot let you in: send a key"));
      if (allowed == null || !caller.has(allowed.value())) {
        throw Refusal.forbidden("Cannot do that: it takes the role " + roles(allowed));
      }
    }
    return true;
  }

  static Optional<Caller> caller() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
        ? Optional.of(token.caller())
        : Optional.empty();
  }

  private static String roles(@Nullable Allowed allowed) {
    return allowed == null
        ? Role.ADMINISTRATOR.word()
        : Arrays.stream(allowed.value()).map(Role::word).collect(Collectors.joining(" or "));
  }
}
