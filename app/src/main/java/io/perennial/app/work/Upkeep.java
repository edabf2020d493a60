// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.settings.LakeSettings;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.step.Progress;
import io.perennial.lake.upkeep.Compaction;
import java.util.ArrayList;
import java.util.List;

/** Keeps the lake tidy: compacts small files, drops old snapshots, sweeps what nobody knows. */
public final class Upkeep {

  private final Lake lake;
  private final Engine engine;
  private final LakeSettings settings;
  private final Progress progress;

  public Upkeep(Lake lake, Engine engine, LakeSettings settings, Progress progress) {
    this.lake = lake;
    this.engine = engine;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * What was done to a table.
   *
   * @param table its name
   * @param filesBefore small files that were put together
   * @param filesAfter files they became
   * @param snapshots dropped
   * @param filesDeleted that only they held
   * @param orphans files deleted that no snapshot knew
   */
  public record Tidied(
      String table, int filesBefore, int filesAfter, int snapshots, int filesDeleted, int orphans) {

    /** Whether there was anything to do. */
    public boolean isNothing() {
      return filesBefore == 0 && snapshots == 0 && orphans == 0;
    }
  }

  /** Does what is due, by the configuration, to each table that exists. */
  public List<Tidied> tidy(List<TableSpec> tables) {
    return tidy(tables, settings.compactFrom());
  }

  /** The same, but compacts wherever there are two small files. */
  public List<Tidied> tidyAll(List<TableSpec> tables) {
    return tidy(tables, 2);
  }

  private List<Tidied> tidy(List<TableSpec> tables, int compactFrom) {
    Compaction compaction = new Compaction(engine, compactFrom - 1, settings.smallFile());
    List<String> there = lake.names();
    List<Tidied> all = new ArrayList<>();
    for (TableSpec spec : tables) {
      if (there.contains(spec.name())) {
        all.add(tidy(lake.table(spec), compaction));
      }
    }
    return all;
  }

  private Tidied tidy(LakeTable table, Compaction compaction) {
    String name = table.spec().name();
    Compaction.Compacted compacted = new Compaction.Compacted(0, 0, 0);
    if (compaction.isDue(table)) {
      progress.begin("compacting " + name, 0, "rows");
      compacted = compaction.compact(table);
    }
    LakeTable.Expired expired = new LakeTable.Expired(0, 0);
    if (table.history().size() > settings.keepSnapshots()) {
      progress.begin("dropping old snapshots of " + name, 0, "snapshots");
      expired = table.expire(settings.keepSnapshots());
    }
    int orphans = table.sweepOrphans(settings.sweepAfter()).size();
    return new Tidied(
        name,
        compacted.filesBefore(),
        compacted.filesAfter(),
        expired.snapshots(),
        expired.files(),
        orphans);
  }
}
