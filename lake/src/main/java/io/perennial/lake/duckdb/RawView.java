// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static io.perennial.lake.duckdb.DuckDbSql.files;
import static io.perennial.lake.duckdb.DuckDbSql.quoted;
import static io.perennial.lake.duckdb.DuckDbSql.text;

import io.perennial.lake.LakeException;
import io.perennial.lake.RawScan;
import io.perennial.lake.TextFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The SELECT behind a view of raw files. */
final class RawView {

  /** Separates nothing: a line of JSON holds no such character outside an escape. */
  private static final String NO_DELIMITER = "chr(1)";

  private static final String IS_OBJECT =
      "coalesce(CASE WHEN json_valid(j) THEN json_type(j) = 'OBJECT' END, false)";

  private final RawScan scan;
  private final String rejects;

  /**
   * @param rejects names the tables in which DuckDB keeps lines that it cannot split
   */
  RawView(RawScan scan, String rejects) {
    this.scan = scan;
    this.rejects = rejects;
    scan.files().forEach(CsvHeader::requireReadable);
    if (scan.files().isEmpty()) {
      throw new LakeException("Cannot read files: there are none");
    }
  }

  String sql(Database database) {
    if (scan.format() instanceof TextFormat.Csv csv) {
      return csv(csv);
    }
    if (scan.format() instanceof TextFormat.JsonLines) {
      return jsonLines();
    }
    return parquet(database);
  }

  /** Whether lines are read as text first, so that there can be broken ones. */
  boolean isText() {
    return !(scan.format() instanceof TextFormat.Parquet);
  }

  // ---- separated columns

  private String csv(TextFormat.Csv csv) {
    List<String> header = CsvHeader.read(scan.files().get(0), csv);
    for (Path file : scan.files()) {
      if (!CsvHeader.read(file, csv).equals(header)) {
        throw new LakeException(
            "Cannot read "
                + file
                + " together with "
                + scan.files().get(0)
                + ": their columns differ; make them two sources");
      }
    }
    Map<String, String> physical = new HashMap<>();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      physical.putIfAbsent(header.get(i), "c" + i);
      columns.add("c" + i + ": 'VARCHAR'");
    }
    return each(
        files ->
            "read_csv("
                + files(files)
                + ", auto_detect = false, header = "
                + csv.header()
                + ", skip = "
                + csv.skip()
                + ", delim = "
                + text(String.valueOf(csv.delimiter()))
                + ", quote = "
                + quote(csv.quote())
                + ", escape = "
                + quote(csv.quote())
                + ", encoding = "
                + text(csv.encoding())
                + ", columns = {"
                + String.join(", ", columns)
                + "}"
                + ", filename = true"
                + rejecting()
                + ")",
        field -> {
          String column = physical.get(field);
          if (column == null) {
            throw unknown(field, header);
          }
          return column;
        },
        "");
  }

  /** A line that cannot be split or is too long is kept apart, and reading goes on. */
  private String rejecting() {
    return ", store_rejects = true, rejects_table = "
        + text(rejects + "_errors")
        + ", rejects_scan = "
        + text(rejects + "_scans");
  }

  private static String quote(char quote) {
    return quote == 0 ? "''" : text(String.valueOf(quote));
  }

  // ---- JSON, an object a line

  private String jsonLines() {
    List<String> fields = List.copyOf(fieldsUsed());
    String paths =
        fields.stream().map(f -> text(path(f))).collect(Collectors.joining(", ", "[", "]"));
    Map<String, String> physical = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      physical.put(fields.get(i), "nullif(v[" + (i + 1) + "], '')");
    }
    return each(
        files ->
            "(SELECT filename, "
                + IS_OBJECT
                + " AS valid,"
                + " CASE WHEN json_valid(j) THEN json_extract_string(j, "
                + paths
                + ") END AS v"
                + " FROM "
                + lines(files)
                + ")",
        physical::get,
        " WHERE valid");
  }

  /** Lines of JSON files as text; each line is a row. */
  private String lines(List<String> files) {
    return "read_csv("
        + files(files)
        + ", auto_detect = false, header = false, delim = "
        + NO_DELIMITER
        + ", quote = '', escape = '', columns = {j: 'VARCHAR'}, filename = true"
        + rejecting()
        + ")";
  }

  /** The lines of JSON files that are not JSON: file and number; empty for another format. */
  String brokenJsonLines() {
    if (!(scan.format() instanceof TextFormat.JsonLines)) {
      return "";
    }
    return scan.files().stream()
        .map(Path::toString)
        .map(
            file ->
                "SELECT "
                    + text(file)
                    + " AS file, line FROM (SELECT j, row_number() OVER () AS"
                    + " line FROM "
                    + lines(List.of(file))
                    + ") WHERE j IS NOT NULL AND NOT "
                    + IS_OBJECT)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String path(String field) {
    StringBuilder path = new StringBuilder("$");
    for (String member : field.split("\\.", -1)) {
      path.append(".\"").append(member.replace("\"", "\\\"")).append('"');
    }
    return path.toString();
  }

  // ---- Parquet

  private String parquet(Database database) {
    String first = "read_parquet(" + files(List.of(scan.files().get(0).toString())) + ")";
    List<String> header =
        database.rows("DESCRIBE SELECT * FROM " + first).stream().map(row -> row.get(0)).toList();
    return each(
        files ->
            "read_parquet("
                + files(files)
                + ", union_by_name = true, hive_partitioning = false,"
                + " filename = 'perennial_file')",
        field -> {
          if (!header.contains(field)) {
            throw unknown(field, header);
          }
          return "nullif(CAST(" + quoted(field) + " AS VARCHAR), '')";
        },
        "",
        "perennial_file");
  }

  // ---- what they share

  private interface Reader {
    String of(List<String> files);
  }

  private interface Fields {
    String column(String field);
  }

  private String each(Reader reader, Fields fields, String where) {
    return each(reader, fields, where, "filename");
  }

  private String each(Reader reader, Fields fields, String where, String fileColumn) {
    List<String> files = scan.files().stream().map(Path::toString).toList();
    if (!scan.numbered()) {
      return select(reader.of(files), fields, fileColumn, "CAST(NULL AS BIGINT)") + where;
    }
    return files.stream()
        .map(
            file ->
                select(
                        "(SELECT *, row_number() OVER () AS perennial_line FROM "
                            + reader.of(List.of(file))
                            + ")",
                        fields,
                        fileColumn,
                        "perennial_line")
                    + where)
        .collect(Collectors.joining(" UNION ALL "));
  }

  private String select(String from, Fields fields, String fileColumn, String line) {
    List<String> select = new ArrayList<>();
    select.add(fileColumn + " AS file");
    select.add(line + " AS line");
    scan.columns()
        .forEach((ours, field) -> select.add(fields.column(field) + " AS " + quoted(ours)));
    select.add(properties(fields) + " AS properties");
    return "SELECT " + String.join(", ", select) + " FROM " + from;
  }

  private String properties(Fields fields) {
    if (scan.properties().isEmpty()) {
      return "CAST(NULL AS VARCHAR)";
    }
    String members =
        scan.properties().stream()
            .map(
                field -> {
                  String column = fields.column(field);
                  String key = "CAST(to_json(" + text(field) + ") AS VARCHAR) || ':'";
                  return "CASE WHEN "
                      + column
                      + " IS NOT NULL THEN "
                      + key
                      + " || CAST(to_json("
                      + column
                      + ") AS VARCHAR) END";
                })
            .collect(Collectors.joining(", "));
    return "nullif('{' || concat_ws(',', " + members + ") || '}', '{}')";
  }

  private Set<String> fieldsUsed() {
    Set<String> fields = new LinkedHashSet<>(scan.columns().values());
    fields.addAll(scan.properties());
    return fields;
  }

  private LakeException unknown(String field, List<String> header) {
    return new LakeException(
        "Cannot read "
            + scan.files().get(0)
            + ": it has no column '"
            + field
            + "' (it has "
            + String.join(", ", header)
            + ")");
  }
}
