// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.FileReading.Format;
import java.nio.file.Path;

/**
 * A file that engines read: separated columns, JSON lines or Parquet, plain or gzipped.
 *
 * <p>A column or member {@code _line} says where a row stands in the original, counting from 1,
 * where that is another place than in this file; {@code _problem} why a row cannot be taken: such
 * rows go to quarantine.
 *
 * @param file the original itself, or a copy of its rows
 * @param reading how it is to be read; what the configuration says may be about the original only
 */
public record Landed(Path file, FileReading reading) {

  /** Rows written as JSON lines. */
  public static Landed jsonLines(Path file) {
    return new Landed(file, FileReading.auto().withFormat(Format.JSONL).withEncoding("utf-8"));
  }
}
