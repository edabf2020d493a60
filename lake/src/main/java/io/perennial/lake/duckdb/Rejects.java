// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import io.perennial.lake.LakeException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables in which DuckDB notes the lines of a view of files that it could not split. */
final class Rejects {

  private final Database database;
  private final String view;

  Rejects(Database database, String view) {
    this.database = database;
    this.view = view;
  }

  /** What the names of the tables begin with. */
  static String tables(String view) {
    return "perennial_" + view;
  }

  /** Whether DuckDB gave up cutting text into rows, as it does at line ends of two kinds. */
  static boolean isFailure(LakeException e) {
    return String.valueOf(e.getMessage()).contains("CSV Parser");
  }

  /** The files with such lines; reads the view once when nobody has read it yet. */
  Set<String> files() {
    String tables = tables(view);
    if (!exists(tables + "_errors")) {
      database.number("SELECT count(COLUMNS(*)) FROM " + DuckDbSql.quoted(view));
    }
    Set<String> files = new LinkedHashSet<>();
    if (exists(tables + "_errors")) {
      for (List<String> row :
          database.rows(
              "SELECT DISTINCT s.file_path FROM "
                  + DuckDbSql.quoted(tables + "_errors")
                  + " e JOIN "
                  + DuckDbSql.quoted(tables + "_scans")
                  + " s USING (scan_id, file_id)")) {
        files.add(row.get(0));
      }
    }
    return files;
  }

  private boolean exists(String table) {
    return database.number(
            "SELECT count(*) FROM information_schema.tables WHERE table_name = "
                + DuckDbSql.text(table))
        > 0;
  }

  void drop() {
    database.execute("DROP TABLE IF EXISTS " + DuckDbSql.quoted(tables(view) + "_errors"));
    database.execute("DROP TABLE IF EXISTS " + DuckDbSql.quoted(tables(view) + "_scans"));
  }
}
