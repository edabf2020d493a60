// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.RecordId;
import io.perennial.identity.cluster.Constraint;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a person said of two records, or of all pairs between two sides; it outlives every run.
 *
 * @param number by which people call it, from 1; 0 before it is in the book
 * @param kind must-link or cannot-link
 * @param a the records of a side, ascending; the side with the smallest of all
 * @param b those of the other
 * @param at since when it holds
 * @param by who said so
 * @param note why, in their words; personal data; empty for none
 * @param revokedAt until when it held; empty while it does
 */
public record StatedConstraint(
    int number,
    Constraint.Kind kind,
    List<RecordId> a,
    List<RecordId> b,
    Instant at,
    String by,
    String note,
    Optional<Instant> revokedAt) {

  public StatedConstraint {
    a = List.copyOf(a);
    b = List.copyOf(b);
    if (a.isEmpty() || b.isEmpty()) {
      throw new IllegalArgumentException("Invalid constraint: a side without records");
    }
    if (!Collections.disjoint(new TreeSet<>(a), b)) {
      throw new IllegalArgumentException(
          "Invalid constraint: records " + side(a) + " and " + side(b) + " (must differ)");
    }
    if (kind == Constraint.Kind.REDIRECT) {
      throw new IllegalArgumentException("Invalid constraint: people make no redirects");
    }
  }

  /** What somebody says now of two records, in any order. */
  public static StatedConstraint of(
      Constraint.Kind kind, RecordId one, RecordId other, Instant at, String by, String note) {
    return of(kind, List.of(one), List.of(other), at, by, note);
  }

  /** What somebody says now of every record of a side and every record of another. */
  public static StatedConstraint of(
      Constraint.Kind kind,
      Collection<RecordId> one,
      Collection<RecordId> other,
      Instant at,
      String by,
      String note) {
    List<RecordId> a = List.copyOf(new TreeSet<>(one));
    List<RecordId> b = List.copyOf(new TreeSet<>(other));
    boolean ascend = a.isEmpty() || b.isEmpty() || a.get(0).compareTo(b.get(0)) < 0;
    return new StatedConstraint(
        0, kind, ascend ? a : b, ascend ? b : a, at, by, note, Optional.empty());
  }

  /** Whether it holds: nobody took it back. */
  public boolean holds() {
    return revokedAt.isEmpty();
  }

  /** Whether it speaks of two records, and no more. */
  public boolean isOfPair() {
    return a.size() == 1 && b.size() == 1;
  }

  /** Whether it speaks of these two records. */
  public boolean isOf(RecordId one, RecordId other) {
    return (a.contains(one) && b.contains(other)) || (a.contains(other) && b.contains(one));
  }

  /** The record of a side, or how many it has. */
  public static String side(List<RecordId> records) {
    return records.size() == 1
        ? records.get(0).toString()
        : String.format(Locale.ROOT, "%,d records", records.size());
  }

  /** {@code must-link} or {@code cannot-link}, as the table writes it. */
  public String word() {
    return word(kind);
  }

  static String word(Constraint.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  StatedConstraint numbered(int name) {
    return new StatedConstraint(name, kind, a, b, at, by, note, revokedAt);
  }

  StatedConstraint revoked(Instant until) {
    return new StatedConstraint(number, kind, a, b, at, by, note, Optional.of(until));
  }
}
