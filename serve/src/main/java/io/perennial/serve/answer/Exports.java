// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.governance.DataClass;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.FileTarget;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import io.perennial.serve.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whole tables as files, row by row, without the columns that hold personal data. */
public final class Exports {

  /** How a table is written. */
  public enum Format {
    CSV("text/csv;charset=UTF-8"),
    NDJSON("application/x-ndjson"),
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** In a request, and behind the point of a file's name. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As HTTP calls it. */
    public String mediaType() {
      return mediaType;
    }
  }

  private static final String FREE = "properties";

  private final Reading reading;

  Exports(Reading reading) {
    this.reading = reading;
  }

  /**
   * The table of a name.
   *
   * @throws Refusal when there is none
   */
  public TableSpec table(String name) {
    return Tables.ALL.stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .map(spec -> reading.lake().table(spec).spec())
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "Unknown table (must be one of "
                        + Tables.ALL.stream().map(TableSpec::name).collect(Collectors.joining(", "))
                        + ")"));
  }

  /** Without what a source may say of anybody in fields of its own. */
  private static List<Column> columns(TableSpec table) {
    return table.columns().stream()
        .filter(c -> c.dataClass() != DataClass.PERSONAL)
        .filter(c -> !c.name().equals(FREE))
        .toList();
  }

  private static String select(TableSpec table) {
    return columns(table).stream()
            .map(Column::name)
            .collect(Collectors.joining(", ", "SELECT ", ""))
        + " FROM "
        + table.name();
  }

  /** Writes all rows; returns how many. */
  public long write(TableSpec table, Format format, OutputStream out) throws IOException {
    return switch (format) {
      case PARQUET -> parquet(table, out);
      case CSV, NDJSON -> {
        Writer text =
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        try (Batches rows = reading.engine().query(select(table))) {
          long count = text(columns(table), format, rows, text);
          text.flush();
          yield count;
        }
      }
    };
  }

  private static long text(List<Column> columns, Format format, Batches rows, Writer out)
      throws IOException {
    if (format == Format.CSV) {
      out.append(columns.stream().map(Column::name).collect(Collectors.joining(","))).append('\n');
    }
    long count = 0;
    while (rows.next()) {
      Batch batch = rows.batch();
      for (int i = 0; i < batch.rows(); i++) {
        if (format == Format.CSV) {
          ExportText.csv(columns, batch, i, out);
        } else {
          ExportText.json(columns, batch, i, out);
        }
        count++;
      }
    }
    return count;
  }

  /** Parquet has its table of contents at the end of the file, so it is written whole first. */
  private long parquet(TableSpec table, OutputStream out) throws IOException {
    TableSpec plain =
        new TableSpec(table.name(), table.meaning(), columns(table), Optional.empty(), List.of());
    Path folder = Files.createTempDirectory("perennial-export");
    try {
      List<WrittenFile> files =
          reading.engine().write(select(table), new FileTarget(plain, folder, Optional.empty()));
      if (files.size() != 1) {
        throw Refusal.conflict(
            "Cannot write a Parquet file: table " + table.name() + " has no rows");
      }
      Files.copy(Path.of(files.get(0).file().path()), out);
      return files.get(0).file().rows();
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Whether a number is an id, which programs that count in doubles would round. */
  static boolean isId(Column column) {
    return column.type() == ColumnType.LONG && column.dataClass() == DataClass.PSEUDONYMOUS;
  }
}
