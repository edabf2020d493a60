// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.RecordId;
import io.perennial.identity.cluster.Constraint;
import io.perennial.identity.cluster.ConstraintsBuilder;
import io.perennial.identity.cluster.Contradiction;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The book of what people said of pairs of records. Nothing is ever struck out of it but by an
 * erasure: what was taken back stays, with the time.
 */
public final class ConstraintBook {

  private static final String VIEW = "constraint_book";

  private static final Comparator<StatedConstraint> BY_TIME =
      Comparator.comparing(StatedConstraint::at)
          .thenComparing(StatedConstraint::a)
          .thenComparing(StatedConstraint::b)
          .thenComparing(StatedConstraint::kind);

  private final Lake lake;
  private final Engine engine;

  public ConstraintBook(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  /** All that was ever said, the oldest first, numbered from 1. */
  public List<StatedConstraint> all() {
    List<StatedConstraint> all = new ArrayList<>();
    engine.view(VIEW, lake.table(Tables.IDENTITY_CONSTRAINTS).scan());
    try (Batches rows =
        engine.query(
            "SELECT kind, record_a, record_b, made_at, made_by, note, revoked_at FROM " + VIEW)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          all.add(read(rows.batch(), i));
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    all.sort(BY_TIME);
    for (int i = 0; i < all.size(); i++) {
      all.set(i, all.get(i).numbered(i + 1));
    }
    return List.copyOf(all);
  }

  private static StatedConstraint read(Batch batch, int row) {
    return new StatedConstraint(
        0,
        kind(batch.texts(0)[row]),
        new RecordId(batch.longs(1)[row]),
        new RecordId(batch.longs(2)[row]),
        instant(batch.longs(3)[row]),
        batch.isNull(4, row) ? "" : batch.texts(4)[row],
        batch.isNull(5, row) ? "" : batch.texts(5)[row],
        batch.isNull(6, row) ? Optional.empty() : Optional.of(instant(batch.longs(6)[row])));
  }

  private static Constraint.Kind kind(String word) {
    for (Constraint.Kind kind : Constraint.Kind.values()) {
      if (StatedConstraint.word(kind).equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "Unknown kind in identity_constraints: " + word + " (must be must-link or cannot-link)");
  }

  /** What a constraint says, whoever said it when. */
  private record Words(Constraint.Kind kind, RecordId a, RecordId b) {

    static Words of(StatedConstraint one) {
      return new Words(one.kind(), one.a(), one.b());
    }
  }

  /**
   * Adds what was said, in one commit; what holds already is not said twice.
   *
   * @return what was new, with its numbers
   */
  public List<StatedConstraint> add(Collection<StatedConstraint> said) {
    List<StatedConstraint> known = all();
    Set<Words> holding = new HashSet<>();
    known.stream().filter(StatedConstraint::holds).forEach(one -> holding.add(Words.of(one)));
    List<StatedConstraint> fresh = said.stream().filter(one -> holding.add(Words.of(one))).toList();
    if (fresh.isEmpty()) {
      return List.of();
    }
    LakeTable table = lake.table(Tables.IDENTITY_CONSTRAINTS);
    long at = AsOf.of(fresh.get(0).at()).micros();
    table.append(
        "constraints-" + at + "-" + (known.size() + fresh.size()), write(fresh, table), Map.of());
    Set<Words> added = new HashSet<>();
    fresh.forEach(one -> added.add(Words.of(one)));
    return all().stream().filter(one -> one.holds() && added.contains(Words.of(one))).toList();
  }

  /** Takes back those of these numbers that hold, in one commit; answers them. */
  public List<StatedConstraint> revoke(Set<Integer> numbers, Instant at) {
    List<StatedConstraint> all = all();
    List<StatedConstraint> revoked =
        all.stream()
            .filter(one -> one.holds() && numbers.contains(one.number()))
            .map(one -> one.revoked(at))
            .toList();
    if (revoked.isEmpty()) {
      return List.of();
    }
    List<StatedConstraint> after = new ArrayList<>(all);
    revoked.forEach(one -> after.set(one.number() - 1, one));
    LakeTable table = lake.table(Tables.IDENTITY_CONSTRAINTS);
    Snapshot base = table.snapshot().orElseThrow();
    List<DataFile> before = table.scan().files();
    table.replace(base, before, write(after, table), LakeTable.Reason.REBUILD);
    return revoked;
  }

  private List<WrittenFile> write(List<StatedConstraint> said, LakeTable table) {
    Batch batch =
        new Batch(
            Tables.IDENTITY_CONSTRAINTS.columns().stream().map(Column::field).toList(),
            said.size());
    for (StatedConstraint one : said) {
      int row = batch.addRow();
      batch.setText(batch.index("kind"), row, one.word());
      batch.setLong(batch.index("record_a"), row, one.a().value());
      batch.setLong(batch.index("record_b"), row, one.b().value());
      batch.setLong(batch.index("made_at"), row, AsOf.of(one.at()).micros());
      batch.setText(batch.index("made_by"), row, one.by());
      if (!one.note().isEmpty()) {
        batch.setText(batch.index("note"), row, one.note());
      }
      one.revokedAt()
          .ifPresent(
              until -> batch.setLong(batch.index("revoked_at"), row, AsOf.of(until).micros()));
    }
    engine.load(VIEW, Batches.of(batch));
    try {
      return engine.write("SELECT * FROM " + VIEW, FileTarget.of(table));
    } finally {
      engine.drop(VIEW);
    }
  }

  /**
   * What cannot all be meant, the latest first. What was said later holds, as in a run.
   *
   * @param all as {@link #all} gives it
   */
  public static List<Conflict> conflicts(List<StatedConstraint> all) {
    TreeSet<RecordId> records = new TreeSet<>();
    all.stream()
        .filter(StatedConstraint::holds)
        .forEach(one -> records.addAll(List.of(one.a(), one.b())));
    Map<RecordId, Integer> nodes = new HashMap<>();
    records.forEach(record -> nodes.put(record, nodes.size()));
    Map<Constraint, StatedConstraint> stated = new LinkedHashMap<>();
    for (StatedConstraint one : all) {
      if (one.holds()) {
        stated.put(
            new Constraint(
                one.kind(),
                nodes.getOrDefault(one.a(), 0),
                nodes.getOrDefault(one.b(), 0),
                AsOf.of(one.at()).micros()),
            one);
      }
    }
    ConstraintsBuilder builder = new ConstraintsBuilder(nodes.size());
    stated.keySet().forEach(builder::add);
    List<Conflict> conflicts = new ArrayList<>();
    for (Contradiction found : builder.build().contradictions()) {
      List<StatedConstraint> against = new ArrayList<>();
      found.against().forEach(one -> against.add(require(stated, one)));
      conflicts.add(new Conflict(require(stated, found.constraint()), against));
    }
    return List.copyOf(conflicts);
  }

  private static StatedConstraint require(
      Map<Constraint, StatedConstraint> stated, Constraint one) {
    StatedConstraint found = stated.get(one);
    if (found == null) {
      throw new IllegalStateException("Cannot find constraint " + one + " among those stated");
    }
    return found;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * Constraints that cannot all be meant.
   *
   * @param setAside the earlier one, which does not count
   * @param against the later ones that together say otherwise
   */
  public record Conflict(StatedConstraint setAside, List<StatedConstraint> against) {

    public Conflict {
      against = List.copyOf(against);
    }
  }
}
