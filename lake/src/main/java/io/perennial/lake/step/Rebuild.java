// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.step;

import io.perennial.lake.DataFile;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts other rows in the place of all rows of a table, in one commit: for tables that a step makes
 * anew from others. Readers see the old rows or the new ones; older snapshots stay readable.
 */
public final class Rebuild {

  private final StepContext context;

  public Rebuild(StepContext context) {
    this.context = context;
  }

  /**
   * Makes the rows of {@code sql} all that the table has.
   *
   * @param sql gives the table's columns by name, but {@code constants}; missing ones are null
   * @param constants columns that are the same in every row
   * @return rows written
   */
  public long table(TableSpec spec, String sql, Map<String, Object> constants) {
    LakeTable table = context.lake().table(spec);
    Optional<Snapshot> base = table.snapshot();
    List<DataFile> old = base.isEmpty() ? List.of() : table.scan().files();
    List<WrittenFile> files = context.engine().write(sql, FileTarget.of(table).with(constants));
    long rows = files.stream().mapToLong(file -> file.file().rows()).sum();
    if (base.isEmpty() || (old.isEmpty() && !files.isEmpty())) {
      table.append(
          "rebuild-" + spec.name() + "-" + context.runId(),
          files,
          Map.of("rows", String.valueOf(rows)));
    } else if (!old.isEmpty()) {
      table.replace(base.get(), old, files, LakeTable.Reason.REBUILD);
    }
    return rows;
  }
}
