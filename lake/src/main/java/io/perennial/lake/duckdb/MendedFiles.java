// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.BrokenLine;
import io.perennial.lake.LakeException;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.SeparatedRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies of files whose lines DuckDB cannot account for. After a quote that is not closed DuckDB
 * goes on somewhere and does not say what it lost, and at line ends of two kinds it gives up. The
 * copy has the rows that {@link SeparatedRows} cuts, each with its line, quoted as DuckDB reads
 * them without fail. Copies lie in the spill folder and go when no view reads their file.
 */
final class MendedFiles {

  /**
   * A copy: rows of {@code line, field, field …}.
   *
   * @param broken the lines that are no rows
   */
  record Mended(Path copy, List<BrokenLine> broken) {}

  private record Key(Path file, TextFormat format) {}

  private final Path folder;
  private final Map<Key, Mended> mended = new HashMap<>();
  private long number;

  MendedFiles(Path folder) {
    this.folder = folder;
  }

  Optional<Mended> find(Path file, TextFormat format) {
    return Optional.ofNullable(mended.get(new Key(file, format)));
  }

  /** Makes the copy of a file; false when there was one. */
  boolean mend(Path file, TextFormat format) {
    Key key = new Key(file, format);
    if (mended.containsKey(key)) {
      return false;
    }
    number++;
    Path copy = folder.resolve("mended-" + number + ".csv");
    try {
      Files.createDirectories(folder);
      mended.put(key, copy(file, format, copy));
      return true;
    } catch (IOException e) {
      throw new LakeException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Mended copy(Path file, TextFormat format, Path copy) throws IOException {
    List<BrokenLine> broken = new ArrayList<>();
    try (SeparatedRows rows =
            format instanceof TextFormat.Csv csv
                ? SeparatedRows.open(file, csv)
                : SeparatedRows.lines(file);
        BufferedWriter out = Files.newBufferedWriter(copy)) {
      while (rows.next()) {
        Optional<String> reason = rows.broken();
        if (reason.isPresent()) {
          broken.add(new BrokenLine(file.toString(), rows.line(), reason.get()));
          continue;
        }
        out.write(Long.toString(rows.dataLine()));
        for (int i = 0; i < rows.size(); i++) {
          out.write(',');
          write(rows.field(i), out);
        }
        out.write('\n');
      }
    }
    return new Mended(copy, List.copyOf(broken));
  }

  private static void write(String field, BufferedWriter out) throws IOException {
    if (isPlain(field)) {
      out.write(field);
    } else {
      out.write('"');
      out.write(field.replace("\"", "\"\""));
      out.write('"');
    }
  }

  private static boolean isPlain(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return false;
      }
    }
    return true;
  }

  /** Deletes the copies of other files. */
  void keep(Set<Path> files) {
    mended
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !files.contains(entry.getKey().file());
              if (gone) {
                delete(entry.getValue().copy());
              }
              return gone;
            });
  }

  private static void delete(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      throw new LakeException("Cannot delete " + copy + ": " + e.getMessage(), e);
    }
  }
}
