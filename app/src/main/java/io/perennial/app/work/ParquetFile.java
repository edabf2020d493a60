// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Parquet file with the rows of a query. */
public final class ParquetFile {

  private final Engine engine;

  public ParquetFile(Engine engine) {
    this.engine = engine;
  }

  /**
   * Writes it, in whole, next to where it goes; sorting spills when memory is full.
   *
   * @param sql what goes in
   * @param table its columns and their order; months make no difference
   * @return how many rows went in
   */
  public long write(String sql, TableSpec table, Path file) throws IOException {
    // neither months nor an order of its own: engines cut large tables by either
    TableSpec whole =
        new TableSpec(table.name(), table.meaning(), table.columns(), Optional.empty(), List.of());
    String order =
        table.sortedBy().stream().map(c -> c + " NULLS LAST").collect(Collectors.joining(", "));
    String sorted = order.isEmpty() ? sql : "SELECT * FROM (" + sql + "\n) ORDER BY " + order;
    Path folder = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".perennial-export");
    try {
      List<WrittenFile> written =
          engine.write(sorted, new FileTarget(whole, folder, Optional.empty()));
      if (written.size() != 1) {
        throw new LakeException(
            "Cannot write a Parquet file: table " + table.name() + " has no rows yet");
      }
      Files.move(Path.of(written.get(0).file().path()), file, StandardCopyOption.REPLACE_EXISTING);
      return written.get(0).file().rows();
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
