// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.app.UsageException;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.TableSpec;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rule for SQL without a permit: it reads the lake's tables under their own names, and nothing
 * else. No files, no functions that read files or make up names of tables, no catalogs.
 *
 * <p>On DuckDB the rule looks at the tree into which DuckDB itself parses the statement, so that no
 * way of writing it gets by. On other engines it refuses what could name a file.
 */
final class LakeTablesOnly {

  private static final Set<String> FUNCTIONS =
      Set.of("unnest", "range", "generate_series", "repeat", "json_each", "json_tree");
  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern ERROR =
      Pattern.compile("^\\{\"error\":true,.*?\"error_message\":" + TEXT);
  private static final Pattern WITH =
      Pattern.compile("\"key\":" + TEXT + ",\"value\":\\{\"aliases\"");
  private static final Pattern TABLE = Pattern.compile("\"table_name\":" + TEXT);
  private static final Pattern PLACE = Pattern.compile("\"(?:schema|catalog)_name\":" + TEXT);
  private static final Pattern FUNCTION =
      Pattern.compile("\"type\":\"TABLE_FUNCTION\".*?\"function_name\":" + TEXT);
  private static final Pattern FILE_OR_CALL =
      Pattern.compile("(?i)\\.\\s*`|`[^`]*[/\\\\.:][^`]*`|\\b(try_)?(reflect|java_method)\\b");

  private final Engine engine;

  LakeTablesOnly(Engine engine) {
    this.engine = engine;
  }

  /**
   * Lets a statement pass.
   *
   * @throws UsageException when it reads anything else, or cannot be parsed
   */
  void check(String sql) {
    if (engine.name().equals("duckdb")) {
      checkTree(tree(sql));
    } else if (FILE_OR_CALL.matcher(sql).find()) {
      throw refused("a file or a call of Java");
    }
  }

  private String tree(String sql) {
    String literal = "'" + sql.replace("'", "''") + "'";
    try (Batches rows =
        engine.query("SELECT CAST(json_serialize_sql(" + literal + ") AS VARCHAR) AS tree")) {
      rows.next();
      return rows.batch().texts(0)[0];
    }
  }

  private static void checkTree(String tree) {
    Matcher error = ERROR.matcher(tree);
    if (error.find()) {
      throw new UsageException("Cannot run SQL: " + plain(error.group(1)));
    }
    Set<String> names =
        TableViews.TABLES.stream()
            .map(TableSpec::name)
            .collect(Collectors.toCollection(HashSet::new));
    all(WITH, tree).stream().filter(name -> name.matches("\\w+")).forEach(names::add);
    for (String table : all(TABLE, tree)) {
      if (!table.isEmpty() && !names.contains(table)) {
        throw refused(table);
      }
    }
    for (String place : all(PLACE, tree)) {
      if (!place.isEmpty() && !place.equals("main")) {
        throw refused("tables of " + place);
      }
    }
    for (String function : all(FUNCTION, tree)) {
      if (!FUNCTIONS.contains(function)) {
        throw refused(function + "()");
      }
    }
  }

  /** What the group of a pattern finds, in lower case. */
  private static Set<String> all(Pattern pattern, String tree) {
    return pattern
        .matcher(tree)
        .results()
        .map(found -> plain(found.group(1)).toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static String plain(String json) {
    return json.replaceAll("\\\\(.)", "$1");
  }

  private static UsageException refused(String what) {
    return new UsageException(
        "Cannot read "
            + what
            + ": without --permit PURPOSE only the lake's tables can be read here ("
            + TableViews.TABLES.stream().map(TableSpec::name).collect(Collectors.joining(", "))
            + "); other files come in as sources, see perennial connect");
  }
}
