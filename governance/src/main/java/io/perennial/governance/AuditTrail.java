// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import java.time.Instant;

/** An append-only record of who did what to personal data, and why. */
public interface AuditTrail {

  /** Keeps {@code entry}; returns once it would survive a crash. */
  void append(Entry entry);

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
}
