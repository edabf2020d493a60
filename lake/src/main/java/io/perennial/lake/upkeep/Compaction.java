// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.upkeep;

import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.WrittenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Puts the small files of a partition together into one sorted file, when there are many: each
 * batch leaves a file per month, and reading costs about half a millisecond per file. The rows stay
 * the same.
 */
public final class Compaction {

  /** A file of so many rows is not small, however well they compress. */
  private static final long MANY_ROWS = 1_000_000;

  private static final String VIEW = "perennial_compaction";

  private final Engine engine;
  private final int mostSmallFiles;
  private final long smallBytes;

  /**
   * @param mostSmallFiles a partition with more small files than this is compacted, at least 1
   * @param smallBytes a file below this size is small, unless it has a million rows
   */
  public Compaction(Engine engine, int mostSmallFiles, long smallBytes) {
    if (mostSmallFiles < 1) {
      throw new IllegalArgumentException(
          "Invalid number of small files: " + mostSmallFiles + " (must be >= 1)");
    }
    this.engine = engine;
    this.mostSmallFiles = mostSmallFiles;
    this.smallBytes = smallBytes;
  }

  /**
   * What a compaction did.
   *
   * @param filesBefore files that were put together
   * @param filesAfter files they became
   * @param rows in them
   */
  public record Compacted(int filesBefore, int filesAfter, long rows) {

    Compacted plus(int before, int after, long more) {
      return new Compacted(filesBefore + before, filesAfter + after, rows + more);
    }
  }

  /** The small files of each partition that has too many of them, by month. */
  private List<List<DataFile>> due(LakeTable table) {
    Map<Integer, List<DataFile>> small = new TreeMap<>();
    for (DataFile file : table.scan().files()) {
      if (file.bytes() < smallBytes && file.rows() < MANY_ROWS) {
        small.computeIfAbsent(file.month().orElse(0), month -> new ArrayList<>()).add(file);
      }
    }
    return small.values().stream().filter(files -> files.size() > mostSmallFiles).toList();
  }

  /** Whether {@link #compact} would do something. */
  public boolean isDue(LakeTable table) {
    return !due(table).isEmpty();
  }

  /** Compacts what is due; readers of older snapshots are not disturbed. */
  public Compacted compact(LakeTable table) {
    Compacted done = new Compacted(0, 0, 0);
    for (List<DataFile> files : due(table)) {
      Snapshot base = table.snapshot().orElseThrow();
      engine.view(VIEW, new TableScan(table.spec(), base.id(), files, List.of()));
      try {
        OptionalInt month = files.get(0).month();
        FileTarget target =
            new FileTarget(
                table.spec(),
                table.dataFolder(),
                month.isPresent() ? Optional.of(month.getAsInt()) : Optional.empty());
        List<WrittenFile> written = engine.write("SELECT * FROM " + VIEW, target);
        table.replace(base, files, written, LakeTable.Reason.COMPACTION);
        done =
            done.plus(
                files.size(),
                written.size(),
                written.stream().mapToLong(file -> file.file().rows()).sum());
      } finally {
        engine.drop(VIEW);
      }
    }
    return done;
  }
}
