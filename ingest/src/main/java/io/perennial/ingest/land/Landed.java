// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.FileReading.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that engines read: separated columns, JSON lines or Parquet, plain or gzipped.
 *
 * <p>A column or member {@link #LINE} says where a row stands in the original, counting from 1,
 * where that is another place than in this file; {@link #PROBLEM} why a row cannot be taken: such
 * rows go to quarantine.
 *
 * @param file the original itself, or a copy of its rows
 * @param reading how it is to be read; what the configuration says may be about the original only
 * @param plainNumbers whether numbers are written with a point and without groups, as the original
 *     said which values are numbers
 * @param hasPlaces whether {@link #LINE} and {@link #PROBLEM} are of landing; otherwise columns
 *     that are called so are the original's own
 * @param notes what people should know of it
 */
public record Landed(
    Path file, FileReading reading, boolean plainNumbers, boolean hasPlaces, List<String> notes) {

  /** The column that says where a row stands in the original. */
  public static final String LINE = "_line";

  /** The column that says why a row cannot be taken; empty where it can. */
  public static final String PROBLEM = "_problem";

  public Landed {
    notes = List.copyOf(notes);
  }

  /** A file as it is. */
  public static Landed asIs(Path file, FileReading reading) {
    return new Landed(file, reading, false, false, List.of());
  }

  /** Rows written as JSON lines. */
  public static Landed jsonLines(Path file) {
    return new Landed(
        file,
        FileReading.auto().withFormat(Format.JSONL).withEncoding("utf-8"),
        false,
        true,
        List.of());
  }

  /** Rows written as separated columns with a header, as {@code CsvLines} does. */
  public static Landed separated(Path file, boolean plainNumbers, List<String> notes) {
    FileReading reading =
        new FileReading(
            Format.CSV,
            Optional.of(','),
            Optional.of('"'),
            Optional.of("utf-8"),
            Optional.of(true),
            Optional.of(0));
    return new Landed(file, reading, plainNumbers, true, notes);
  }

  public Landed withNotes(List<String> more) {
    return new Landed(file, reading, plainNumbers, hasPlaces, more);
  }

  /** The same rows, which do not say where they stand. */
  public Landed withoutPlaces() {
    return new Landed(file, reading, plainNumbers, false, notes);
  }
}
