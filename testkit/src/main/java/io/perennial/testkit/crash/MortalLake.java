// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import io.perennial.lake.DataFile;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
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
import java.util.function.Predicate;

/** A lake that can be made to die before a commit: to one of its tables, or to any. */
public final class MortalLake implements Lake {

  private final Lake lake;

  /** The commits that count; none while it lives. */
  private Predicate<String> counted = table -> false;

  private int left;

  /** A lake that lives, over another. */
  public MortalLake(Lake lake) {
    this.lake = lake;
  }

  /** From now on, commits to this table fail; to none when it is empty. */
  public void dieBeforeCommitsTo(String table) {
    dieAfter(0, table);
  }

  /** From now on, commits to this table fail but the first {@code commits}. */
  public void dieAfter(int commits, String table) {
    counted = table::equals;
    left = commits;
  }

  /** From now on, commits to whichever tables fail but the first {@code commits}. */
  public void dieAfter(int commits) {
    counted = table -> true;
    left = commits;
  }

  /** It lives on. */
  public void live() {
    counted = table -> false;
  }

  private void commit(String table) {
    if (counted.test(table) && left-- <= 0) {
      throw new IllegalStateException("Killed before the commit to " + table);
    }
  }

  @Override
  public LakeTable table(TableSpec spec) {
    return new MortalTable(lake.table(spec));
  }

  @Override
  public List<String> names() {
    return lake.names();
  }

  @Override
  public void close() {
    lake.close();
  }

  private final class MortalTable implements LakeTable {
    private final LakeTable table;

    MortalTable(LakeTable table) {
      this.table = table;
    }

    @Override
    public Optional<Snapshot> append(
        String batchId, List<WrittenFile> files, Map<String, String> summary) {
      commit(spec().name());
      return table.append(batchId, files, summary);
    }

    @Override
    public TableSpec spec() {
      return table.spec();
    }

    @Override
    public Optional<Snapshot> snapshot() {
      return table.snapshot();
    }

    @Override
    public List<Snapshot> history() {
      return table.history();
    }

    @Override
    public Optional<Snapshot> snapshotAsOf(Instant instant) {
      return table.snapshotAsOf(instant);
    }

    @Override
    public TableScan scan(Filter... filters) {
      return table.scan(filters);
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
    public Snapshot replace(
        Snapshot base, List<DataFile> removed, List<WrittenFile> added, Reason reason) {
      commit(spec().name());
      return table.replace(base, removed, added, reason);
    }

    @Override
    public void forgetHistory() {
      table.forgetHistory();
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
    public Expired expire(int keep) {
      return table.expire(keep);
    }

    @Override
    public List<Path> sweepOrphans(Duration age) {
      return table.sweepOrphans(age);
    }
  }
}
