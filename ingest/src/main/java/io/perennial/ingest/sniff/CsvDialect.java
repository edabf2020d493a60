// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.ingest.FileReading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How separated text is separated.
 *
 * @param delimiter between fields
 * @param quote around fields; 0 for none
 * @param skip lines before the header or the first row
 * @param header whether the first row names the columns
 * @param width fields of most rows
 */
record CsvDialect(char delimiter, char quote, int skip, boolean header, int width) {

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /** Two colons between fields are one with empty fields between. */
  private static final char[] WITH_COLON = {',', ';', '\t', '|', ':'};

  private static final char[] QUOTES = {'"', '\'', 0};
  private static final int LOOKED_AT = 1 << 17;

  /** The dialect that cuts most rows into the same number of fields, and into most of them. */
  static CsvDialect detect(String text, boolean whole, FileReading reading, char[] delimiters) {
    boolean all = whole && text.length() <= LOOKED_AT;
    String part = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
    double best = Double.NEGATIVE_INFINITY;
    char bestDelimiter = delimiters[0];
    char bestQuote = '"';
    for (char delimiter : delimiters) {
      for (char quote : quotes(reading, part, delimiter)) {
        CsvRows cut = CsvRows.cut(part, delimiter, quote, all, 2000);
        double score = score(cut, quote) + (delimiter == '\t' ? tabs(cut) : 0);
        if (score > best) {
          best = score;
          bestDelimiter = delimiter;
          bestQuote = quote;
        }
      }
    }
    CsvRows cut = CsvRows.cut(part, bestDelimiter, bestQuote, all, 2000);
    int width = modalWidth(cut.rows());
    int skip = reading.skip().orElseGet(() -> preamble(cut, width));
    List<List<String>> rows = cut.rows().subList(rowsBefore(cut, skip), cut.rows().size());
    boolean header = reading.header().orElseGet(() -> looksLikeHeader(rows));
    return new CsvDialect(bestDelimiter, bestQuote, skip, header, width);
  }

  static char[] delimiters(FileReading reading, String text) {
    if (reading.delimiter().isPresent()) {
      return new char[] {reading.delimiter().get()};
    }
    return reading.format() == FileReading.Format.TSV ? new char[] {'\t'} : common(text);
  }

  private static char[] common(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return (line.contains("::") ? WITH_COLON : DELIMITERS).clone();
  }

  /** Rows that begin before physical line {@code skip}. */
  static int rowsBefore(CsvRows cut, int skip) {
    int rows = 0;
    while (rows < cut.rows().size() && cut.firstLine().get(rows) < skip) {
      rows++;
    }
    return rows;
  }

  private static char[] quotes(FileReading reading, String text, char delimiter) {
    if (reading.quote().isPresent()) {
      return new char[] {reading.quote().get()};
    }
    boolean single = text.contains("'" + delimiter) && text.contains(delimiter + "'");
    return single ? QUOTES.clone() : new char[] {'"', 0};
  }

  private static double score(CsvRows cut, char quote) {
    if (cut.rows().isEmpty()) {
      return -1;
    }
    int width = modalWidth(cut.rows());
    long same = cut.rows().stream().filter(row -> row.size() == width).count();
    double share = (double) same / cut.rows().size();
    double malformed = (double) cut.malformed() / cut.rows().size();
    double quoted = 0.3 * cut.quoted() / Math.max(1, cut.quoted() + cut.malformed());
    double several = width > 1 ? 1 : 0;
    double preferred = quote == '"' ? 2e-3 : quote == 0 ? 1e-3 : 0;
    return several * (share + Math.min(width, 50) * 4e-3 + quoted) - malformed + preferred;
  }

  /** Texts have commas and semicolons in them, hardly ever as many tabs in each line. */
  private static double tabs(CsvRows cut) {
    int width = modalWidth(cut.rows());
    long same = cut.rows().stream().filter(row -> row.size() == width).count();
    return width > 1 && same >= 0.98 * cut.rows().size() ? 0.1 : 0;
  }

  private static int modalWidth(List<List<String>> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(1);
  }

  private static int preamble(CsvRows cut, int width) {
    int first = -1;
    for (int i = 0; i < Math.min(cut.rows().size(), 50) && width > 1; i++) {
      List<String> row = cut.rows().get(i);
      if (row.size() == width) {
        first = first < 0 ? i : first;
        if (!isTitle(row)) {
          boolean names = filled(row) * 5 >= width * 4L && !hasValue(row);
          return cut.firstLine().get(names ? i : first);
        }
      }
    }
    return first < 0 ? 0 : cut.firstLine().get(first);
  }

  /** Spreadsheets fill the lines of a title up with delimiters. */
  private static boolean isTitle(List<String> row) {
    long filled = filled(row);
    return filled == 0 || (!row.get(0).isBlank() && (filled == 1 || filled * 3 < row.size()));
  }

  private static long filled(List<String> row) {
    return row.stream().filter(cell -> !cell.isBlank()).count();
  }

  /**
   * Names are all there, all different, and neither numbers nor times; a row of texts among rows of
   * texts counts as names. One name may stand there twice where a row below has a number or a time.
   */
  private static boolean looksLikeHeader(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return true;
    }
    List<String> first = rows.get(0);
    Set<String> seen = new HashSet<>();
    for (String cell : first) {
      String name = cell.strip();
      if (isValue(name) || name.indexOf('@') > 0) {
        return false;
      }
      if (!name.isEmpty()
          && !seen.add(name)
          && rows.stream().limit(20).noneMatch(CsvDialect::hasValue)) {
        return false;
      }
    }
    return !seen.isEmpty() && seen.size() >= first.size() - 1;
  }

  private static boolean hasValue(List<String> row) {
    return row.stream().map(String::strip).anyMatch(CsvDialect::isValue);
  }

  private static boolean isValue(String text) {
    return NumberForms.isPlain(text) || TimeForms.isTime(text);
  }
}
