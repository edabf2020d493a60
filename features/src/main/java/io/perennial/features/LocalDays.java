// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * The day of an instant in a zone, without an object per instant: the zone's changes of offset from
 * 1800 to 2200 in an array; before and after them the nearest offset holds.
 */
public final class LocalDays implements Serializable {
  private static final long serialVersionUID = 1;

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final Instant FROM = Instant.parse("1800-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2200-01-01T00:00:00Z");

  /** When offsets change, ascending; the first offset holds before all of them. */
  private final long[] changes;

  private final long[] offsets;

  /** Of a zone's calendar. */
  public LocalDays(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    long[] at = new long[1024];
    long[] offset = new long[1025];
    offset[0] = rules.getOffset(FROM).getTotalSeconds() * SECOND;
    int n = 0;
    ZoneOffsetTransition next = rules.nextTransition(FROM);
    while (next != null && next.getInstant().isBefore(TO) && n < at.length) {
      at[n++] = next.toEpochSecond() * SECOND;
      offset[n] = next.getOffsetAfter().getTotalSeconds() * SECOND;
      next = rules.nextTransition(next.getInstant());
    }
    changes = Arrays.copyOf(at, n);
    offsets = Arrays.copyOf(offset, n + 1);
  }

  /** Days since 1970-01-01 by the calendar of the zone. */
  public long of(long micros) {
    int found = changes.length == 0 ? -1 : Arrays.binarySearch(changes, micros);
    int next = found >= 0 ? found + 1 : -found - 1;
    return Math.floorDiv(micros + offsets[changes.length == 0 ? 0 : next], DAY);
  }

  /** Microseconds since the local midnight by the offset that holds: 0 to a day less one. */
  public long microsOfDay(long micros) {
    int found = changes.length == 0 ? -1 : Arrays.binarySearch(changes, micros);
    int next = found >= 0 ? found + 1 : -found - 1;
    return Math.floorMod(micros + offsets[changes.length == 0 ? 0 : next], DAY);
  }
}
