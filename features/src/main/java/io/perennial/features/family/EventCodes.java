// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The numbers that stand for types of events in the column {@value #COLUMN} of customers' events:
 * their places in the list of {@link EventType}, as {@code customer_events.sql} has them.
 */
public final class EventCodes {

  /** The column that says of which type an event is; null where the type is not known. */
  public static final String COLUMN = "type";

  private static final List<EventType> TYPES = Arrays.asList(EventType.values());

  private EventCodes() {}

  /** The number of a type. */
  public static int of(EventType type) {
    return TYPES.indexOf(type);
  }

  /** A bit for each type; all bits, also those of unknown types, for none. */
  public static long mask(Set<EventType> types) {
    return types.isEmpty() ? -1L : types.stream().mapToLong(type -> 1L << of(type)).sum();
  }

  /** The numbers of the types in a mask; empty when it has all. */
  static List<Integer> codes(long mask) {
    return mask == -1L
        ? List.of()
        : IntStream.range(0, TYPES.size()).filter(i -> (mask >>> i & 1) != 0).boxed().toList();
  }
}
