// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.FileReading.Format;
import io.perennial.ingest.IngestException;
import io.perennial.lake.TextFormat;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at a file and tells how it lies; what the configuration says is taken as given. */
public final class FileSniffer {

  private static final int ROWS = 20_000;

  private final FileReading reading;

  public FileSniffer(FileReading reading) {
    this.reading = reading;
  }

  /**
   * Looks at a file: about its first megabyte, and where it is large and plain a few pieces more.
   *
   * @param name what people call the file
   * @throws IngestException when it cannot be read, is empty, or is not what it is said to be
   */
  public FileShape look(Path file, String name) {
    List<byte[]> pieces = FileBytes.sample(file, name);
    Format format =
        reading.format() == Format.AUTO ? format(name, pieces.get(0), false) : reading.format();
    if (format == Format.PARQUET) {
      List<String> columns = ParquetFooter.columns(file, name);
      return new FileShape(
          new TextFormat.Parquet(), StandardCharsets.UTF_8, false, columns, List.of(), false, true);
    }
    Charset charset = charset(pieces, name);
    boolean whole = pieces.get(0).length < FileBytes.HEAD;
    List<String> texts = pieces.stream().map(p -> TextEncoding.decode(p, charset)).toList();
    return format == Format.JSONL
        ? json(texts, charset, whole, name)
        : csv(texts, charset, whole, name);
  }

  /**
   * What kind of file it is: what the configuration says, or what its beginning looks like.
   *
   * @param name what people call the file
   * @throws IngestException when it cannot be read, is empty, or is of a kind that nobody reads
   */
  public static Format format(Path file, String name, FileReading reading) {
    if (reading.format() == Format.PARQUET) {
      return Format.PARQUET;
    }
    byte[] head = FileBytes.head(file, name);
    Optional<String> other = OtherKinds.of(head);
    if (other.isPresent()) {
      throw new IngestException("Cannot read " + name + ": " + other.get());
    }
    if (reading.format() != Format.AUTO) {
      return reading.format();
    }
    if (!reading.widths().isEmpty()) {
      return Format.FIXED;
    }
    boolean isNested = reading.records().isPresent();
    Format format = format(name, head, isNested);
    return isNested && format != Format.JSONL ? Format.JSON : format;
  }

  /**
   * The encoding of a file: what the configuration says, or what its bytes look like.
   *
   * @param name what people call the file
   * @throws IngestException when it is not what it is said to be
   */
  public static Charset charset(Path file, String name, FileReading reading) {
    return new FileSniffer(reading).charset(FileBytes.sample(file, name), name);
  }

  private static Format format(String name, byte[] head, boolean isNested) {
    String bare = name.toLowerCase(Locale.ROOT).replaceFirst("[.](gz|zst|zstd)$", "");
    if (head.length >= 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1') {
      return Format.PARQUET;
    }
    if (bare.endsWith(".tsv") || bare.endsWith(".tab")) {
      return Format.TSV;
    }
    String start = TextEncoding.decode(head, TextEncoding.detect(List.of(head))).stripLeading();
    if (start.startsWith("[")) {
      String next = start.substring(1).stripLeading();
      return next.isEmpty() || "{]".indexOf(next.charAt(0)) >= 0 ? Format.JSON : Format.CSV;
    }
    if (start.startsWith("{")) {
      return isObjectALine(start, head.length < FileBytes.HEAD, isNested)
          ? Format.JSONL
          : Format.JSON;
    }
    boolean json = bare.endsWith(".jsonl") || bare.endsWith(".ndjson") || bare.endsWith(".json");
    return json ? Format.JSONL : Format.CSV;
  }

  /** Whether one of the first lines is an object; a document that goes over lines has none such. */
  private static boolean isObjectALine(String start, boolean whole, boolean isNested) {
    int first = start.indexOf('\n');
    String opening = start.substring(0, Math.max(0, first)).stripTrailing();
    if (!opening.isEmpty() && "[{,".indexOf(opening.charAt(opening.length() - 1)) >= 0) {
      return false; // the document goes on: its last element may stand on a line of its own
    }
    int from = 0;
    for (int i = 0; i < 5 && from < start.length(); i++) {
      int end = start.indexOf('\n', from);
      if (end < 0 && !whole) {
        return false;
      }
      String line = start.substring(from, end < 0 ? start.length() : end);
      if (line.startsWith("{")) {
        try {
          JsonRow.parse(line);
          return true;
        } catch (IllegalArgumentException broken) {
          // the next may be whole
        }
      }
      from = end < 0 ? start.length() : end + 1;
    }
    return !isNested && !start.contains("\n ") && !start.contains("\n\t");
  }

  private Charset charset(List<byte[]> pieces, String name) {
    if (reading.encoding().isEmpty()) {
      return TextEncoding.detect(pieces);
    }
    Charset charset = charset(reading.encoding().get());
    for (byte[] piece : pieces) {
      if (!TextEncoding.fits(piece, charset)) {
        int bad = Math.max(0, TextEncoding.firstBadUtf8(piece));
        Charset likely = TextEncoding.detect(pieces);
        throw new IngestException(
            String.format(
                Locale.ROOT,
                "Cannot read %s: it is not %s (byte 0x%02X%s); set encoding: %s, or leave it out",
                name,
                reading.encoding().get(),
                piece[Math.min(bad, piece.length - 1)] & 0xff,
                piece == pieces.get(0) ? " in line " + lineOf(piece, bad) : "",
                word(likely)));
      }
    }
    return charset;
  }

  private static long lineOf(byte[] bytes, int at) {
    long line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /**
   * The charset that people call {@code encoding}.
   *
   * @throws IngestException when there is none of that name
   */
  static Charset charset(String encoding) {
    String name = encoding.strip().toLowerCase(Locale.ROOT);
    try {
      return switch (name) {
        case "latin-1", "latin1" -> StandardCharsets.ISO_8859_1;
        case "utf-8-sig" -> StandardCharsets.UTF_8;
        case "cp1252", "ansi" -> TextEncoding.WINDOWS_1252;
        default -> Charset.forName(name);
      };
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IngestException(
          "Unknown encoding: " + encoding + " (use utf-8, latin-1, windows-1252 or utf-16)", e);
    }
  }

  /** What the configuration calls a charset. */
  public static String word(Charset charset) {
    if (charset.equals(StandardCharsets.ISO_8859_1)) {
      return "latin-1";
    }
    return charset.name().toLowerCase(Locale.ROOT);
  }

  private FileShape csv(List<String> texts, Charset charset, boolean whole, String name) {
    String head = texts.get(0);
    FileReading tabs =
        name.toLowerCase(Locale.ROOT).matches(".*[.](tsv|tab)([.](gz|zst|zstd))?")
                && reading.delimiter().isEmpty()
            ? new FileReading(
                Format.TSV,
                reading.delimiter(),
                reading.quote(),
                reading.encoding(),
                reading.header(),
                reading.skip())
            : reading;
    CsvDialect dialect = CsvDialect.detect(head, whole, tabs, CsvDialect.delimiters(tabs, head));
    CsvRows cut = CsvRows.cut(head, dialect.delimiter(), dialect.quote(), whole, ROWS);
    List<List<String>> rows =
        new ArrayList<>(
            cut.rows().subList(CsvDialect.rowsBefore(cut, dialect.skip()), cut.rows().size()));
    if (rows.isEmpty()) {
      throw new IngestException("Cannot read " + name + ": there is no row in it but blank lines");
    }
    List<String> first = rows.get(0).stream().map(String::strip).toList();
    List<String> fields = dialect.header() ? first : numbered(first.size());
    if (dialect.header()) {
      rows.remove(0);
    }
    boolean hasRows = !rows.isEmpty() || !whole;
    for (String text : texts.subList(1, texts.size())) {
      rows.addAll(CsvRows.cut(text, dialect.delimiter(), dialect.quote(), true, ROWS).rows());
    }
    rows.removeIf(row -> row.size() != fields.size());
    String encoding = charset.equals(StandardCharsets.ISO_8859_1) ? "latin-1" : "utf-8";
    boolean transcode =
        !charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.ISO_8859_1);
    return new FileShape(
        new TextFormat.Csv(
            dialect.delimiter(), dialect.quote(), dialect.header(), encoding, dialect.skip()),
        charset,
        transcode,
        fields,
        rows,
        whole,
        hasRows);
  }

  private static List<String> numbered(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add("column" + i);
    }
    return names;
  }

  private FileShape json(List<String> texts, Charset charset, boolean whole, String name) {
    List<Map<String, String>> objects = new ArrayList<>();
    Set<String> fields = new LinkedHashSet<>();
    int lines = 0;
    for (int i = 0; i < texts.size(); i++) {
      boolean cut = i == 0 && !whole;
      String[] split = texts.get(i).split("\n", -1);
      for (int k = 0; k < (cut ? split.length - 1 : split.length) && objects.size() < ROWS; k++) {
        if (split[k].isBlank()) {
          continue;
        }
        lines++;
        try {
          Map<String, String> object = JsonRow.parse(split[k]);
          objects.add(object);
          fields.addAll(object.keySet());
        } catch (IllegalArgumentException broken) {
          // among good ones it goes to quarantine when the file is read
        }
      }
    }
    if (objects.isEmpty() && (lines > 0 || whole)) {
      throw new IngestException(
          "Cannot read "
              + name
              + ": it has no line that is a JSON object (one object a line is needed, not a list)");
    }
    List<String> names = List.copyOf(fields);
    List<List<String>> rows =
        objects.stream()
            .map(object -> names.stream().map(n -> object.getOrDefault(n, "")).toList())
            .toList();
    return new FileShape(
        new TextFormat.JsonLines(),
        charset,
        !charset.equals(StandardCharsets.UTF_8),
        names,
        rows,
        whole,
        true);
  }
}
