// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.fixed;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.write.RowFile;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.SeparatedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts lines by the widths of their columns. A line that ends before its last column begins, or has
 * more behind it than blanks, cannot be cut; what it would mean is not guessed.
 */
public final class FixedRows {

  /** Separates nothing: no text holds it. */
  private static final char NOTHING = '\uFFFE';

  private final String name;
  private final FixedColumns columns;
  private final FileReading reading;

  /**
   * @param name what people call the file
   * @throws IngestException when the widths are none
   */
  public FixedRows(String name, FileReading reading) {
    this.name = name;
    this.columns = FixedColumns.parse(reading.widths());
    this.reading = reading;
  }

  /**
   * Reads a file.
   *
   * @param encoding utf-8, latin-1 or utf-16
   * @throws IOException when it cannot be read
   */
  public void read(Path file, String encoding, RowFile out) throws IOException {
    int skip = reading.skip().orElse(0);
    try (SeparatedRows lines =
        SeparatedRows.open(file, new TextFormat.Csv(NOTHING, (char) 0, false, encoding, skip))) {
      boolean header = reading.header().orElse(!columns.named());
      List<String> names = new ArrayList<>(List.of(Landed.LINE, Landed.PROBLEM));
      if (header && !lines.next()) {
        throw new IngestException("Cannot read " + name + ": there is no line in it");
      }
      names.addAll(names(header ? lines.field(0) : ""));
      out.separated(names);
      while (!out.isFull() && lines.next()) {
        row(lines, out);
      }
    }
  }

  private List<String> names(String header) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    int nth = 0;
    for (FixedColumns.Column column : columns.columns()) {
      nth++;
      String said = columns.named() ? column.name() : column.of(header);
      String name = said.isEmpty() ? "column" + nth : said;
      names.add(taken.add(name) ? name : name + "_" + nth);
    }
    return names;
  }

  private void row(SeparatedRows lines, RowFile out) throws IOException {
    String line = lines.size() == 0 ? "" : lines.field(0);
    if (line.isBlank() && lines.broken().isEmpty()) {
      return;
    }
    String problem = lines.broken().orElseGet(() -> problem(line));
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(lines.line()));
    cells.add(problem);
    for (FixedColumns.Column column : columns.columns()) {
      cells.add(problem.isEmpty() ? column.of(line) : "");
    }
    out.separated(cells);
  }

  private String problem(String line) {
    FixedColumns.Column last = columns.last();
    int length = length(line);
    if (length <= last.from()) {
      return "the line has "
          + length
          + " characters, and the last column begins at "
          + (last.from() + 1);
    }
    int said = length > columns.end() ? length(line.stripTrailing()) : 0;
    if (said > columns.end()) {
      return "the line has " + said + " characters, and the widths end at " + columns.end();
    }
    return "";
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }
}
