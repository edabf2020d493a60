// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.servlet.HandlerMapping;

/** What is known of a request beside what it says. */
public final class Asked {

  private static final String ID = Asked.class.getName() + ".id";
  private static final String WHO = Asked.class.getName() + ".who";
  private static final String ITSELF = Asked.class.getName() + ".itself";

  private Asked() {}

  /** The id of the request; in the answer's header, in problems and in the log. */
  public static String id(HttpServletRequest request) {
    return request.getAttribute(ID) instanceof String id ? id : "";
  }

  static void id(HttpServletRequest request, String id) {
    request.setAttribute(ID, id);
  }

  /** Keeps who asks, for the log: the id of a key. */
  public static void who(HttpServletRequest request, String who) {
    request.setAttribute(WHO, who);
  }

  /** Keeps that the server asks itself: neither logged nor measured. */
  public static void byItself(HttpServletRequest request) {
    request.setAttribute(ITSELF, true);
  }

  static boolean isByItself(HttpServletRequest request) {
    return request.getAttribute(ITSELF) != null;
  }

  static Optional<String> who(HttpServletRequest request) {
    return request.getAttribute(WHO) instanceof String who ? Optional.of(who) : Optional.empty();
  }

  /** The path as controllers have it, {@code /api/v1/customers/{id}}: it names no customer. */
  static String route(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof String pattern
        ? pattern
        : "other";
  }
}
