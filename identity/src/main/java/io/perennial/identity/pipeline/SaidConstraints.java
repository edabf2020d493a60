// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.cluster.Constraint;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * What people said of pairs of records, as far as it still holds, and which records their systems
 * gave up for others. What people said counts as later than any redirect: it outweighs it.
 */
final class SaidConstraints {

  /** One thing that was said. */
  record Said(Constraint.Kind kind, long recordA, long recordB, long at) {}

  private final List<Said> all;
  private final Set<Long> ever;

  private SaidConstraints(List<Said> all, Set<Long> ever) {
    this.all = List.copyOf(all);
    this.ever = Set.copyOf(ever);
  }

  /** Longer ago than anything that a person said. */
  private static final long BEFORE_PEOPLE = 1L << 60;

  /**
   * What holds; {@code said_constraints} is the table's view, {@code redirects} that of the step.
   */
  static SaidConstraints read(Engine engine) {
    List<Said> all = new ArrayList<>();
    Set<Long> ever = new TreeSet<>();
    Map<Long, Sides> sides = new TreeMap<>();
    read(
        engine,
        "SELECT kind, record_a, record_b, made_at, revoked_at IS NULL AS holds, number, side"
            + " FROM said_constraints WHERE record_b IS NULL OR record_a <> record_b"
            + " ORDER BY made_at NULLS FIRST, kind, record_a, record_b",
        0,
        all,
        ever,
        sides);
    read(
        engine,
        "SELECT 'redirect' AS kind, record_a, record_b, made_at, holds, 0 AS number, 0 AS side"
            + " FROM redirects ORDER BY record_a, record_b",
        BEFORE_PEOPLE,
        all,
        ever,
        sides);
    sides.values().forEach(both -> both.pairs(all));
    return new SaidConstraints(all, ever);
  }

  private static void read(
      Engine engine,
      String query,
      long earlier,
      List<Said> all,
      Set<Long> ever,
      Map<Long, Sides> sides) {
    try (Batches rows = engine.query(query)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long record = batch.longs(1)[i];
          boolean holds = batch.longs(4)[i] != 0;
          long at = (batch.isNull(3, i) ? 0 : batch.longs(3)[i]) - earlier;
          ever.add(record);
          if (!batch.isNull(2, i)) {
            ever.add(batch.longs(2)[i]);
            if (holds) {
              all.add(new Said(kind(batch.texts(0)[i]), record, batch.longs(2)[i], at));
            }
          } else if (holds) {
            Constraint.Kind kind = kind(batch.texts(0)[i]);
            sides
                .computeIfAbsent(batch.longs(5)[i], number -> new Sides(kind, at))
                .add(batch.longs(6)[i], record);
          }
        }
      }
    }
  }

  /** What was said of all pairs between two sides: a row a record in the table, pairs to a run. */
  private static final class Sides {
    private final Constraint.Kind kind;
    private final long at;
    private final List<Long> one = new ArrayList<>();
    private final List<Long> other = new ArrayList<>();

    Sides(Constraint.Kind kind, long at) {
      this.kind = kind;
      this.at = at;
    }

    void add(long side, long record) {
      (side == 1 ? one : other).add(record);
    }

    void pairs(List<Said> into) {
      for (long a : one) {
        for (long b : other) {
          into.add(new Said(kind, Math.min(a, b), Math.max(a, b), at));
        }
      }
    }
  }

  private static Constraint.Kind kind(String word) {
    for (Constraint.Kind kind : Constraint.Kind.values()) {
      if (word(kind).equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "Unknown kind in identity_constraints: " + word + " (must be must-link or cannot-link)");
  }

  /** As the table writes it: must-link. */
  static String word(Constraint.Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Those of records that are known. */
  List<Said> of(LongPredicate isKnown) {
    return all.stream()
        .filter(said -> isKnown.test(said.recordA()) && isKnown.test(said.recordB()))
        .toList();
  }

  /** Whether anything was ever said of a record, be it revoked by now. */
  boolean wasNamed(long record) {
    return ever.contains(record);
  }

  /** The records that are named, ascending and distinct. */
  long[] records() {
    return all.stream()
        .flatMapToLong(said -> LongStream.of(said.recordA(), said.recordB()))
        .sorted()
        .distinct()
        .toArray();
  }

  @Override
  public String toString() {
    return Arrays.toString(all.toArray());
  }
}
