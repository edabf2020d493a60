// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import io.perennial.serve.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.servlet.HandlerMapping;

/** What is known of a request beside what it says. */
public final class Asked {

  private static final String ID = Asked.class.getName() + ".id";
  private static final String CALLER = Asked.class.getName() + ".caller";
  private static final String LOGGED = Asked.class.getName() + ".logged";
  private static final String ITSELF = Asked.class.getName() + ".itself";

  private Asked() {}

  /** The id of the request; in the answer's header, in problems and in the log. */
  public static String id(HttpServletRequest request) {
    return request.getAttribute(ID) instanceof String id ? id : "";
  }

  static void id(HttpServletRequest request, String id) {
    request.setAttribute(ID, id);
  }

  /**
   * Keeps who asks.
   *
   * @param logged what the log says of them: the id of a key, which names nobody
   */
  public static void who(HttpServletRequest request, Caller caller, String logged) {
    request.setAttribute(CALLER, caller);
    request.setAttribute(LOGGED, logged);
  }

  /** Keeps that the server asks itself: neither logged nor measured. */
  public static void byItself(HttpServletRequest request) {
    request.setAttribute(ITSELF, true);
  }

  static boolean isByItself(HttpServletRequest request) {
    return request.getAttribute(ITSELF) != null;
  }

  static Optional<Caller> caller(HttpServletRequest request) {
    return request.getAttribute(CALLER) instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  static Optional<String> logged(HttpServletRequest request) {
    return request.getAttribute(LOGGED) instanceof String who ? Optional.of(who) : Optional.empty();
  }

  /** The path as controllers have it, {@code /api/v1/customers/{id}}: it names no customer. */
  static String route(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof String pattern
        ? pattern
        : "other";
  }
}
