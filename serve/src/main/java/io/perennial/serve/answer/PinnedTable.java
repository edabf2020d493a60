// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.lake.DataFile;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table at one snapshot, for reading. */
record PinnedTable(LakeTable table, Optional<Snapshot> snapshot) implements LakeTable {

  @Override
  public TableSpec spec() {
    return table.spec();
  }

  @Override
  public List<Snapshot> history() {
    return snapshot
        .map(
            pinned ->
                table.history().stream().filter(each -> !each.at().isAfter(pinned.at())).toList())
        .orElse(List.of());
  }

  @Override
  public Optional<Snapshot> snapshotAsOf(Instant instant) {
    return snapshot.filter(pinned -> pinned.at().isBefore(instant)).isPresent()
        ? snapshot
        : table.snapshotAsOf(instant);
  }

  @Override
  public TableScan scan(Filter... filters) {
    return snapshot
        .map(pinned -> table.scanAt(pinned.id(), filters))
        .orElseGet(() -> new TableScan(table.spec(), 0, List.of(), List.of(filters)));
  }

  @Override
  public TableScan scanAt(long snapshotId, Filter... filters) {
    return table.scanAt(snapshotId, filters);
  }

  @Override
  public Path dataFolder() {
    return table.dataFolder();
  }

  @Override
  public boolean holds(String batchId) {
    return table.holds(batchId);
  }

  @Override
  public List<Path> metadataTraces(String column, Set<Long> values) {
    return table.metadataTraces(column, values);
  }

  @Override
  public List<DataFile> filesOnDisk() {
    return table.filesOnDisk();
  }

  @Override
  public Optional<Snapshot> append(
      String batchId, List<WrittenFile> files, Map<String, String> summary) {
    throw fixed();
  }

  @Override
  public Snapshot replace(
      Snapshot base, List<DataFile> removed, List<WrittenFile> added, Reason reason) {
    throw fixed();
  }

  @Override
  public void forgetHistory() {
    throw fixed();
  }

  @Override
  public Expired expire(int keep) {
    throw fixed();
  }

  @Override
  public List<Path> sweepOrphans(Duration age) {
    throw fixed();
  }

  private UnsupportedOperationException fixed() {
    return new UnsupportedOperationException(
        "Cannot change table " + spec().name() + ": it is read at one snapshot");
  }
}
