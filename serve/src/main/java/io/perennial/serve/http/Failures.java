// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Errors that nobody expected: what the log says of them, which is never their message. */
final class Failures {

  static final String WORDS =
      "Cannot answer: an error that nobody expected; report it with the request id";

  static final String UNREADABLE =
      "Cannot read the request: its path or a parameter is not allowed, or no text";

  private static final String PLACE = Failures.class.getName();
  private static final int FRAMES = 4;

  private Failures() {}

  /** Kinds of errors and places in our code: messages might hold values. */
  static String place(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !root.getCause().equals(root)) {
      root = root.getCause();
    }
    String where =
        Arrays.stream(root.getStackTrace())
            .limit(FRAMES)
            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
            .collect(Collectors.joining(" "));
    return failure.getClass().getSimpleName()
        + (root.equals(failure) ? "" : " by " + root.getClass().getSimpleName())
        + " at "
        + where;
  }

  /** Whether the request itself is at fault: bytes that no honest client sends. */
  static boolean isUnreadable(Throwable failure) {
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof RequestRejectedException || at instanceof InvalidParameterException) {
        return true;
      }
    }
    return false;
  }

  static void keep(HttpServletRequest request, Throwable failure) {
    request.setAttribute(PLACE, place(failure));
  }

  static Optional<String> of(HttpServletRequest request) {
    return request.getAttribute(PLACE) instanceof String place
        ? Optional.of(place)
        : Optional.empty();
  }
}
