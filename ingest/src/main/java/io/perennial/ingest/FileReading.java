// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Optional;

/**
 * How the files of a source are to be read; what is empty is found out from each file.
 *
 * @param format of the files
 * @param delimiter between fields
 * @param quote around fields; 0 for none
 * @param encoding a name such as utf-8, latin-1, windows-1252, utf-16
 * @param header whether the first line names the columns
 * @param skip lines before the header
 */
public record FileReading(
    Format format,
    Optional<Character> delimiter,
    Optional<Character> quote,
    Optional<String> encoding,
    Optional<Boolean> header,
    Optional<Integer> skip) {

  /** What kind of file it is. */
  public enum Format {
    AUTO,
    CSV,
    TSV,
    JSONL,
    PARQUET
  }

  /** Everything is found out. */
  public static FileReading auto() {
    return new FileReading(
        Format.AUTO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public FileReading withFormat(Format changed) {
    return new FileReading(changed, delimiter, quote, encoding, header, skip);
  }

  public FileReading withEncoding(String changed) {
    return new FileReading(format, delimiter, quote, Optional.of(changed), header, skip);
  }
}
