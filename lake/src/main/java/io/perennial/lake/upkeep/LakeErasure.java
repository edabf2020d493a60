// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.upkeep;

import io.perennial.domain.RecordId;
import io.perennial.governance.Erasable;
import io.perennial.governance.ErasureReceipt;
import io.perennial.governance.Permit;
import io.perennial.lake.Batches;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Erases records from every table of the lake that names records: rewrites the files that hold
 * them, drops all older snapshots, and then looks through every file on the disk. Interrupted, it
 * is called again: nothing is half done, since each table changes in one commit.
 *
 * <p>What is outside the lake, such as the files that were ingested, is not touched.
 */
public final class LakeErasure implements Erasable {

  private static final String COLUMN = "record_id";
  private static final String VIEW = "perennial_erasure";

  private final Lake lake;
  private final Engine engine;
  private final Clock clock;
  private final List<TableSpec> tables;

  /**
   * @param tables those to look through; tables without records are passed over
   */
  public LakeErasure(Lake lake, Engine engine, Clock clock, List<TableSpec> tables) {
    this.lake = lake;
    this.engine = engine;
    this.clock = clock;
    this.tables = tables.stream().filter(spec -> spec.has(COLUMN)).toList();
  }

  @Override
  public ErasureReceipt erase(Set<RecordId> records, Permit permit) {
    permit.requireValid(clock.instant());
    Set<Long> ids = records.stream().map(RecordId::value).collect(Collectors.toSet());
    Map<String, Long> rows = new TreeMap<>();
    int rewritten = 0;
    int verified = 0;
    for (TableSpec spec : tables) {
      LakeTable table = lake.table(spec);
      if (table.snapshot().isPresent()) {
        Rewritten done = rewrite(table, ids);
        rows.put(spec.name(), done.rows());
        rewritten += done.files();
      }
      // also where nothing was ever committed: a killed process may have left files
      table.forgetHistory();
      verified += verify(table, ids);
    }
    return new ErasureReceipt(clock.instant(), rows, rewritten, verified);
  }

  private record Rewritten(int files, long rows) {}

  private Rewritten rewrite(LakeTable table, Set<Long> ids) {
    Snapshot base = table.snapshot().orElseThrow();
    List<DataFile> removed = new ArrayList<>();
    List<WrittenFile> added = new ArrayList<>();
    long erased = 0;
    for (DataFile file : candidates(table, base, ids)) {
      engine.view(VIEW, new TableScan(table.spec(), base.id(), List.of(file), List.of()));
      try {
        long hits = count(ids);
        if (hits > 0) {
          FileTarget target =
              new FileTarget(
                      table.spec(),
                      table.dataFolder(),
                      file.month().isPresent()
                          ? Optional.of(file.month().getAsInt())
                          : Optional.empty())
                  .inOrder();
          added.addAll(
              engine.write(
                  "SELECT * FROM "
                      + VIEW
                      + " WHERE "
                      + COLUMN
                      + " IS NULL OR "
                      + COLUMN
                      + " NOT IN ("
                      + list(ids)
                      + ")",
                  target));
          removed.add(file);
          erased += hits;
        }
      } finally {
        engine.drop(VIEW);
      }
    }
    if (!removed.isEmpty()) {
      table.replace(base, removed, added, LakeTable.Reason.ERASURE);
    }
    return new Rewritten(removed.size(), erased);
  }

  /**
   * The files that may hold a record, by what their metadata say; where there are months, those of
   * the months in which it has rows, found by one query over all.
   */
  private List<DataFile> candidates(LakeTable table, Snapshot base, Set<Long> ids) {
    List<DataFile> files = table.scan(new Filter.In(COLUMN, ids)).files();
    if (files.size() < 2 || table.spec().monthOf().isEmpty()) {
      return files;
    }
    Set<Long> months = new HashSet<>();
    engine.view(VIEW, new TableScan(table.spec(), base.id(), files, List.of()));
    try (Batches found =
        engine.query(
            "SELECT DISTINCT CAST(f_month_no("
                + table.spec().monthOf().get()
                + ") AS BIGINT) AS month FROM "
                + VIEW
                + " WHERE "
                + COLUMN
                + " IN ("
                + list(ids)
                + ")")) {
      while (found.next()) {
        for (int row = 0; row < found.batch().rows(); row++) {
          months.add(found.batch().longs(0)[row]);
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    return files.stream()
        .filter(file -> file.month().isEmpty() || months.contains((long) file.month().getAsInt()))
        .toList();
  }

  private long count(Set<Long> ids) {
    try (Batches result =
        engine.query(
            "SELECT count(*) AS n FROM " + VIEW + " WHERE " + COLUMN + " IN (" + list(ids) + ")")) {
      result.next();
      return result.batch().longs(0)[0];
    }
  }

  private static String list(Set<Long> ids) {
    return ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Looks through everything on the disk, committed or not; answers how many files that were. */
  private int verify(LakeTable table, Set<Long> ids) {
    List<DataFile> onDisk = table.filesOnDisk();
    if (!onDisk.isEmpty()) {
      engine.view(VIEW, new TableScan(table.spec(), 0, onDisk, List.of()));
      try {
        if (count(ids) > 0) {
          throw new ErasureFailed(
              "Cannot verify the erasure from "
                  + table.spec().name()
                  + ": rows are still in files on the disk; run it again, and if this stays, look"
                  + " for another process that writes to the lake");
        }
      } finally {
        engine.drop(VIEW);
      }
    }
    List<Path> traces = table.metadataTraces(COLUMN, ids);
    if (!traces.isEmpty()) {
      throw new ErasureFailed(
          "Cannot verify the erasure from "
              + table.spec().name()
              + ": "
              + traces.size()
              + " metadata files still name a record: "
              + traces.get(0).getFileName());
    }
    return onDisk.size();
  }
}
