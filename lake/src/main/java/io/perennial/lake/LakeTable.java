// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table: a line of snapshots, each a set of files. Safe for use by many threads. */
public interface LakeTable {

  TableSpec spec();

  /** The newest snapshot; empty when nothing was ever committed. */
  Optional<Snapshot> snapshot();

  /** The snapshots that can still be read, oldest first. */
  List<Snapshot> history();

  /**
   * The snapshot that was current just before {@code instant}; empty when nothing was committed by
   * then.
   *
   * @throws LakeException when something was, and its snapshots expired or went with an erasure
   */
  Optional<Snapshot> snapshotAsOf(Instant instant);

  /** The newest rows that may pass {@code filters}. Planning costs about 2 ms. */
  TableScan scan(Filter... filters);

  /**
   * The rows of an older snapshot that may pass {@code filters}.
   *
   * @throws LakeException when the snapshot is unknown or expired
   */
  TableScan scanAt(long snapshotId, Filter... filters);

  /** Where the engine puts new files; what is here and not committed is invisible. */
  Path dataFolder();

  /** Whether a batch of that id was ever committed, also in snapshots long expired. */
  boolean holds(String batchId);

  /**
   * Adds files in one step, once: empty, and nothing changed, when the table already holds the
   * batch.
   *
   * @param summary what to say in the snapshot, such as row counts
   */
  Optional<Snapshot> append(String batchId, List<WrittenFile> files, Map<String, String> summary);

  /**
   * Puts {@code added} in the place of {@code removed} in one step.
   *
   * @param base the snapshot that was read to make {@code added}
   * @throws LakeException when another commit since {@code base} touched what was read; read again
   */
  Snapshot replace(Snapshot base, List<DataFile> removed, List<WrittenFile> added, Reason reason);

  /**
   * Leaves the newest snapshot alone, and in no file of the table a trace of rows that are not in
   * it: metadata is rewritten, everything older is deleted.
   */
  void forgetHistory();

  /**
   * The files under the table's folder whose metadata still names one of {@code values} of a LONG
   * column, as bounds do.
   */
  List<Path> metadataTraces(String column, Set<Long> values);

  /** The data files under the table's folder, known to a snapshot or not. */
  List<DataFile> filesOnDisk();

  /** Drops all snapshots but the newest {@code keep}, and the files that only they held. */
  Expired expire(int keep);

  /**
   * Deletes files under the table's folder that no snapshot knows and that are older than {@code
   * age}: what a killed process left behind.
   */
  List<Path> sweepOrphans(Duration age);

  /** Why files are replaced. */
  enum Reason {
    /** The same rows in fewer files. */
    COMPACTION,
    /** The same rows but those of customers who are to be forgotten. */
    ERASURE,
    /** What sources say now, in the place of what was read from them before. */
    READ_AGAIN,
    /** All rows, made anew from other tables. */
    REBUILD
  }

  /**
   * What an expiry removed.
   *
   * @param snapshots dropped
   * @param files deleted
   */
  record Expired(int snapshots, int files) {}
}
