// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.lake.Batches;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table without what some sources said, and with what was appended since; see StagedLake. */
final class StagedTable implements LakeTable {

  private static final SqlStep KEPT = SqlStep.of(StagedTable.class, "kept_rows");

  private final Lake lake;
  private final TableSpec spec;
  private final Engine engine;
  private final List<String> sources;
  private final List<String> batches;
  private final Set<String> appended = new HashSet<>();
  private final List<WrittenFile> added = new ArrayList<>();
  private Without without;

  /**
   * A snapshot less the rows that are to be replaced.
   *
   * @param removed the files that have such rows
   * @param kept their other rows
   */
  private record Without(Optional<Snapshot> base, List<DataFile> removed, List<WrittenFile> kept) {}

  /**
   * @param sources what the column source says of the rows that are to be replaced
   * @param batches in which such rows came
   */
  StagedTable(
      Lake lake, TableSpec spec, Engine engine, List<String> sources, List<String> batches) {
    this.lake = lake;
    this.spec = spec;
    this.engine = engine;
    this.sources = sources;
    this.batches = batches.isEmpty() ? List.of("") : batches;
    this.without = without();
  }

  /** The table as it is now: what was asked for earlier does not see later commits. */
  private LakeTable table() {
    return lake.table(spec);
  }

  private Without without() {
    LakeTable table = table();
    Optional<Snapshot> base = table.snapshot();
    List<DataFile> removed = new ArrayList<>();
    List<WrittenFile> kept = new ArrayList<>();
    if (base.isPresent()) {
      for (DataFile file : table.scanAt(base.get().id()).files()) {
        engine.view(
            "ingest_one_file", new TableScan(spec, base.get().id(), List.of(file), List.of()));
        engine.run(KEPT, Map.of("sources", sources, "batches", batches));
        long rows = count();
        if (rows < file.rows()) {
          removed.add(file);
        }
        if (rows > 0 && rows < file.rows()) {
          kept.addAll(engine.write("SELECT * FROM ingest_kept_rows", target(file)));
        }
      }
      engine.drop("ingest_kept_rows");
      engine.drop("ingest_one_file");
    }
    return new Without(base, removed, kept);
  }

  private long count() {
    try (Batches rows = engine.query("SELECT count(*) AS n FROM ingest_kept_rows")) {
      rows.next();
      return rows.batch().longs(0)[0];
    }
  }

  private FileTarget target(DataFile file) {
    Optional<Integer> month =
        file.month().isPresent() ? Optional.of(file.month().getAsInt()) : Optional.empty();
    return new FileTarget(spec, dataFolder(), month);
  }

  @Override
  public TableScan scan(Filter... filters) {
    List<DataFile> files = new ArrayList<>();
    long id = without.base().map(Snapshot::id).orElse(0L);
    if (id != 0) {
      files.addAll(table().scanAt(id, filters).files());
      files.removeAll(without.removed());
    }
    without.kept().forEach(written -> files.add(written.file()));
    added.forEach(written -> files.add(written.file()));
    return new TableScan(spec, id, files, List.of(filters));
  }

  @Override
  public Optional<Snapshot> append(
      String batchId, List<WrittenFile> files, Map<String, String> summary) {
    if (appended.add(batchId)) {
      added.addAll(files);
    }
    return Optional.empty();
  }

  @Override
  public boolean holds(String batchId) {
    return appended.contains(batchId);
  }

  /** Puts what was appended in the place of what the sources said before. */
  void commit() {
    LakeTable table = table();
    if (!table.snapshot().equals(without.base())) {
      without = without();
    }
    if (without.removed().isEmpty() && added.isEmpty()) {
      return;
    }
    if (without.base().isEmpty()) {
      table.append(EarlierTry.nextId(table, "again"), added, Map.of());
      return;
    }
    List<WrittenFile> all = new ArrayList<>(without.kept());
    all.addAll(added);
    table.replace(without.base().get(), without.removed(), all, Reason.READ_AGAIN);
  }

  @Override
  public TableSpec spec() {
    return spec;
  }

  @Override
  public Path dataFolder() {
    return table().dataFolder();
  }

  @Override
  public Optional<Snapshot> snapshot() {
    throw notYet();
  }

  @Override
  public List<Snapshot> history() {
    throw notYet();
  }

  @Override
  public Optional<Snapshot> snapshotAsOf(Instant instant) {
    throw notYet();
  }

  @Override
  public TableScan scanAt(long snapshotId, Filter... filters) {
    throw notYet();
  }

  @Override
  public Snapshot replace(
      Snapshot base, List<DataFile> removed, List<WrittenFile> files, Reason reason) {
    throw notYet();
  }

  @Override
  public void forgetHistory() {
    throw notYet();
  }

  @Override
  public List<Path> metadataTraces(String column, Set<Long> values) {
    throw notYet();
  }

  @Override
  public List<DataFile> filesOnDisk() {
    throw notYet();
  }

  @Override
  public Expired expire(int keep) {
    throw notYet();
  }

  @Override
  public List<Path> sweepOrphans(Duration age) {
    throw notYet();
  }

  private UnsupportedOperationException notYet() {
    return new UnsupportedOperationException(
        "Cannot do this with " + spec.name() + " before it is committed");
  }
}
