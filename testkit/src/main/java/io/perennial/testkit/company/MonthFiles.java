// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file a month, one after the other; what comes from an earlier month is in the open one. */
final class MonthFiles implements Closeable {

  private final Path root;
  private final String source;
  private final String stem;
  private final Shape shape;
  private final Books books;
  private @Nullable Writer out;
  private YearMonth month = YearMonth.of(1, 1);
  private String file = "";
  private long lines;
  private long documents;
  private long rows;

  /**
   * How a file begins, goes on and ends.
   *
   * @param ending of its name, from the point on; {@code .gz} packs it
   * @param head before all rows
   * @param between rows
   * @param tail behind all rows
   * @param counted whether a row is counted by the lines of the file it takes, and not as one
   */
  record Shape(
      String ending,
      Function<YearMonth, String> head,
      String between,
      String tail,
      boolean counted) {

    /** One row a line. */
    static Shape lines(String ending) {
      return new Shape(ending, month -> "", "\n", "\n", true);
    }

    /** One row a line below a header, which may change. */
    static Shape table(Function<YearMonth, String> header) {
      return new Shape(".csv", month -> header.apply(month) + "\n", "\n", "\n", true);
    }

    /** A document with a list called {@code name}. */
    static Shape document(String name) {
      return new Shape(".json", month -> "{\"" + name + "\":[\n", ",\n", "\n]}\n", false);
    }
  }

  MonthFiles(Path root, String source, String stem, Shape shape, Books books) {
    this.root = root;
    this.source = source;
    this.stem = stem;
    this.shape = shape;
    this.books = books;
  }

  /** Sees to it that the month of {@code when} is open, unless a later one is. */
  void reach(Instant when) throws IOException {
    YearMonth asked = YearMonth.from(when.atOffset(ZoneOffset.UTC));
    if (out != null && !asked.isAfter(month)) {
      return;
    }
    close();
    month = asked;
    file = source + "/" + stem + "-" + month + shape.ending();
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    OutputStream bytes = Files.newOutputStream(path);
    if (shape.ending().endsWith(".gz")) {
      bytes = new GZIPOutputStream(bytes, 1 << 16);
    }
    out = new BufferedWriter(new OutputStreamWriter(bytes, UTF_8), 1 << 16);
    out.write(shape.head().apply(month));
    lines = 0;
    documents = 0;
    rows = 0;
  }

  /** Writes a row that counts as {@code count} rows of ingest, and answers where it is. */
  long write(String row, int count) throws IOException {
    Writer to = Objects.requireNonNull(out, "no month is open");
    if (rows > 0) {
      to.write(shape.between());
    }
    to.write(row);
    long line = shape.counted() ? lines + 1 : documents + 1;
    lines += 1 + row.chars().filter(c -> c == '\n').count();
    documents++;
    rows += count;
    return line;
  }

  long write(String row) throws IOException {
    return write(row, 1);
  }

  /** The open month. */
  YearMonth month() {
    return month;
  }

  /** The open file, relative to the folder of the company. */
  String file() {
    return file;
  }

  /** Ends the open file. */
  @Override
  public void close() throws IOException {
    if (out == null) {
      return;
    }
    try (Writer closing = out) {
      closing.write(shape.tail());
    }
    out = null;
    books.file(new WrittenFile(source, file, rows));
  }
}
