// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.RecordId;
import io.perennial.identity.cluster.Constraint;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person said of two records; it outlives every run.
 *
 * @param number by which people call it: its place in time among all that was ever said, from 1
 * @param kind must-link or cannot-link
 * @param a the record with the smaller number
 * @param b the other
 * @param at since when it holds
 * @param by who said so
 * @param note why, in their words; personal data; empty for none
 * @param revokedAt until when it held; empty while it does
 */
public record StatedConstraint(
    int number,
    Constraint.Kind kind,
    RecordId a,
    RecordId b,
    Instant at,
    String by,
    String note,
    Optional<Instant> revokedAt) {

  public StatedConstraint {
    if (a.compareTo(b) >= 0) {
      throw new IllegalArgumentException(
          "Invalid constraint: records " + a + " and " + b + " (must ascend, and differ)");
    }
    if (kind == Constraint.Kind.REDIRECT) {
      throw new IllegalArgumentException("Invalid constraint: people make no redirects");
    }
  }

  /** What somebody says now of two records, in any order. */
  public static StatedConstraint of(
      Constraint.Kind kind, RecordId one, RecordId other, Instant at, String by, String note) {
    boolean ascend = one.compareTo(other) < 0;
    return new StatedConstraint(
        0, kind, ascend ? one : other, ascend ? other : one, at, by, note, Optional.empty());
  }

  /** Whether it holds: nobody took it back. */
  public boolean holds() {
    return revokedAt.isEmpty();
  }

  /** Whether it speaks of these two records. */
  public boolean isOf(RecordId one, RecordId other) {
    return (a.equals(one) && b.equals(other)) || (a.equals(other) && b.equals(one));
  }

  /** {@code must-link} or {@code cannot-link}, as the table writes it. */
  public String word() {
    return word(kind);
  }

  static String word(Constraint.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  StatedConstraint numbered(int place) {
    return new StatedConstraint(place, kind, a, b, at, by, note, revokedAt);
  }

  StatedConstraint revoked(Instant until) {
    return new StatedConstraint(number, kind, a, b, at, by, note, Optional.of(until));
  }
}
