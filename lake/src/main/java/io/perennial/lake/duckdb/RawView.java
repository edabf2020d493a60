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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The SELECT behind a view of raw files. */
final class RawView {

  private static final String IS_OBJECT =
      "coalesce(CASE WHEN json_valid(c0) THEN json_type(c0) = 'OBJECT' END, false)";

  private final RawScan scan;
  private final String rejects;
  private final MendedFiles mended;
  private final Optional<TextRows> rows;
  private List<String> header = List.of();

  /**
   * @param rejects names the tables in which DuckDB keeps lines that it cannot split
   * @param mended copies of the files that DuckDB stumbles over
   */
  RawView(RawScan scan, String rejects, MendedFiles mended) {
    this.scan = scan;
    this.rejects = rejects;
    this.mended = mended;
    scan.files().forEach(CsvHeader::requireReadable);
    if (scan.files().isEmpty()) {
      throw new LakeException("Cannot read files: there are none");
    }
    if (scan.format() instanceof TextFormat.Csv csv) {
      rows = Optional.of(csvRows(csv));
    } else if (scan.format() instanceof TextFormat.JsonLines) {
      rows = Optional.of(new TextRows(scan, 1, rejects, mended));
    } else {
      rows = Optional.empty();
    }
  }

  /** The SELECT as files are mended by now. */
  String sql(Database database) {
    if (rows.isEmpty()) {
      return parquet(database);
    }
    return scan.format() instanceof TextFormat.Csv ? csv(rows.get()) : jsonLines(rows.get());
  }

  List<Path> paths() {
    return scan.files();
  }

  /** The files as text, each line of which may be broken; empty for Parquet. */
  Optional<TextRows> textRows() {
    return rows;
  }

  // ---- separated columns

  private TextRows csvRows(TextFormat.Csv csv) {
    header = CsvHeader.read(scan.files().get(0), csv);
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
    return new TextRows(scan, header.size(), rejects, mended);
  }

  private String csv(TextRows rows) {
    Map<String, String> physical = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      physical.putIfAbsent(header.get(i), "c" + i);
    }
    return select(
        rows.parts(),
        field -> {
          String column = physical.get(field);
          if (column == null) {
            throw unknown(field, header);
          }
          return column;
        },
        "filename",
        "");
  }

  // ---- JSON, an object a line

  private String jsonLines(TextRows rows) {
    List<String> fields = List.copyOf(fieldsUsed());
    String paths =
        fields.stream().map(f -> text(path(f))).collect(Collectors.joining(", ", "[", "]"));
    Map<String, String> physical = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      physical.put(fields.get(i), "nullif(v[" + (i + 1) + "], '')");
    }
    List<String> parts =
        rows.parts().stream()
            .map(
                part ->
                    "(SELECT filename, perennial_line, "
                        + IS_OBJECT
                        + " AS valid, CASE WHEN json_valid(c0) THEN json_extract_string(c0, "
                        + paths
                        + ") END AS v FROM "
                        + part
                        + ")")
            .toList();
    return select(parts, physical::get, "filename", " WHERE valid");
  }

  /** The lines of JSON files that are not JSON: file and number; empty for another format. */
  String brokenJsonLines() {
    if (!(scan.format() instanceof TextFormat.JsonLines)) {
      return "";
    }
    RawScan numbered =
        new RawScan(scan.files(), scan.format(), scan.columns(), scan.properties(), true);
    return new TextRows(numbered, 1, rejects, mended)
        .parts().stream()
            .map(
                part ->
                    "SELECT filename, perennial_line FROM "
                        + part
                        + " WHERE trim(c0, ' ' || chr(9)) <> '' AND NOT "
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
    header =
        database.rows("DESCRIBE SELECT * FROM " + first).stream().map(row -> row.get(0)).toList();
    List<String> files = scan.files().stream().map(Path::toString).toList();
    List<String> parts =
        scan.numbered()
            ? files.stream()
                .map(
                    file ->
                        "(SELECT *, row_number() OVER () AS perennial_line FROM "
                            + parquet(List.of(file))
                            + ")")
                .toList()
            : List.of(
                "(SELECT *, CAST(NULL AS BIGINT) AS perennial_line FROM " + parquet(files) + ")");
    return select(
        parts,
        field -> {
          if (!header.contains(field)) {
            throw unknown(field, header);
          }
          return "nullif(CAST(" + quoted(field) + " AS VARCHAR), '')";
        },
        "perennial_file",
        "");
  }

  private static String parquet(List<String> files) {
    return "read_parquet("
        + files(files)
        + ", union_by_name = true, hive_partitioning = false, filename = 'perennial_file')";
  }

  // ---- what they share

  private interface Fields {
    String column(String field);
  }

  private String select(List<String> parts, Fields fields, String fileColumn, String where) {
    List<String> columns = new ArrayList<>();
    columns.add(fileColumn + " AS file");
    columns.add("perennial_line AS line");
    scan.columns()
        .forEach((ours, field) -> columns.add(fields.column(field) + " AS " + quoted(ours)));
    columns.add(properties(fields) + " AS properties");
    return parts.stream()
        .map(part -> "SELECT " + String.join(", ", columns) + " FROM " + part + where)
        .collect(Collectors.joining(" UNION ALL "));
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
