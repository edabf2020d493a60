// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.FileReading.Format;
import io.perennial.ingest.land.Blob;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.land.fixed.FixedRows;
import io.perennial.ingest.land.json.JsonApiRows;
import io.perennial.ingest.land.json.JsonRows;
import io.perennial.ingest.land.payload.PayloadLines;
import io.perennial.ingest.land.write.RowFile;
import io.perennial.ingest.sniff.FileSniffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with one kind of rows, wherever it lies.
 *
 * @param blob its bytes
 * @param most characters that are wanted of it
 */
record BlobPiece(Blob blob, FileReading reading, long most) implements Piece {

  @Override
  public String name() {
    return blob.name();
  }

  @Override
  public String fingerprint() {
    return blob.fingerprint();
  }

  @Override
  public long bytes() {
    return blob.bytes();
  }

  @Override
  public boolean begins(String fingerprint) {
    return blob.begins(fingerprint);
  }

  @Override
  public void requireUnchanged() {
    blob.requireUnchanged();
  }

  @Override
  public Landed land(Path copies) {
    try {
      LocalCopy local = LocalCopy.readable(blob, () -> copies);
      Format format = FileSniffer.format(local.file(), name(), reading);
      boolean nested = reading.records().isPresent() || reading.explode().isPresent();
      if (format == Format.JSON || (format == Format.JSONL && nested)) {
        return json(local, format, copies);
      }
      if (format == Format.SEGMENT) {
        return segment(local, copies);
      }
      if (format == Format.JSON_API) {
        return jsonApi(local, copies);
      }
      if (format == Format.FIXED) {
        return fixed(local, copies);
      }
      return Landed.asIs(local.file(), reading);
    } catch (IOException e) {
      throw BlobPieces.trouble(name(), e);
    }
  }

  private Landed json(LocalCopy local, Format format, Path copies) throws IOException {
    try (RowFile out = RowFile.in(copies, ".jsonl", most)) {
      JsonRows rows = new JsonRows(name(), reading, out);
      if (format == Format.JSONL) {
        rows.lines(local.file());
      } else {
        try (Reader in = text(local.file())) {
          rows.document(in);
        }
      }
      local.discard();
      return Landed.jsonLines(out.file()).withNotes(notes(rows.withoutElements()));
    }
  }

  private Landed segment(LocalCopy local, Path copies) throws IOException {
    try (RowFile out = RowFile.in(copies, ".jsonl", most)) {
      PayloadLines.write(name(), () -> bytes(local), out);
      local.discard();
      return Landed.jsonLines(out.file());
    }
  }

  private Landed jsonApi(LocalCopy local, Path copies) throws IOException {
    try (RowFile out = RowFile.in(copies, ".jsonl", most)) {
      new JsonApiRows(name(), out).read(() -> bytes(local));
      local.discard();
      return Landed.jsonLines(out.file());
    }
  }

  private static InputStream bytes(LocalCopy local) throws IOException {
    return Unpacked.open(new LocalFile(local.file(), local.file().toString()));
  }

  private List<String> notes(long without) {
    return without == 0
        ? List.of()
        : List.of(
            name()
                + ": "
                + without
                + (without == 1 ? " row has" : " rows have")
                + " nothing in "
                + reading.explode().orElse("").replace("!", "")
                + ", and "
                + (without == 1 ? "was" : "were")
                + " left out as configured");
  }

  private Landed fixed(LocalCopy local, Path copies) throws IOException {
    FixedRows rows = new FixedRows(name(), reading);
    Charset charset = FileSniffer.charset(local.file(), name(), reading);
    Path readable = local.file();
    String encoding = FileSniffer.word(charset);
    if (!charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.ISO_8859_1)) {
      readable = Files.createTempFile(copies, "utf8-", ".txt");
      try (Reader in = text(local.file());
          Writer out = Files.newBufferedWriter(readable)) {
        in.transferTo(out);
      }
      encoding = "utf-8";
    }
    try (RowFile out = RowFile.in(copies, ".csv", most)) {
      rows.read(readable, encoding, out);
      return Landed.separated(out.file(), false, List.of());
    } finally {
      local.discard();
      if (!readable.equals(local.file())) {
        Files.deleteIfExists(readable);
      }
    }
  }

  /** The characters of a file, unpacked, U+FFFF where bytes are not of its encoding. */
  private Reader text(Path file) throws IOException {
    Charset charset = FileSniffer.charset(file, name(), reading);
    InputStream bytes = Unpacked.open(new LocalFile(file, file.toString()));
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                charset
                    .newDecoder()
                    .replaceWith("\uFFFF")
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)),
            1 << 16);
    text.mark(1);
    if (text.read() != '\ufeff') {
      text.reset();
    }
    return text;
  }
}
