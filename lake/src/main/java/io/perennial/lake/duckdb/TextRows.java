// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static io.perennial.lake.duckdb.DuckDbSql.files;
import static io.perennial.lake.duckdb.DuckDbSql.text;

import io.perennial.lake.BrokenLine;
import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.PlainLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What to select the rows of text files from: DuckDB's reader of the files, or of the copies of
 * those it stumbles over. Columns: {@code filename}, {@code perennial_line} and c0, c1 … as texts.
 */
final class TextRows {

  /** Separates nothing: a line of JSON holds no such character outside an escape. */
  private static final String NO_DELIMITER = "chr(1)";

  /** A copy may double each character of a row, and names its line. */
  private static final String COPY_OPTIONS =
      ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"'"
          + ", new_line = '\\n', max_line_size = 8000000, buffer_size = 32000000";

  private final RawScan scan;
  private final int width;
  private final String rejects;
  private final MendedFiles mended;

  /**
   * @param width fields of a row
   * @param rejects names the tables in which DuckDB keeps lines that it cannot split
   */
  TextRows(RawScan scan, int width, String rejects, MendedFiles mended) {
    this.scan = scan;
    this.width = width;
    this.rejects = rejects;
    this.mended = mended;
    if (scan.numbered() && scan.format() instanceof TextFormat.Csv csv) {
      scan.files().forEach(file -> mendUnlessPlain(file, csv));
    }
  }

  private void mendUnlessPlain(Path file, TextFormat.Csv csv) {
    try {
      if (mended.find(file, csv).isEmpty() && !PlainLines.are(file, csv, width)) {
        mended.mend(file, csv);
      }
    } catch (IOException e) {
      throw new LakeException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Has the files of those paths cut into rows for DuckDB; whether any was not before. */
  boolean mend(Set<String> paths) {
    boolean any = false;
    for (Path file : new HashSet<>(scan.files())) {
      any |= paths.contains(file.toString()) && mended.mend(file, scan.format());
    }
    return any;
  }

  /** The lines that are no rows, as far as files are mended. */
  List<BrokenLine> broken() {
    List<BrokenLine> broken = new ArrayList<>();
    for (Path file : scan.files()) {
      mended.find(file, scan.format()).ifPresent(copy -> broken.addAll(copy.broken()));
    }
    return broken;
  }

  /** Selects to be put together by UNION ALL. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    for (Path file : scan.files()) {
      if (mended.find(file, scan.format()).isPresent()) {
        parts.add(copy(file, mended.find(file, scan.format()).get().copy()));
      } else if (scan.numbered()) {
        parts.add(numbered(file));
      } else {
        whole.add(file.toString());
      }
    }
    if (!whole.isEmpty()) {
      parts.add("(SELECT *, CAST(NULL AS BIGINT) AS perennial_line FROM " + read(whole) + ")");
    }
    return parts;
  }

  private String numbered(Path file) {
    return "(SELECT *, row_number() OVER () AS perennial_line FROM "
        + read(List.of(file.toString()))
        + ")";
  }

  private String copy(Path file, Path copy) {
    String line = scan.numbered() ? "n" : "CAST(NULL AS BIGINT)";
    return "(SELECT *, "
        + text(file.toString())
        + " AS filename, "
        + line
        + " AS perennial_line FROM read_csv("
        + files(List.of(copy.toString()))
        + COPY_OPTIONS
        + ", columns = {n: 'BIGINT', "
        + columns()
        + "}))";
  }

  private String read(List<String> files) {
    return "read_csv("
        + files(files)
        + ", auto_detect = false, filename = true"
        + (scan.format() instanceof TextFormat.Csv csv ? dialect(csv) : lines())
        + ", columns = {"
        + columns()
        + "}, store_rejects = true, rejects_table = "
        + text(rejects + "_errors")
        + ", rejects_scan = "
        + text(rejects + "_scans")
        + ")";
  }

  private static String dialect(TextFormat.Csv csv) {
    return ", header = "
        + csv.header()
        + ", skip = "
        + csv.skip()
        + ", delim = "
        + text(String.valueOf(csv.delimiter()))
        + ", quote = "
        + quote(csv.quote())
        + ", escape = "
        + quote(csv.quote())
        + ", encoding = "
        + text(csv.encoding());
  }

  private static String lines() {
    return ", header = false, delim = " + NO_DELIMITER + ", quote = '', escape = ''";
  }

  private static String quote(char quote) {
    return quote == 0 ? "''" : text(String.valueOf(quote));
  }

  private String columns() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add("c" + i + ": 'VARCHAR'");
    }
    return String.join(", ", columns);
  }
}
