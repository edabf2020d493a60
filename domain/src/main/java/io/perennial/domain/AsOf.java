// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The instant as of which something is known; exclusive: an event at this very instant has not
 * happened yet.
 *
 * @param micros microseconds since 1970-01-01T00:00:00Z
 */
public record AsOf(long micros) implements Comparable<AsOf> {

  /** As of {@code instant}, to the microsecond. */
  public static AsOf of(Instant instant) {
    return new AsOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  /** As of the first moment of {@code day} in {@code zone}. */
  public static AsOf startOf(LocalDate day, ZoneId zone) {
    return of(day.atStartOfDay(zone).toInstant());
  }

  /** As of the first moment of {@code day}, UTC. */
  public static AsOf startOf(LocalDate day) {
    return startOf(day, ZoneOffset.UTC);
  }

  /** Whether something at {@code atMicros} is known as of this instant. */
  public boolean knows(long atMicros) {
    return atMicros < micros;
  }

  public Instant instant() {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public int compareTo(AsOf other) {
    return Long.compare(micros, other.micros);
  }

  @Override
  public String toString() {
    return instant().toString();
  }
}
