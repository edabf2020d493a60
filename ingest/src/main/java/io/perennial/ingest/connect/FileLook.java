// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.land.file.FileSamples;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.RawScan;
import io.perennial.lake.TextFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Looks at samples of a file: of its sheets and entries, and where in documents the rows are. */
final class FileLook {

  private static final int PARQUET_ROWS = 20_000;
  private static final int DEEPEST = 3;
  private static final List<String> OF_LANDING = List.of(Landed.LINE, Landed.PROBLEM);

  private final Engine engine;
  private final Supplier<Path> copies;

  /**
   * @param copies makes a folder for what has to be unpacked or written anew
   */
  FileLook(Engine engine, Supplier<Path> copies) {
    this.engine = engine;
    this.copies = copies;
  }

  /**
   * What the pieces of a file seem to be, one for each.
   *
   * @param name what people call the file
   * @throws io.perennial.ingest.IngestException when it cannot be read
   */
  List<Looked> look(Path file, String name) {
    List<Looked> looked = new ArrayList<>();
    List<Piece> pieces = FileSamples.of(file, name, FileReading.auto(), copies);
    for (Piece piece : pieces) {
      FileReading reading = FileReading.auto();
      String within = piece.name();
      boolean sheets = name.toLowerCase(java.util.Locale.ROOT).matches(".*[.]xls[xm]([.].*)?");
      if (sheets && pieces.size() > 1) {
        reading = reading.withSheet(within.substring(within.lastIndexOf('!') + 1));
      }
      looked.add(look(file, name, piece, reading));
    }
    return looked;
  }

  private Looked look(Path file, String name, Piece piece, FileReading reading) {
    FileShape shape = shape(piece);
    FileReading found = reading;
    boolean oneObject = shape.rows().size() <= 1 && onlyList(shape).isEmpty();
    if (oneObject && isJson(shape) && piece.name().equals(name)) {
      Optional<String> rows = FileSamples.rowsWithin(file, name);
      if (rows.isPresent()) {
        found = reading.withRecords(rows.get());
        shape = shape(piece(file, name, piece, found));
      }
    }
    for (int depth = 0; depth < DEEPEST; depth++) {
      Optional<String> list = onlyList(shape);
      if (list.isEmpty()) {
        break;
      }
      found = found.withRecords(found.records().map(r -> r + ".").orElse("") + list.get());
      shape = shape(piece(file, name, piece, found));
    }
    Looked plain = Looked.of(piece.name(), name, found, shape);
    Optional<String> inner = innerList(shape);
    if (inner.isPresent()) {
      FileReading exploded = found.withExplode(inner.get());
      Looked lines =
          Looked.of(piece.name(), name, exploded, shape(piece(file, name, piece, exploded)));
      return lines.isBetterThan(plain) ? lines : plain;
    }
    return plain;
  }

  /** The same piece under another reading. */
  private Piece piece(Path file, String name, Piece piece, FileReading reading) {
    List<Piece> pieces = FileSamples.of(file, name, reading, copies);
    return pieces.stream()
        .filter(one -> one.name().equals(piece.name()))
        .findFirst()
        .orElse(pieces.get(0));
  }

  /** A piece that was looked at, read as a source says. */
  Looked again(Path file, Looked looked, FileReading reading) {
    List<Piece> pieces = FileSamples.of(file, looked.file(), reading, copies);
    Piece same =
        pieces.stream()
            .filter(one -> one.name().equals(looked.name()))
            .findFirst()
            .orElse(pieces.get(0));
    return Looked.of(looked.name(), looked.file(), reading, shape(same));
  }

  private FileShape shape(Piece piece) {
    Landed landed = piece.land(copies.get());
    FileShape shape = new FileSniffer(landed.reading()).look(landed.file(), piece.name());
    if (shape.format() instanceof TextFormat.Parquet) {
      return sampled(landed.file(), shape);
    }
    return landed.hasPlaces() ? withoutPlaces(shape) : shape;
  }

  /** What landing wrote beside the columns is none of them. */
  private static FileShape withoutPlaces(FileShape shape) {
    List<Integer> kept =
        IntStream.range(0, shape.fields().size())
            .filter(i -> !OF_LANDING.contains(shape.fields().get(i)))
            .boxed()
            .toList();
    return new FileShape(
        shape.format(),
        shape.charset(),
        shape.transcode(),
        kept.stream().map(shape.fields()::get).toList(),
        shape.rows().stream().map(row -> kept.stream().map(row::get).toList()).toList(),
        shape.whole(),
        shape.hasRows());
  }

  /** The one member of a document that is a list of objects, where the rows are. */
  private static Optional<String> onlyList(FileShape shape) {
    return isJson(shape) && shape.rows().size() == 1
        ? shape.fields().stream().filter(field -> isList(shape.values(field).get(0))).findFirst()
        : Optional.empty();
  }

  /** A member that is a list of objects in most rows, such as the lines of orders. */
  private static Optional<String> innerList(FileShape shape) {
    return isJson(shape) && shape.rows().size() > 1
        ? shape.fields().stream()
            .filter(
                field -> {
                  List<String> filled =
                      shape.values(field).stream().filter(value -> !value.isBlank()).toList();
                  return filled.stream().filter(FileLook::isList).count() * 2 > shape.rows().size();
                })
            .findFirst()
        : Optional.empty();
  }

  private static boolean isJson(FileShape shape) {
    return shape.format() instanceof TextFormat.JsonLines;
  }

  private static boolean isList(String value) {
    return value.startsWith("[") && value.substring(1).stripLeading().startsWith("{");
  }

  private FileShape sampled(Path path, FileShape shape) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < shape.fields().size(); i++) {
      columns.put("c" + i, shape.fields().get(i));
    }
    engine.view(
        "connect_sample",
        new RawScan(List.of(path), new TextFormat.Parquet(), columns, List.of(), false));
    List<List<String>> rows = new ArrayList<>();
    try (Batches batches =
        engine.query(
            "SELECT "
                + String.join(", ", columns.keySet())
                + " FROM connect_sample LIMIT "
                + PARQUET_ROWS)) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          List<String> cells = new ArrayList<>();
          for (int column = 0; column < columns.size(); column++) {
            cells.add(batch.isNull(column, row) ? "" : batch.texts(column)[row]);
          }
          rows.add(cells);
        }
      }
    }
    engine.drop("connect_sample");
    return shape.withRows(rows);
  }
}
