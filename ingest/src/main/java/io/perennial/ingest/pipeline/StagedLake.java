// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A lake as if some sources had never been read: what is appended to it is seen here alone, until
 * {@link #commit} puts it in the place of what those sources said before, one commit a table. Costs
 * a look into every file of events and claims, and the writing of those that others share.
 */
final class StagedLake implements Lake {

  private static final SqlStep MARKED = SqlStep.of(StagedLake.class, "marked_files");

  private final Lake lake;
  private final Engine engine;
  private final List<String> names;
  private final Map<String, StagedTable> tables = new LinkedHashMap<>();

  /**
   * @param system of the sources
   * @param names of all sources of the system
   * @param batches in which they came
   */
  StagedLake(Lake lake, Engine engine, String system, List<String> names, List<String> batches) {
    this.lake = lake;
    this.engine = engine;
    this.names = names;
    for (TableSpec spec : List.of(Tables.EVENTS, Tables.CLAIMS)) {
      tables.put(spec.name(), new StagedTable(lake, spec, engine, List.of(system), batches));
    }
    for (TableSpec spec : List.of(Tables.QUARANTINE, Tables.INGESTED_FILES)) {
      tables.put(spec.name(), new StagedTable(lake, spec, engine, names, batches));
    }
  }

  @Override
  public LakeTable table(TableSpec spec) {
    StagedTable staged = tables.get(spec.name());
    return staged == null ? lake.table(spec) : staged;
  }

  /** Replaces; first the readings of the sources are marked, last they are replaced as well. */
  void commit() {
    mark();
    tables.values().forEach(StagedTable::commit);
  }

  /** What is marked is known not to be as it is listed, whoever reads the sources next. */
  private void mark() {
    LakeTable files = lake.table(Tables.INGESTED_FILES);
    TableScan now = files.scan();
    if (now.files().isEmpty()) {
      return;
    }
    Snapshot base = files.snapshot().orElseThrow();
    engine.view("ingest_done", now);
    engine.run(MARKED, Map.of("names", names, "mark", "-" + PastReadings.AGAIN));
    List<WrittenFile> marked = engine.write("SELECT * FROM ingest_marked", FileTarget.of(files));
    files.replace(base, now.files(), marked, LakeTable.Reason.READ_AGAIN);
    engine.drop("ingest_marked");
    engine.drop("ingest_done");
  }

  @Override
  public List<String> names() {
    return lake.names();
  }

  /** What it is over stays open. */
  @Override
  public void close() {}
}
