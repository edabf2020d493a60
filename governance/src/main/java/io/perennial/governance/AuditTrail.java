// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An append-only record of who did what to personal data, and why. Each entry is chained to those
 * before it, so that one that was changed, taken out or put in later shows.
 */
public interface AuditTrail {

  /** Keeps {@code entry}; returns once it would survive a crash. */
  void append(Entry entry);

  /**
   * The newest entries, the newest first.
   *
   * @param before the number of an entry: only those older than it; {@link Long#MAX_VALUE} for all
   * @param most how many
   */
  List<Numbered> newest(long before, int most);

  /** Follows the chain from the first entry to the last. */
  Chain check();

  /**
   * One act.
   *
   * @param at when
   * @param actor a user or a step
   * @param act a verb: read, erased, exported
   * @param subject what it was done to: a table, a count; never a person's data
   * @param purpose why
   */
  record Entry(Instant at, String actor, String act, String subject, String purpose) {}

  /**
   * An entry in its place.
   *
   * @param number 1 for the oldest
   * @param entry what is kept
   */
  record Numbered(long number, Entry entry) {}

  /**
   * Whether the trail is as it was written.
   *
   * @param entries how many there are
   * @param brokenAt the number of the first entry that is not what was written; one beyond the last
   *     when entries at the end are gone; empty when all is well
   */
  record Chain(long entries, Optional<Long> brokenAt) {}
}
