// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
 * @param sheet the sheets of workbooks that are read, by name, where * stands for anything; else
 *     all that have rows
 * @param widths of fixed-width columns by their names, each a width (10) or the first and last
 *     character (1-10); by 1, 2, 3 … where the columns have no names
 * @param records the members of a JSON document that lead to its rows, joined by points
 * @param explode the members of a row that lead to a list each of whose elements becomes a row,
 *     joined by points; ends with ! when a row without elements is to be left out
 * @param store how objects of a store are reached
 */
public record FileReading(
    Format format,
    Optional<Character> delimiter,
    Optional<Character> quote,
    Optional<String> encoding,
    Optional<Boolean> header,
    Optional<Integer> skip,
    Optional<String> sheet,
    Map<String, String> widths,
    Optional<String> records,
    Optional<String> explode,
    ObjectStore store) {

  /** What kind of file it is. */
  public enum Format {
    AUTO,
    CSV,
    TSV,
    JSONL,
    PARQUET,
    JSON,
    XLSX,
    FIXED,
    /** Messages of the Segment specification. */
    SEGMENT,
    /** Documents of the JSON:API; what they include is put where rows refer to it. */
    JSON_API
  }

  public FileReading {
    widths = Collections.unmodifiableMap(new LinkedHashMap<>(widths));
  }

  /** How text in columns, or one object a line, is to be read. */
  public FileReading(
      Format format,
      Optional<Character> delimiter,
      Optional<Character> quote,
      Optional<String> encoding,
      Optional<Boolean> header,
      Optional<Integer> skip) {
    this(
        format,
        delimiter,
        quote,
        encoding,
        header,
        skip,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        ObjectStore.found());
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
    return new FileReading(
        changed, delimiter, quote, encoding, header, skip, sheet, widths, records, explode, store);
  }

  public FileReading withEncoding(String changed) {
    return new FileReading(
        format,
        delimiter,
        quote,
        Optional.of(changed),
        header,
        skip,
        sheet,
        widths,
        records,
        explode,
        store);
  }

  public FileReading withHeader(boolean changed) {
    return new FileReading(
        format,
        delimiter,
        quote,
        encoding,
        Optional.of(changed),
        skip,
        sheet,
        widths,
        records,
        explode,
        store);
  }

  public FileReading withSkip(int changed) {
    return new FileReading(
        format,
        delimiter,
        quote,
        encoding,
        header,
        Optional.of(changed),
        sheet,
        widths,
        records,
        explode,
        store);
  }

  public FileReading withSheet(String changed) {
    return new FileReading(
        format,
        delimiter,
        quote,
        encoding,
        header,
        skip,
        Optional.of(changed),
        widths,
        records,
        explode,
        store);
  }

  public FileReading withWidths(Map<String, String> changed) {
    return new FileReading(
        format, delimiter, quote, encoding, header, skip, sheet, changed, records, explode, store);
  }

  public FileReading withRecords(String changed) {
    return new FileReading(
        format,
        delimiter,
        quote,
        encoding,
        header,
        skip,
        sheet,
        widths,
        Optional.of(changed),
        explode,
        store);
  }

  public FileReading withExplode(String changed) {
    return new FileReading(
        format,
        delimiter,
        quote,
        encoding,
        header,
        skip,
        sheet,
        widths,
        records,
        Optional.of(changed),
        store);
  }

  public FileReading withStore(ObjectStore changed) {
    return new FileReading(
        format, delimiter, quote, encoding, header, skip, sheet, widths, records, explode, changed);
  }

  /**
   * What the rows depend on, as text; for files that lie in columns or lines it is what it always
   * was.
   */
  public String canonical() {
    String text =
        "FileReading[format="
            + format
            + ", delimiter="
            + delimiter
            + ", quote="
            + quote
            + ", encoding="
            + encoding
            + ", header="
            + header
            + ", skip="
            + skip
            + "]";
    boolean isMore =
        sheet.isPresent() || !widths.isEmpty() || records.isPresent() || explode.isPresent();
    return isMore ? text + sheet + widths + records + explode : text;
  }
}
