// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.UsageException;
import io.perennial.app.print.CsvRows;
import io.perennial.app.print.JsonRows;
import io.perennial.app.print.Rows;
import io.perennial.app.query.TableViews;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.LakeException;
import io.perennial.lake.TableSpec;
import io.perennial.lake.step.Progress;
import io.perennial.lake.workspace.FileTrouble;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Writes a table of the lake to one file, or to a stream. */
public final class Export {

  /** What a file holds. */
  public enum Format {
    CSV,
    JSONL,
    PARQUET;

    /**
     * The format that is asked for, or the one that the file's name says, or CSV.
     *
     * @throws UsageException when the name of the format, or of the file, means none
     */
    public static Format of(Optional<String> named, Optional<Path> file) {
      String word =
          named.orElseGet(
              () ->
                  file.map(path -> path.getFileName().toString())
                      .map(name -> name.replaceFirst("(?i)\\.gz$", ""))
                      .filter(name -> name.contains("."))
                      .map(name -> name.substring(name.lastIndexOf('.') + 1))
                      .orElse("csv"));
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "csv" -> CSV;
        case "jsonl", "ndjson", "json" -> JSONL;
        case "parquet" -> PARQUET;
        default ->
            throw new UsageException(
                "Unknown format: "
                    + word
                    + " (must be csv, jsonl or parquet; say it with --format)");
      };
    }
  }

  private final Engine engine;
  private final TableViews views;
  private final Progress progress;
  private final boolean isForSpreadsheets;

  /**
   * @param isForSpreadsheets whether CSV is for people who open it in a spreadsheet, rather than
   *     what the table has to the letter
   */
  public Export(Engine engine, TableViews views, Progress progress, boolean isForSpreadsheets) {
    this.isForSpreadsheets = isForSpreadsheets;
    this.engine = engine;
    this.views = views;
    this.progress = progress;
  }

  /** Writes all rows of a table to a stream, as CSV or JSON Lines. */
  public long toStream(TableSpec table, Format format, PrintStream out) throws IOException {
    if (format == Format.PARQUET) {
      throw new UsageException("Cannot write Parquet to the standard output: name a file with -o");
    }
    views.define(table);
    long rows = write(table, format, out);
    if (out.checkError()) {
      throw new LakeException(
          "Cannot write to the standard output: its reader went away, or its disk is full; -o FILE"
              + " writes a whole file or none");
    }
    return rows;
  }

  /** Writes all rows of a table to a file, which appears when it is whole. */
  public long toFile(TableSpec table, Format format, Path file) throws IOException {
    views.define(table);
    // a device or a pipe is written to as it is
    boolean plain = !Files.exists(file) || Files.isRegularFile(file);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("Cannot write " + file + ": there is no folder " + folder);
    }
    Path part = plain ? file.resolveSibling("." + file.getFileName() + ".part") : file;
    try {
      long rows = format == Format.PARQUET ? parquet(table, part) : text(table, format, file, part);
      if (plain) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return rows;
    } catch (IOException e) {
      throw new LakeException("Cannot write " + file + ": " + FileTrouble.why(e), e);
    } finally {
      if (plain) {
        Files.deleteIfExists(part);
      }
    }
  }

  private long text(TableSpec table, Format format, Path file, Path part) throws IOException {
    boolean gzip = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    try (OutputStream raw = Files.newOutputStream(part);
        OutputStream packed = gzip ? new GZIPOutputStream(raw, 1 << 16) : raw;
        Writer out =
            new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 1 << 16)) {
      return write(table, format, out);
    }
  }

  private long write(TableSpec table, Format format, Appendable out) throws IOException {
    progress.begin("exporting " + table.name(), 0, "rows");
    try (Batches rows = engine.query("SELECT * FROM " + table.name())) {
      Rows to =
          format != Format.CSV
              ? JsonRows.lines(out)
              : isForSpreadsheets ? CsvRows.forSpreadsheets(out) : new CsvRows(out);
      return Rows.write(rows, new Counted(to, progress), 0).rows();
    }
  }

  private long parquet(TableSpec table, Path part) throws IOException {
    progress.begin("exporting " + table.name(), 0, "rows");
    return new ParquetFile(engine).write("SELECT * FROM " + table.name(), table, part);
  }

  /** Rows that are counted as they go by. */
  private record Counted(Rows to, Progress progress) implements Rows {

    private static final int EVERY = 1024;

    @Override
    public void begin(List<Field> fields, List<String> names) throws IOException {
      to.begin(fields, names);
    }

    @Override
    public void row(Batch batch, int row) throws IOException {
      to.row(batch, row);
      if ((row + 1) % EVERY == 0 || row + 1 == batch.rows()) {
        progress.advance(row % EVERY + 1L);
      }
    }

    @Override
    public void end() throws IOException {
      to.end();
    }
  }
}
