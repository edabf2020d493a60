// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.BrokenLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the lines of raw files that could not be split into fields. */
final class BrokenLines {

  private final Database database;

  BrokenLines(Database database) {
    this.database = database;
  }

  /** Those of {@code view}; reads the view once when nobody has read it yet. */
  List<BrokenLine> of(RawView raw, String view) {
    List<BrokenLine> broken = new ArrayList<>();
    if (raw.isText()) {
      broken.addAll(rejected(view));
      broken.addAll(notJson(raw));
    }
    return broken;
  }

  private List<BrokenLine> notJson(RawView raw) {
    List<BrokenLine> broken = new ArrayList<>();
    String lines = raw.brokenJsonLines();
    if (lines.isEmpty()) {
      return broken;
    }
    for (List<String> row : database.rows(lines)) {
      broken.add(
          new BrokenLine(row.get(0), Long.parseLong(row.get(1)), "the line is not a JSON object"));
    }
    return broken;
  }

  private List<BrokenLine> rejected(String view) {
    String tables = "perennial_" + view;
    if (!exists(tables + "_errors")) {
      database.number("SELECT count(COLUMNS(*)) FROM " + DuckDbSql.quoted(view));
    }
    if (!exists(tables + "_errors")) {
      return List.of();
    }
    String query =
        "SELECT s.file_path, e.line, any_value(e.error_type), max(length(rtrim(e.csv_line, chr(10)))"
            + " - length(replace(rtrim(e.csv_line, chr(10)), chr(10), ''))),"
            + " any_value(CASE WHEN e.error_type LIKE '%COLUMNS' THEN e.error_message END)"
            + " FROM "
            + DuckDbSql.quoted(tables + "_errors")
            + " e JOIN "
            + DuckDbSql.quoted(tables + "_scans")
            + " s USING (scan_id, file_id)"
            + " GROUP BY s.file_path, e.line ORDER BY s.file_path, e.line";
    List<BrokenLine> broken = new ArrayList<>();
    for (List<String> row : database.rows(query)) {
      long first = Long.parseLong(row.get(1));
      long more = row.get(3).isEmpty() ? 0 : Long.parseLong(row.get(3));
      String reason = reason(row.get(2), row.get(4));
      for (long line = first; line <= first + more; line++) {
        broken.add(new BrokenLine(row.get(0), line, reason));
      }
    }
    return broken;
  }

  private boolean exists(String table) {
    return database.number(
            "SELECT count(*) FROM information_schema.tables WHERE table_name = "
                + DuckDbSql.text(table))
        > 0;
  }

  private static String reason(String kind, String message) {
    return switch (kind) {
      case "MISSING COLUMNS", "TOO MANY COLUMNS" ->
          message
              .toLowerCase(Locale.ROOT)
              .replace("expected number of columns", "columns expected");
      case "UNQUOTED VALUE" -> "a quoted field is not closed";
      case "LINE SIZE OVER MAXIMUM" -> "the line is longer than 2 million characters";
      case "INVALID ENCODING", "INVALID UNICODE" -> "the line is not in the file's encoding";
      default -> "the line cannot be split into fields (" + kind.toLowerCase(Locale.ROOT) + ")";
    };
  }
}
