// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How long each stage of a run took. */
final class Stages {

  private final Clock clock;
  private final Map<String, Double> seconds = new TreeMap<>();
  private Instant last;

  Stages(Clock clock) {
    this.clock = clock;
    last = clock.instant();
  }

  /** The stage that began when the one before ended is over. */
  void end(String stage) {
    Instant now = clock.instant();
    seconds.merge("seconds_" + stage, Duration.between(last, now).toNanos() / 1e9, Double::sum);
    last = now;
  }

  /** Seconds by stage, under {@code seconds_…}. */
  Map<String, Double> seconds() {
    return seconds;
  }
}
