// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.DataFile;
import io.perennial.lake.TableScan;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The files of one layout: a list kept beside them, which stands in for a table's metadata. */
final class LaidOutFiles {

  private static final String LIST = "files.csv";

  /**
   * One file.
   *
   * @param until the end of its period, microseconds, exclusive
   */
  record LaidOutFile(DataFile file, int bucket, long until) {}

  private final List<LaidOutFile> files;

  private LaidOutFiles(List<LaidOutFile> files) {
    this.files = List.copyOf(files);
  }

  static void write(Path folder, List<LaidOutFile> files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (LaidOutFile each : files) {
      DataFile file = each.file();
      lines.add(
          String.join(
              "\t",
              file.path(),
              Long.toString(file.rows()),
              Long.toString(file.bytes()),
              Integer.toString(each.bucket()),
              Long.toString(each.until())));
    }
    Files.write(folder.resolve(LIST), lines);
  }

  static LaidOutFiles read(Path folder) throws IOException {
    List<LaidOutFile> files = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(LIST))) {
      String[] cells = line.split("\t", -1);
      DataFile file =
          new DataFile(
              cells[0], OptionalInt.empty(), Long.parseLong(cells[1]), Long.parseLong(cells[2]));
      files.add(new LaidOutFile(file, Integer.parseInt(cells[3]), Long.parseLong(cells[4])));
    }
    return new LaidOutFiles(files);
  }

  /** The files that pass, as a scan of the events table. */
  TableScan scan(Predicate<LaidOutFile> passes) {
    return new TableScan(
        Tables.EVENTS, 1, files.stream().filter(passes).map(LaidOutFile::file).toList(), List.of());
  }

  int count() {
    return files.size();
  }

  long bytes() {
    return files.stream().mapToLong(each -> each.file().bytes()).sum();
  }
}
