// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, from its start to just before its end.
 *
 * @param start inclusive
 * @param end exclusive, not before {@code start}
 */
public record Period(Instant start, Instant end) {

  public Period {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException(
          "Invalid period: " + start + " to " + end + " (must not end before it starts)");
    }
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
