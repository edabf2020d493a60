// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.DataFile;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/** A table of the lake as an Iceberg table. */
final class IcebergTable implements LakeTable {

  /** In a snapshot's summary: the batch that it added. */
  private static final String BATCH = "perennial.batch-id";

  /** Prefix of the table properties that list batches: the ledger, which outlives snapshots. */
  private static final String LEDGER = "perennial.batch.";

  private final TableSpec spec;
  private final Path folder;
  private final PlacedFiles files;
  private final Clock clock;
  private final @Nullable Table table;
  private final Consumer<Table> committed;

  /** A table that is not there yet, and so has no rows. */
  IcebergTable(TableSpec spec, Path folder, PlacedFiles files, Clock clock) {
    this.spec = spec;
    this.folder = folder;
    this.files = files;
    this.clock = clock;
    this.table = null;
    this.committed = none -> {};
  }

  /**
   * @param committed called after each commit, before it is acknowledged
   */
  IcebergTable(
      TableSpec spec,
      Path folder,
      PlacedFiles files,
      Clock clock,
      Table table,
      Consumer<Table> committed) {
    this.spec = spec;
    this.folder = folder;
    this.files = files;
    this.clock = clock;
    this.table = table;
    this.committed = committed;
  }

  @Override
  public TableSpec spec() {
    return spec;
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return table == null
        ? Optional.empty()
        : Optional.ofNullable(table.currentSnapshot()).map(IcebergTable::ours);
  }

  @Override
  public List<Snapshot> history() {
    return table == null
        ? List.of()
        : StreamSupport.stream(table.snapshots().spliterator(), false)
            .map(IcebergTable::ours)
            .toList();
  }

  @Override
  public Optional<Snapshot> snapshotAsOf(Instant instant) {
    List<Snapshot> all = history();
    Optional<Snapshot> found =
        all.stream()
            .filter(snapshot -> snapshot.at().isBefore(instant))
            .max(Comparator.comparing(Snapshot::at));
    if (found.isEmpty() && hadRowsBefore(instant)) {
      throw new LakeException(
          "Cannot read "
              + spec.name()
              + " as of "
              + instant
              + ": its snapshots of then expired, or went with an erasure (the oldest is of "
              + all.get(0).at()
              + ")");
    }
    return found;
  }

  /** Whether snapshots older than those that are left were there: the ledger outlives them. */
  private boolean hadRowsBefore(Instant instant) {
    if (table == null) {
      return false;
    }
    Iterator<org.apache.iceberg.Snapshot> left = table.snapshots().iterator();
    return left.hasNext()
        && left.next().parentId() != null
        && table.properties().entrySet().stream()
            .filter(property -> property.getKey().startsWith(LEDGER))
            .map(property -> Instant.ofEpochMilli(Long.parseLong(property.getValue())))
            .anyMatch(at -> at.isBefore(instant));
  }

  private static Snapshot ours(org.apache.iceberg.Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    return new Snapshot(
        snapshot.snapshotId(),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        snapshot.operation(),
        Long.parseLong(summary.getOrDefault("total-records", "0")),
        Long.parseLong(summary.getOrDefault("total-data-files", "0")),
        summary);
  }

  @Override
  public TableScan scan(Filter... filters) {
    org.apache.iceberg.Snapshot current = table == null ? null : table.currentSnapshot();
    return current == null
        ? new TableScan(spec, 0, List.of(), List.of(filters))
        : scanAt(current.snapshotId(), filters);
  }

  @Override
  public TableScan scanAt(long snapshotId, Filter... filters) {
    if (table == null || table.snapshot(snapshotId) == null) {
      throw new LakeException(
          "Unknown snapshot of "
              + spec.name()
              + ": "
              + snapshotId
              + " (it may have expired; the snapshots there are: "
              + history().stream()
                  .map(s -> String.valueOf(s.id()))
                  .collect(Collectors.joining(", "))
              + ")");
    }
    FileEntries entries = entries();
    List<DataFile> planned =
        Failures.reading(
            spec.name(),
            () -> entries.plan(snapshotId, List.of(filters)).stream().map(entries::ours).toList());
    return new TableScan(spec, snapshotId, planned, List.of(filters));
  }

  @Override
  public Path dataFolder() {
    return folder.resolve("data");
  }

  @Override
  public boolean holds(String batchId) {
    return table != null && table.properties().containsKey(LEDGER + batchId);
  }

  @Override
  public synchronized Optional<Snapshot> append(
      String batchId, List<WrittenFile> added, Map<String, String> summary) {
    return changing(to -> append(to, batchId, added, summary));
  }

  private Optional<Snapshot> append(
      Table to, String batchId, List<WrittenFile> added, Map<String, String> summary) {
    if (holds(batchId)) {
      // it may have failed between the catalog and the pointer
      committed.accept(to);
      return Optional.empty();
    }
    FileEntries.force(added);
    FileEntries entries = entries();
    Transaction transaction = to.newTransaction();
    AppendFiles append = transaction.newAppend();
    added.forEach(file -> append.appendFile(entries.theirs(file)));
    summary.forEach(append::set);
    append.set(BATCH, batchId);
    append.validateWith(ancestors -> isNew(batchId, ancestors));
    append.commit();
    transaction.updateProperties().set(LEDGER + batchId, String.valueOf(clock.millis())).commit();
    try {
      transaction.commitTransaction();
    } catch (ValidationException e) {
      to.refresh();
      if (holds(batchId)) {
        return Optional.empty();
      }
      throw conflict(e);
    }
    committed.accept(to);
    return snapshot();
  }

  /** Whether no ancestor added the batch; asked again at each retry. */
  private static boolean isNew(String batchId, Iterable<org.apache.iceberg.Snapshot> ancestors) {
    for (org.apache.iceberg.Snapshot ancestor : ancestors) {
      if (batchId.equals(ancestor.summary().get(BATCH))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public synchronized Snapshot replace(
      Snapshot base, List<DataFile> removed, List<WrittenFile> added, Reason reason) {
    return changing(to -> replace(to, base, removed, added, reason));
  }

  private Snapshot replace(
      Table to, Snapshot base, List<DataFile> removed, List<WrittenFile> added, Reason reason) {
    FileEntries.force(added);
    FileEntries entries = entries();
    Set<String> paths =
        removed.stream()
            .map(file -> files.location(Path.of(file.path())))
            .collect(Collectors.toSet());
    Set<org.apache.iceberg.DataFile> old =
        entries.plan(base.id(), List.of()).stream()
            .filter(file -> paths.contains(file.location()))
            .collect(Collectors.toSet());
    if (old.size() != paths.size()) {
      throw new LakeException(
          "Cannot replace files of " + spec.name() + ": some are not in snapshot " + base.id());
    }
    SnapshotUpdate<?> update =
        switch (reason) {
          case COMPACTION -> {
            RewriteFiles rewrite = to.newRewrite().validateFromSnapshot(base.id());
            old.forEach(rewrite::deleteFile);
            added.forEach(file -> rewrite.addFile(entries.theirs(file)));
            yield rewrite;
          }
          case ERASURE, READ_AGAIN, REBUILD -> {
            OverwriteFiles overwrite =
                to.newOverwrite()
                    .validateFromSnapshot(base.id())
                    .conflictDetectionFilter(Expressions.alwaysTrue())
                    .validateNoConflictingData()
                    .validateNoConflictingDeletes();
            old.forEach(overwrite::deleteFile);
            added.forEach(file -> overwrite.addFile(entries.theirs(file)));
            yield overwrite;
          }
        };
    update.set("perennial.reason", reason.name().toLowerCase(Locale.ROOT));
    try {
      update.commit();
    } catch (ValidationException e) {
      throw conflict(e);
    }
    committed.accept(to);
    return snapshot().orElseThrow();
  }

  private LakeException conflict(ValidationException e) {
    return new LakeException(
        "Cannot commit to "
            + spec.name()
            + ": another commit came between ("
            + e.getMessage()
            + "); read the table again and repeat",
        e);
  }

  @Override
  public synchronized void forgetHistory() {
    changing(
        to -> {
          if (to.currentSnapshot() != null) {
            // manifests keep deleted entries, whose bounds can be the erased ids
            to.rewriteManifests().rewriteIf(manifest -> true).clusterBy(file -> 0).commit();
            committed.accept(to);
            expire(to, 1);
          }
          // metadata files name older manifests only; still, nothing older is kept
          return new TableFiles(to, folder, files).deleteUnknown(Instant.MAX);
        });
  }

  @Override
  public List<Path> metadataTraces(String column, Set<Long> values) {
    return table == null
        ? List.of()
        : Failures.reading(
            spec.name(),
            () -> new TableFiles(table, folder, files).traces(spec.column(column).id(), values));
  }

  @Override
  public List<DataFile> filesOnDisk() {
    return table == null ? List.of() : new TableFiles(table, folder, files).dataOnDisk();
  }

  @Override
  public synchronized Expired expire(int keep) {
    return changing(to -> expire(to, keep));
  }

  private Expired expire(Table to, int keep) {
    List<Snapshot> all = history();
    if (all.size() <= keep) {
      return new Expired(0, 0);
    }
    // naming each snapshot makes Iceberg look at what is reachable; by age it would keep the files
    // that the retained snapshot itself replaced
    List<String> unreachable = new ArrayList<>();
    ExpireSnapshots expire =
        to.expireSnapshots()
            .cleanupLevel(ExpireSnapshots.CleanupLevel.ALL)
            .deleteWith(unreachable::add);
    List<Snapshot> old = all.subList(0, all.size() - keep);
    old.forEach(snapshot -> expire.expireSnapshotId(snapshot.id()));
    expire.commit();
    // readers first: a process killed here must not leave them with files that are gone
    committed.accept(to);
    unreachable.forEach(files::deleteFile);
    return new Expired(old.size(), unreachable.size());
  }

  @Override
  public synchronized List<Path> sweepOrphans(Duration age) {
    return changing(
        to -> new TableFiles(to, folder, files).deleteUnknown(clock.instant().minus(age)));
  }

  /** Does {@code change} to the newest state of the table. */
  private <T> T changing(Function<Table, T> change) {
    Table to = required();
    return Failures.changing(
        spec.name(),
        () -> {
          to.refresh();
          return change.apply(to);
        });
  }

  private FileEntries entries() {
    return new FileEntries(spec, required(), files);
  }

  private Table required() {
    if (table == null) {
      throw new LakeException(
          "Cannot use table " + spec.name() + ": nothing was ever written to it");
    }
    return table;
  }
}
