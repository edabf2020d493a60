// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import io.perennial.ingest.FileReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** A kind of file, as it is written, and what becomes of it on the way. */
enum Kind {
  CSV(".csv"),
  /** How it lies is configured, and not found out. */
  CSV_SAID(".csv"),
  SEMICOLONS(".csv"),
  TSV(".tsv"),
  JSON_LINES(".jsonl"),
  /** Wrong text, packed well. */
  CSV_PACKED(".csv.gz"),
  /** Right text, whose package is damaged. */
  CSV_BAD_PACKAGE(".csv.gz");

  private final String ending;

  Kind(String ending) {
    this.ending = ending;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String ending() {
    return ending;
  }

  FileReading reading() {
    return this == CSV_SAID
        ? new FileReading(
            FileReading.Format.CSV,
            Optional.of(','),
            Optional.of('"'),
            Optional.empty(),
            Optional.of(true),
            Optional.of(0))
        : FileReading.auto();
  }

  /** A file with nothing wrong in it. */
  byte[] right(SplittableRandom random) {
    byte[] plain = plain(random);
    return ending.endsWith(".gz") ? packed(plain) : plain;
  }

  byte[] mutated(SplittableRandom random, Mutator mutator) {
    byte[] plain = plain(random);
    return switch (this) {
      case CSV_PACKED -> packed(mutator.text(plain));
      case CSV_BAD_PACKAGE -> mutator.raw(packed(plain));
      default -> mutator.text(plain);
    };
  }

  /** The rows of a file that was read, by another reader. */
  long count(Path file) {
    return RowCount.of(file, reading());
  }

  private byte[] plain(SplittableRandom random) {
    Seeds seeds = new Seeds(random);
    return switch (this) {
      case SEMICOLONS -> seeds.separated(';');
      case TSV -> seeds.separated('\t');
      case JSON_LINES -> seeds.jsonLines();
      default -> seeds.separated(',');
    };
  }

  private static byte[] packed(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
