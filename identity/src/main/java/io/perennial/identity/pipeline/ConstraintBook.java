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
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The book of what people said of pairs of records. Nothing is ever struck out of it but by an
 * erasure: what was taken back stays, with the time. What was said of all pairs between two sides
 * is kept by side, a row for each record.
 */
public final class ConstraintBook {

  private static final String VIEW = "constraint_book";

  private static final String COLUMNS =
      "kind, record_a, record_b, made_at, made_by, note, revoked_at, number, side";

  private final Lake lake;
  private final Engine engine;

  public ConstraintBook(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  /** All that was ever said, by number: the oldest first, unless a clock was set back. */
  public List<StatedConstraint> all() {
    return read(lake.table(Tables.IDENTITY_CONSTRAINTS).scan());
  }

  private List<StatedConstraint> read(TableScan scan) {
    TreeMap<Integer, StatedConstraint> all = new TreeMap<>();
    TreeMap<Integer, Sides> sides = new TreeMap<>();
    List<StatedConstraint> unnumbered = new ArrayList<>();
    engine.view(VIEW, scan);
    try (Batches rows =
        engine.query(
            "SELECT " + COLUMNS + " FROM " + VIEW + " ORDER BY made_at, record_a, record_b")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          int number = batch.isNull(7, i) ? 0 : Math.toIntExact(batch.longs(7)[i]);
          RecordId record = new RecordId(batch.longs(1)[i]);
          if (!batch.isNull(8, i)) {
            StatedBy by = by(batch, i);
            sides
                .computeIfAbsent(number, n -> new Sides(by, new TreeSet<>(), new TreeSet<>()))
                .add(batch.longs(8)[i], record);
          } else if (number == 0) {
            unnumbered.add(by(batch, i).of(0, record, new RecordId(batch.longs(2)[i])));
          } else {
            all.put(number, by(batch, i).of(number, record, new RecordId(batch.longs(2)[i])));
          }
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    // of a side that was erased nothing is left that it could be kept apart from
    sides.forEach((number, both) -> both.stated(number).ifPresent(one -> all.put(number, one)));
    for (StatedConstraint one : unnumbered) {
      int number = all.isEmpty() ? 1 : all.lastKey() + 1;
      all.put(number, one.numbered(number));
    }
    return List.copyOf(all.values());
  }

  /** All of a statement but whom it speaks of. */
  private record StatedBy(
      Constraint.Kind kind, Instant at, String by, String note, Optional<Instant> revokedAt) {

    StatedConstraint of(int number, RecordId a, RecordId b) {
      return new StatedConstraint(number, kind, List.of(a), List.of(b), at, by, note, revokedAt);
    }
  }

  /** What was said of two sides, while its rows are read. */
  private record Sides(StatedBy by, TreeSet<RecordId> one, TreeSet<RecordId> other) {

    void add(long side, RecordId record) {
      (side == 1 ? one : other).add(record);
    }

    Optional<StatedConstraint> stated(int number) {
      return one.isEmpty() || other.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new StatedConstraint(
                  number,
                  by.kind(),
                  List.copyOf(one),
                  List.copyOf(other),
                  by.at(),
                  by.by(),
                  by.note(),
                  by.revokedAt()));
    }
  }

  private static StatedBy by(Batch batch, int row) {
    return new StatedBy(
        kind(batch.texts(0)[row]),
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
  private record Words(Constraint.Kind kind, List<RecordId> a, List<RecordId> b) {

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
    int last = known.isEmpty() ? 0 : known.get(known.size() - 1).number();
    while (table.holds(batch(last + fresh.size()))) {
      // a number that an erasure freed is not given again
      last++;
    }
    List<StatedConstraint> added = new ArrayList<>();
    for (StatedConstraint one : fresh) {
      added.add(one.numbered(last + added.size() + 1));
    }
    table.append(batch(last + added.size()), write(added, table), Map.of());
    return List.copyOf(added);
  }

  private static String batch(int last) {
    return "constraints-" + last;
  }

  /** Takes back those of these numbers that hold, in one commit; answers them. */
  public List<StatedConstraint> revoke(Set<Integer> numbers, Instant at) {
    LakeTable table = lake.table(Tables.IDENTITY_CONSTRAINTS);
    Optional<Snapshot> base = table.snapshot();
    if (base.isEmpty()) {
      return List.of();
    }
    TableScan scan = table.scanAt(base.get().id());
    List<StatedConstraint> after = new ArrayList<>();
    List<StatedConstraint> revoked = new ArrayList<>();
    for (StatedConstraint one : read(scan)) {
      if (one.holds() && numbers.contains(one.number())) {
        revoked.add(one.revoked(at));
        after.add(one.revoked(at));
      } else {
        after.add(one);
      }
    }
    if (!revoked.isEmpty()) {
      table.replace(base.get(), scan.files(), write(after, table), LakeTable.Reason.REBUILD);
    }
    return List.copyOf(revoked);
  }

  private List<WrittenFile> write(List<StatedConstraint> said, LakeTable table) {
    Batch batch =
        new Batch(
            Tables.IDENTITY_CONSTRAINTS.columns().stream().map(Column::field).toList(),
            said.size());
    for (StatedConstraint one : said) {
      if (one.isOfPair()) {
        int row = row(batch, one, one.a().get(0));
        batch.setLong(batch.index("record_b"), row, one.b().get(0).value());
      } else {
        one.a().forEach(a -> batch.setLong(batch.index("side"), row(batch, one, a), 1));
        one.b().forEach(b -> batch.setLong(batch.index("side"), row(batch, one, b), 2));
      }
    }
    engine.load(VIEW, Batches.of(batch));
    try {
      return engine.write("SELECT * FROM " + VIEW, FileTarget.of(table));
    } finally {
      engine.drop(VIEW);
    }
  }

  private static int row(Batch batch, StatedConstraint one, RecordId record) {
    int row = batch.addRow();
    batch.setLong(batch.index("number"), row, one.number());
    batch.setText(batch.index("kind"), row, one.word());
    batch.setLong(batch.index("record_a"), row, record.value());
    batch.setLong(batch.index("made_at"), row, AsOf.of(one.at()).micros());
    batch.setText(batch.index("made_by"), row, one.by());
    if (!one.note().isEmpty()) {
      batch.setText(batch.index("note"), row, one.note());
    }
    one.revokedAt()
        .ifPresent(until -> batch.setLong(batch.index("revoked_at"), row, AsOf.of(until).micros()));
    return row;
  }

  /**
   * What cannot all be meant, the latest first. What was said later holds, as in a run.
   *
   * @param all as {@link #all} gives it
   */
  public static List<Conflict> conflicts(List<StatedConstraint> all) {
    TreeSet<RecordId> records = new TreeSet<>();
    List<StatedConstraint> holding = all.stream().filter(StatedConstraint::holds).toList();
    for (StatedConstraint one : holding) {
      records.addAll(one.a());
      records.addAll(one.b());
    }
    Map<RecordId, Integer> nodes = new HashMap<>();
    records.forEach(record -> nodes.put(record, nodes.size()));
    Map<Constraint, StatedConstraint> stated = new LinkedHashMap<>();
    for (StatedConstraint one : holding) {
      for (RecordId a : one.a()) {
        for (RecordId b : one.b()) {
          int left = nodes.getOrDefault(a, 0);
          int right = nodes.getOrDefault(b, 0);
          stated.put(
              new Constraint(
                  one.kind(),
                  Math.min(left, right),
                  Math.max(left, right),
                  AsOf.of(one.at()).micros()),
              one);
        }
      }
    }
    ConstraintsBuilder builder = new ConstraintsBuilder(nodes.size());
    stated.keySet().forEach(builder::add);
    // of sides many pairs may contradict the same: that is told once
    Set<Conflict> conflicts = new LinkedHashSet<>();
    for (Contradiction found : builder.build().contradictions()) {
      Set<StatedConstraint> against = new LinkedHashSet<>();
      found.against().forEach(one -> against.add(require(stated, one)));
      conflicts.add(new Conflict(require(stated, found.constraint()), List.copyOf(against)));
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
