// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

/** How raw rows lie in files. */
public sealed interface TextFormat {

  /**
   * Rows of separated columns; quoting doubles the quote inside a quoted field.
   *
   * @param delimiter one character
   * @param quote one character; 0 for none
   * @param header whether the first line names the columns; without one they are column1, column2 …
   * @param encoding utf-8, latin-1 or utf-16
   * @param skip lines before the header (or the first row) that are passed over
   */
  record Csv(char delimiter, char quote, boolean header, String encoding, int skip)
      implements TextFormat {}

  /** A JSON object a line; nested members are reached by dots: {@code customer.id}. */
  record JsonLines() implements TextFormat {}

  /**
   * Parquet; values are read as text: instants as {@code 2026-01-31 12:00:00}, with a fraction
   * where there is one.
   */
  record Parquet() implements TextFormat {}
}
