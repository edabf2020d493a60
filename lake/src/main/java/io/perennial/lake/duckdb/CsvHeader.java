// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.LakeException;
import io.perennial.lake.TextFormat;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The names of a separated file's columns, from its first row. */
final class CsvHeader {

  /** A header longer than this is no header. */
  private static final int LONGEST = 1 << 20;

  private CsvHeader() {}

  /**
   * The column names; {@code column1}, {@code column2} … for a file without a header.
   *
   * @throws LakeException when there is no row to read them from
   */
  static List<String> read(Path file, TextFormat.Csv format) {
    try (InputStream bytes = open(file);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(bytes, charset(format.encoding())))) {
      for (int i = 0; i < format.skip(); i++) {
        if (in.readLine() == null) {
          throw new LakeException(
              "Cannot read "
                  + file
                  + ": it has fewer lines than are to be skipped ("
                  + format.skip()
                  + ")");
        }
      }
      List<String> first = firstRow(in, format);
      if (first == null) {
        throw new LakeException("Cannot read " + file + ": it is empty");
      }
      if (format.header()) {
        return first;
      }
      List<String> numbered = new ArrayList<>();
      for (int i = 1; i <= first.size(); i++) {
        numbered.add("column" + i);
      }
      return numbered;
    } catch (IOException e) {
      throw new LakeException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = new FileInputStream(file.toFile());
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
  }

  static Charset charset(String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "latin-1" -> StandardCharsets.ISO_8859_1;
      case "utf-16" -> StandardCharsets.UTF_16;
      default -> StandardCharsets.UTF_8;
    };
  }

  private static @Nullable List<String> firstRow(BufferedReader in, TextFormat.Csv format)
      throws IOException {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    int read = 0;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\ufeff' && !any) {
        continue;
      }
      if (++read > LONGEST) {
        throw new IOException("its first row is longer than " + LONGEST + " characters");
      }
      any = true;
      if (format.quote() != 0 && c == format.quote()) {
        in.mark(1);
        if (quoted && in.read() == format.quote()) {
          field.append((char) c);
          continue;
        }
        if (quoted) {
          in.reset();
        }
        quoted = !quoted;
      } else if (!quoted && c == format.delimiter()) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else if (!quoted && (c == '\n' || c == '\r')) {
        if (fields.isEmpty() && field.isEmpty()) {
          any = false;
          continue;
        }
        break;
      } else {
        field.append((char) c);
      }
    }
    if (!any) {
      return null;
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /** Says why a file cannot be read, before the engine stumbles over it. */
  static void requireReadable(Path file) {
    if (!Files.exists(file)) {
      throw new LakeException("Cannot read " + file + ": there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new LakeException("Cannot read " + file + ": it is not a file");
    }
    if (!Files.isReadable(file)) {
      throw new LakeException("Cannot read " + file + ": permission denied; check who may read it");
    }
  }
}
