// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.domain.AsOf;
import io.perennial.domain.StableHash;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fold and what it runs over.
 *
 * @param fold what to do
 * @param over the view or table of events
 * @param key the LONG column that says whose event it is; rows where it is null are left out
 * @param time the TIMESTAMP column that orders events; rows where it is null are left out
 * @param tieBreak the LONG column that orders events of the same time; empty when there are none,
 *     and then such events come in an order that is not defined
 * @param asOfs the instants at which to read values, ascending and distinct
 * @param hashed the STRING columns that the fold reads as numbers: {@link EventRow#longAt} gives
 *     their {@link StableHash}, which is cheaper than to hash them in SQL; names of columns that
 *     are numbers already, or are not read, change nothing
 * @param <S> the fold's state
 */
public record Folding<S>(
    Fold<S> fold,
    String over,
    String key,
    String time,
    Optional<String> tieBreak,
    List<AsOf> asOfs,
    Set<String> hashed) {

  public Folding {
    asOfs = List.copyOf(asOfs);
    hashed = Set.copyOf(hashed);
    for (int i = 1; i < asOfs.size(); i++) {
      if (asOfs.get(i).compareTo(asOfs.get(i - 1)) <= 0) {
        throw new IllegalArgumentException(
            "Invalid as-of instants: " + asOfs + " (must be ascending and distinct)");
      }
    }
    if (asOfs.isEmpty()) {
      throw new IllegalArgumentException("Invalid as-of instants: none (must be at least one)");
    }
  }

  /** No text is read as a number. */
  public Folding(
      Fold<S> fold,
      String over,
      String key,
      String time,
      Optional<String> tieBreak,
      List<AsOf> asOfs) {
    this(fold, over, key, time, tieBreak, asOfs, Set.of());
  }

  /** A fold over the events table's columns: record, time, event id. */
  public static <S> Folding<S> ofEvents(Fold<S> fold, String over, List<AsOf> asOfs) {
    return new Folding<>(fold, over, "record_id", "occurred_at", Optional.of("event_id"), asOfs);
  }
}
