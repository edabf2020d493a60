// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of files, and what they land as. */
final class Landing {

  private final Path folder;
  private FileReading reading = FileReading.auto();

  Landing(Path folder) {
    this.folder = folder;
  }

  Landing reading(FileReading said) {
    reading = said;
    return this;
  }

  Landing file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Landing file(String name, byte[] bytes) {
    try {
      Files.write(folder.resolve(name), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pieces that files mean. */
  List<Piece> pieces(String... files) {
    return origin(files).pieces(List.of());
  }

  Origin origin(String... files) {
    SourceConfig source =
        SourceConfig.of(
                "shop",
                List.of(files),
                Mapping.of(
                    Map.of(
                        EventField.CUSTOMER, ColumnChoice.of("customer"),
                        EventField.TIME, ColumnChoice.of("when"))))
            .withReading(reading);
    return FileOrigin.provider().open(source, folder, ZoneOffset.UTC, this::copies);
  }

  Path copies() {
    try {
      return Files.createDirectories(folder.resolve("copies"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that the only piece of a file lands as. */
  List<String> lines(String file) {
    List<Piece> pieces = pieces(file);
    if (pieces.size() != 1) {
      throw new IllegalStateException("Cannot land one piece: " + pieces);
    }
    return lines(pieces.get(0));
  }

  List<String> lines(Piece piece) {
    Landed landed = piece.land(copies());
    try {
      return Files.readAllLines(landed.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An archive of texts by their names. */
  static byte[] zip(String... namesAndTexts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
