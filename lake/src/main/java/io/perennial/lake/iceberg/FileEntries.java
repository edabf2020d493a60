// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.DataFile;
import io.perennial.lake.Filter;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of a table, in our terms and in Iceberg's. */
final class FileEntries {

  private final TableSpec spec;
  private final Table table;
  private final PlacedFiles files;

  FileEntries(TableSpec spec, Table table, PlacedFiles files) {
    this.spec = spec;
    this.table = table;
    this.files = files;
  }

  /** Files in an order that does not depend on their random names, where that can be. */
  List<org.apache.iceberg.DataFile> plan(long snapshotId, List<Filter> filters) {
    List<org.apache.iceberg.DataFile> planned = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshotId).filter(Schemas.expression(filters)).planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new LakeException(
              "Unsupported delete files in table "
                  + spec.name()
                  + ": compact it where they were"
                  + " written");
        }
        planned.add(task.file());
      }
    } catch (IOException e) {
      throw new LakeException("Cannot plan a scan of " + spec.name() + ": " + e.getMessage(), e);
    }
    planned.sort(
        Comparator.comparingInt(FileEntries::monthOrZero)
            .thenComparing(
                org.apache.iceberg.DataFile::dataSequenceNumber,
                Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(org.apache.iceberg.DataFile::location));
    return planned;
  }

  private static int monthOrZero(org.apache.iceberg.DataFile file) {
    return file.partition().size() == 0 ? 0 : file.partition().get(0, Integer.class);
  }

  DataFile ours(org.apache.iceberg.DataFile file) {
    return new DataFile(
        files.onDisk(file.location()).toString(),
        file.partition().size() == 0 ? OptionalInt.empty() : OptionalInt.of(monthOrZero(file)),
        file.recordCount(),
        file.fileSizeInBytes());
  }

  org.apache.iceberg.DataFile theirs(WrittenFile written) {
    DataFiles.Builder builder =
        DataFiles.builder(table.spec())
            .withPath(files.location(Path.of(written.file().path())))
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(written.file().bytes())
            .withRecordCount(written.file().rows())
            .withMetrics(Schemas.metrics(spec, written))
            .withSortOrder(table.sortOrder());
    if (written.file().month().isPresent()) {
      PartitionData partition = new PartitionData(table.spec().partitionType());
      partition.set(0, written.file().month().getAsInt());
      builder.withPartition(partition);
    }
    return builder.build();
  }

  /** What the engine wrote is on the disk before a commit names it. */
  static void force(List<WrittenFile> written) {
    Set<Path> folders = new HashSet<>();
    try {
      for (WrittenFile file : written) {
        Path path = Path.of(file.file().path());
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        folders.add(path.getParent());
      }
      for (Path each : folders) {
        try (FileChannel channel = FileChannel.open(each, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    } catch (IOException e) {
      throw new LakeException("Cannot bring files to the disk: " + e.getMessage(), e);
    }
  }
}
