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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

  /**
   * Files up to this many bytes are looked through by ourselves: that costs nothing to speak of.
   */
  private static final long SMALL = 1 << 17;

  /** More files than this are not numbered one by one, since each then is a part of the query. */
  private static final int FEW = 4;

  /**
   * How many files that nobody looked through DuckDB reads in one go. Where it has more than two
   * for each of its threads it forgets to note a quote that is not closed, and loses what follows.
   */
  private static final int TOGETHER = 2;

  /** More large files than this are looked through, since few of them are read in one go. */
  private static final int FEW_LARGE = 16;

  private static final TextFormat.Csv LINES =
      new TextFormat.Csv((char) 1, (char) 0, false, "utf-8", 0);

  private final RawScan scan;
  private final int width;
  private final String rejects;
  private final MendedFiles mended;
  private final Set<Path> plain = new HashSet<>();

  /**
   * @param width fields of a row
   * @param rejects names the tables in which DuckDB keeps lines that it cannot split
   */
  TextRows(RawScan scan, int width, String rejects, MendedFiles mended) {
    this.scan = scan;
    this.width = width;
    this.rejects = rejects;
    this.mended = mended;
    boolean manyLarge = scan.files().stream().filter(file -> !isSmall(file)).count() > FEW_LARGE;
    if (scan.format() instanceof TextFormat.Csv csv) {
      boolean wholly = scan.numbered() || manyLarge;
      scan.files().forEach(file -> mendUnlessPlain(file, csv, wholly));
    } else {
      scan.files().forEach(file -> mendUnlessPlain(file, LINES, manyLarge));
    }
  }

  private static boolean isSmall(Path file) {
    try {
      return Files.size(file) <= SMALL;
    } catch (IOException e) {
      throw new LakeException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * DuckDB takes the first line end for that of the whole file, and passes over rows without a word
   * where others follow soon: small files, and the beginnings of large ones, are looked at before.
   */
  private void mendUnlessPlain(Path file, TextFormat.Csv csv, boolean wholly) {
    try {
      if (mended.find(file, scan.format()).isPresent()) {
        return;
      }
      boolean small = isSmall(file);
      boolean many = scan.numbered() && scan.files().size() > FEW;
      boolean looked = wholly || small;
      boolean alike =
          looked
              ? !(small && many) && PlainLines.are(file, csv, width)
              : PlainLines.endAlike(file, csv.skip());
      if (!alike) {
        mended.mend(file, scan.format());
      } else if (looked) {
        plain.add(file);
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
    List<String> unknown = new ArrayList<>();
    List<String> originals = new ArrayList<>();
    List<String> copies = new ArrayList<>();
    for (Path file : scan.files()) {
      Optional<MendedFiles.Mended> copy = mended.find(file, scan.format());
      if (copy.isPresent()) {
        originals.add(file.toString());
        copies.add(copy.get().copy().toString());
      } else if (scan.numbered()) {
        parts.add(numbered(file));
      } else {
        (plain.contains(file) ? whole : unknown).add(file.toString());
      }
    }
    if (!copies.isEmpty()) {
      parts.add(copies(originals, copies));
    }
    if (!whole.isEmpty()) {
      parts.add(whole(whole));
    }
    for (int i = 0; i < unknown.size(); i += TOGETHER) {
      parts.add(whole(unknown.subList(i, Math.min(unknown.size(), i + TOGETHER))));
    }
    return parts;
  }

  private String whole(List<String> files) {
    return "(SELECT *, CAST(NULL AS BIGINT) AS perennial_line FROM " + read(files) + ")";
  }

  private String numbered(Path file) {
    return "(SELECT *, row_number() OVER () AS perennial_line FROM "
        + read(List.of(file.toString()))
        + ")";
  }

  private String copies(List<String> originals, List<String> copies) {
    String line = scan.numbered() ? "n" : "CAST(NULL AS BIGINT)";
    return "(SELECT * EXCLUDE (copy), list_extract("
        + files(originals)
        + ", list_position("
        + files(copies)
        + ", copy)) AS filename, "
        + line
        + " AS perennial_line FROM read_csv("
        + files(copies)
        + COPY_OPTIONS
        + ", filename = 'copy', columns = {n: 'BIGINT', "
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
