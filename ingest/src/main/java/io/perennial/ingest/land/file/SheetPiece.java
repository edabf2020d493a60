// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.domain.StableHash;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.land.Blob;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.land.write.RowFile;
import io.perennial.ingest.land.xlsx.Workbook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A sheet of a workbook.
 *
 * @param blob the workbook
 * @param local its bytes
 * @param sheet which of its sheets
 * @param most characters that are wanted of it
 */
record SheetPiece(Blob blob, LocalCopy local, Workbook.Sheet sheet, FileReading reading, long most)
    implements Piece {

  @Override
  public String name() {
    return blob.name() + ZipArchive.WITHIN + sheet.name();
  }

  @Override
  public String fingerprint() {
    return blob.fingerprint() + "s" + Long.toString(StableHash.of(sheet.name()), 36);
  }

  @Override
  public long bytes() {
    return blob.bytes();
  }

  @Override
  public Landed land(Path copies) {
    try (Workbook book = Workbook.open(local.file(), blob.name());
        RowFile out = RowFile.in(copies, ".csv", most)) {
      List<String> notes = book.write(sheet, reading, copies, out);
      return Landed.separated(
          out.file(), true, notes.stream().map(note -> name() + ": " + note).toList());
    } catch (IOException e) {
      throw BlobPieces.trouble(name(), e);
    }
  }

  @Override
  public void requireUnchanged() {
    blob.requireUnchanged();
  }
}
