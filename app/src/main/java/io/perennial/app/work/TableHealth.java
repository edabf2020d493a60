// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.lake.DataFile;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a table looks like from outside.
 *
 * @param table its name
 * @param rows in the newest snapshot
 * @param files in the newest snapshot
 * @param bytes of these files
 * @param snapshots that can be read
 * @param small files below the size that the configuration calls small
 * @param missing files that a snapshot names and that are not on the disk
 * @param orphans files on the disk that no snapshot names
 * @param orphanBytes of those
 * @param latest the newest snapshot's id; 0 when there is none
 * @param changedAt when that was committed
 */
public record TableHealth(
    String table,
    long rows,
    int files,
    long bytes,
    int snapshots,
    long small,
    int missing,
    int orphans,
    long orphanBytes,
    long latest,
    Optional<Instant> changedAt) {

  /** Looks at a table; costs a plan for each snapshot, 2 ms, and a look at each file on disk. */
  static TableHealth of(LakeTable table, long smallBytes) {
    List<DataFile> current = table.scan().files();
    Set<String> known = new HashSet<>();
    for (Snapshot snapshot : table.history()) {
      table.scanAt(snapshot.id()).files().forEach(file -> known.add(file.path()));
    }
    Set<String> missing =
        known.stream().filter(path -> !Files.exists(Path.of(path))).collect(Collectors.toSet());
    List<DataFile> orphans =
        table.filesOnDisk().stream().filter(file -> !known.contains(file.path())).toList();
    Optional<Snapshot> newest = table.snapshot();
    return new TableHealth(
        table.spec().name(),
        newest.map(Snapshot::rows).orElse(0L),
        current.size(),
        current.stream().mapToLong(DataFile::bytes).sum(),
        table.history().size(),
        current.stream().filter(file -> file.bytes() < smallBytes).count(),
        missing.size(),
        orphans.size(),
        orphans.stream().mapToLong(DataFile::bytes).sum(),
        newest.map(Snapshot::id).orElse(0L),
        newest.map(Snapshot::at));
  }
}
