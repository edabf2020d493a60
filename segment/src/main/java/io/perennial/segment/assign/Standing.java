// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.segment.Partition;
import java.io.Serializable;

/**
 * Where a customer stands: all that is kept of one between two events.
 *
 * @param segment its number, {@link Partition#NOISE} before the first event
 * @param sinceMicros when the customer came into it, event time in microseconds UTC
 * @param seenMicros when the customer was last seen
 */
public record Standing(int segment, long sinceMicros, long seenMicros) implements Serializable {

  private static final Standing UNSEEN =
      new Standing(Partition.NOISE, Long.MIN_VALUE, Long.MIN_VALUE);

  /** Of a customer who was never seen. */
  public static Standing unseen() {
    return UNSEEN;
  }

  /** Whether the customer was seen before. */
  public boolean seen() {
    return seenMicros != Long.MIN_VALUE;
  }
}
