// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Blob;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.land.xlsx.Workbook;
import io.perennial.ingest.sniff.FileBytes;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The pieces of a file: itself, the entries of an archive, the sheets of a workbook. */
final class BlobPieces {

  private static final int DEEPEST = 3;

  private final FileReading reading;
  private final Supplier<Path> copies;
  private final long most;

  /**
   * @param copies makes a folder for what has to be unpacked before it can be looked into
   * @param most characters that are wanted of each piece
   */
  BlobPieces(FileReading reading, Supplier<Path> copies, long most) {
    this.reading = reading;
    this.copies = copies;
    this.most = most;
  }

  /** The pieces of {@code blob}; one that says why when it cannot be looked into. */
  List<Piece> of(Blob blob) {
    return of(blob, DEEPEST);
  }

  private List<Piece> of(Blob blob, int depth) {
    String name = Unpacked.bare(blob.name()).toLowerCase(Locale.ROOT);
    boolean book =
        name.endsWith(".xlsx")
            || name.endsWith(".xlsm")
            || reading.format() == FileReading.Format.XLSX;
    if (!book && !name.endsWith(".zip")) {
      return List.of(new BlobPiece(blob, reading, most));
    }
    try {
      LocalCopy local = LocalCopy.unpacked(blob, copies);
      ZipArchive archive = new ZipArchive(blob, local.file());
      if (archive.isWorkbook()) {
        return sheets(blob, local);
      }
      if (depth == 0) {
        throw new IngestException(
            "Cannot read " + blob.name() + ": archives lie within archives too deeply");
      }
      List<Piece> pieces = new ArrayList<>();
      archive.entries().forEach(entry -> pieces.addAll(of(entry, depth - 1)));
      if (pieces.isEmpty()) {
        throw new IngestException("Cannot read " + blob.name() + ": the archive has no file");
      }
      return pieces;
    } catch (IngestException e) {
      return List.of(new UnreadablePiece(blob.name(), e));
    } catch (IOException e) {
      return List.of(new UnreadablePiece(blob.name(), trouble(blob.name(), e)));
    }
  }

  private List<Piece> sheets(Blob blob, LocalCopy local) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (Workbook book = Workbook.open(local.file(), blob.name())) {
      Optional<Pattern> wanted = reading.sheet().map(BlobPieces::pattern);
      for (Workbook.Sheet sheet : book.sheets()) {
        names.add(sheet.name());
        boolean isWanted =
            wanted.isPresent()
                ? wanted.get().matcher(sheet.name().strip()).matches()
                : !sheet.hidden() && book.hasTable(sheet, reading);
        if (isWanted) {
          pieces.add(new SheetPiece(blob, local, sheet, reading, most));
        }
      }
    }
    if (pieces.isEmpty()) {
      String has = names.isEmpty() ? "none" : String.join(", ", names);
      throw new IngestException(
          "Cannot read "
              + blob.name()
              + ": "
              + reading
                  .sheet()
                  .map(sheet -> "it has no sheet called " + sheet)
                  .orElse("none of its sheets has a header that is seen")
              + " (its sheets are "
              + has
              + "; check sheet, skip and header)");
    }
    return pieces;
  }

  private static Pattern pattern(String sheet) {
    return Pattern.compile(
        Pattern.quote(sheet.strip()).replace("*", "\\E.*\\Q"),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * What a failure means: trouble with the disk is thrown, what is wrong with the file is answered.
   */
  static IngestException trouble(String name, IOException e) {
    Optional<String> disk = FileTrouble.within(e);
    if (disk.isPresent() && !(e instanceof java.nio.file.AccessDeniedException)) {
      throw new LakeException("Cannot copy " + name + ": " + disk.get(), e);
    }
    return FileBytes.unreadable(name, e);
  }
}
