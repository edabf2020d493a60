// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.airlift.compress.zstd.ZstdInputStream;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.FileReading.Format;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.sniff.FileSniffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * How many rows each piece of a file has, by other readers than ingest's: the runtime's own for
 * packages and XML, ours that have the whole text before them for all else.
 */
final class PieceCount {

  private final FileReading reading;
  private final Path scratch;
  private final Map<String, Long> rows = new LinkedHashMap<>();

  private PieceCount(FileReading reading, Path scratch) {
    this.reading = reading;
    this.scratch = scratch;
  }

  /**
   * The rows of the pieces that can be read, by their names.
   *
   * @param scratch a folder for what is unpacked
   */
  static Map<String, Long> of(Path file, String name, FileReading reading, Path scratch)
      throws IOException {
    PieceCount count = new PieceCount(reading, scratch);
    count.file(file, name);
    return Collections.unmodifiableMap(count.rows);
  }

  private void file(Path file, String name) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip") || lower.endsWith(".xlsx")) {
      archive(file, name);
    } else if (lower.endsWith(".zst")) {
      byte[] plain;
      try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(file))) {
        plain = in.readAllBytes();
      } catch (IOException | IndexOutOfBoundsException damaged) {
        return;
      }
      text(kept(plain, name.substring(0, name.length() - 4)), name);
    } else {
      text(file, name);
    }
  }

  private Path kept(byte[] bytes, String name) throws IOException {
    String end = name.substring(name.lastIndexOf('.') + 1);
    String suffix = end.matches("[A-Za-z0-9]{1,8}") ? "." + end.toLowerCase(Locale.ROOT) : ".txt";
    return Files.write(Files.createTempFile(scratch, "piece", suffix), bytes);
  }

  private void text(Path file, String name) throws IOException {
    try {
      Format format = FileSniffer.format(file, name, reading);
      boolean nested = reading.records().isPresent() || reading.explode().isPresent();
      long count;
      if (format == Format.JSON && nested) {
        count = JsonCount.document(decoded(file, name), "data.orders", "lines");
      } else if (format == Format.JSON) {
        count = JsonCount.document(decoded(file, name), "", "");
      } else if (format == Format.SEGMENT) {
        count = JsonCount.messages(RowCount.decode(Files.readAllBytes(file), UTF_8, RowCount.BAD));
      } else if (format == Format.FIXED) {
        count = decoded(file, name).lines().filter(line -> !line.isBlank()).count();
      } else {
        count = RowCount.of(file, name, reading);
      }
      if (count >= 0) {
        rows.put(name, count);
      }
    } catch (IngestException cannotBeRead) {
      // then ingest does not read it either
    }
  }

  private String decoded(Path file, String name) throws IOException {
    Charset charset = FileSniffer.charset(file, name, reading);
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    return RowCount.decode(bytes, charset, RowCount.BAD);
  }

  private void archive(Path file, String name) throws IOException {
    try (ZipFile zip = opened(file)) {
      if (zip.getEntry("xl/workbook.xml") != null) {
        workbook(zip, name);
        return;
      }
      Set<String> taken = new HashSet<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          String said = entry.getName().replaceAll("\\p{Cntrl}", "?");
          String unique = said;
          for (int i = 2; !taken.add(unique); i++) {
            unique = said + "#" + i;
          }
          Optional<byte[]> bytes = whole(zip, entry);
          if (bytes.isPresent()) {
            file(kept(bytes.get(), unique), name + "!" + unique);
          }
        }
      }
    } catch (ZipException damaged) {
      // then ingest does not read it either
    }
  }

  private static ZipFile opened(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), UTF_8);
    } catch (ZipException e) {
      return new ZipFile(file.toFile(), Charset.forName("IBM437"));
    }
  }

  /** The bytes of an entry, if they are those that were packed. */
  private static Optional<byte[]> whole(ZipFile zip, ZipEntry entry) {
    CRC32 crc = new CRC32();
    try {
      byte[] bytes = zip.getInputStream(entry).readAllBytes();
      crc.update(bytes);
      boolean isWhole = crc.getValue() == entry.getCrc() && bytes.length == entry.getSize();
      return isWhole ? Optional.of(bytes) : Optional.empty();
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private void workbook(ZipFile zip, String name) throws IOException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (whole(zip, entry).isEmpty()) {
        return;
      }
    }
    ZipEntry sheet = zip.getEntry(Workbooks.SHEET);
    ZipEntry texts = zip.getEntry(Workbooks.TEXTS);
    if (sheet != null) {
      SheetCount.of(
              whole(zip, sheet).orElseThrow(), texts == null ? Optional.empty() : whole(zip, texts))
          .ifPresent(count -> rows.put(name + "!Orders", count));
    }
  }
}
