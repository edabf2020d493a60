// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import io.perennial.config.Nearest;
import io.perennial.ingest.IngestException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table or view that is there.
 *
 * @param catalog what the database calls the database; null where it has none
 * @param schema null where the database has none
 * @param name as the database writes it
 */
record TableName(@Nullable String catalog, @Nullable String schema, String name) {

  private static final Set<String> KINDS =
      Set.of(
          "TABLE",
          "BASE TABLE",
          "VIEW",
          "MATERIALIZED VIEW",
          "PARTITIONED TABLE",
          "FOREIGN TABLE",
          "SYSTEM VIEW",
          "TEMPORARY TABLE");

  private static final Set<String> OF_THE_SYSTEM =
      Set.of("information_schema", "pg_catalog", "sys", "performance_schema", "mysql");

  /**
   * The table that people call {@code said}: its name, or schema and name with a dot between;
   * capitals count only where two tables differ by nothing else.
   *
   * @param source by its name in the configuration
   * @throws IngestException when there is none, or several could be meant
   */
  static TableName find(Connection connection, String said, String source) throws SQLException {
    List<TableName> all = all(connection);
    String home = schemaOf(connection);
    List<TableName> found = all.stream().filter(t -> t.name.equals(said)).toList();
    if (found.isEmpty()) {
      found = all.stream().filter(t -> t.qualified().equals(said)).toList();
    }
    if (found.isEmpty()) {
      found =
          all.stream()
              .filter(t -> t.name.equalsIgnoreCase(said) || t.qualified().equalsIgnoreCase(said))
              .toList();
    }
    if (found.size() > 1) {
      List<TableName> atHome = found.stream().filter(t -> Objects.equals(t.schema, home)).toList();
      found = atHome.isEmpty() ? found : atHome;
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    String setting = " (check sources." + source + ".database.table)";
    if (found.isEmpty()) {
      throw new IngestException("Unknown table: " + said + near(said, all) + setting);
    }
    throw new IngestException(
        "Cannot read table "
            + said
            + ": there are several, "
            + String.join(", ", found.stream().map(TableName::qualified).toList())
            + setting);
  }

  private static String near(String said, List<TableName> all) {
    if (all.isEmpty()) {
      return "; this user sees no table";
    }
    Map<String, String> byName = new TreeMap<>();
    for (TableName table : all) {
      byName.put(table.qualified(), table.qualified());
      byName.putIfAbsent(table.name, table.qualified());
    }
    return Nearest.name(said, byName.keySet())
        .map(name -> "; is it " + byName.get(name) + "?")
        .orElseGet(() -> "; there are " + few(new LinkedHashSet<>(byName.values())));
  }

  /** The first names of many. */
  static String few(Collection<String> names) {
    List<String> first = names.stream().limit(8).toList();
    return String.join(", ", first)
        + (names.size() > first.size() ? " and " + (names.size() - first.size()) + " more" : "");
  }

  private static List<TableName> all(Connection connection) throws SQLException {
    List<TableName> all = new ArrayList<>();
    DatabaseMetaData data = connection.getMetaData();
    try (ResultSet rows = data.getTables(connection.getCatalog(), null, "%", null)) {
      while (rows.next()) {
        String schema = rows.getString("TABLE_SCHEM");
        String kind = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
        boolean system = schema != null && OF_THE_SYSTEM.contains(schema.toLowerCase(Locale.ROOT));
        if (!system && KINDS.contains(kind)) {
          all.add(new TableName(rows.getString("TABLE_CAT"), schema, rows.getString("TABLE_NAME")));
        }
      }
    }
    return all;
  }

  private static @Nullable String schemaOf(Connection connection) {
    try {
      return connection.getSchema();
    } catch (SQLException e) {
      return null; // SQLite has none
    }
  }

  private String qualified() {
    return schema == null || schema.isEmpty() ? name : schema + '.' + name;
  }

  /** Name and schema as SQL has them. */
  String quoted(Connection connection) throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString();
    String own = quoted(name, quote);
    return schema == null || schema.isEmpty() ? own : quoted(schema, quote) + '.' + own;
  }

  /** A name as SQL has it. */
  static String quoted(String name, String quote) {
    String sign = quote.isBlank() ? "\"" : quote;
    return sign + name.replace(sign, sign + sign) + sign;
  }

  /** The columns of its primary key, in their order; none for a view, or a table without one. */
  List<String> key(Connection connection) throws SQLException {
    Map<Integer, String> columns = new TreeMap<>();
    try (ResultSet rows = connection.getMetaData().getPrimaryKeys(catalog, schema, name)) {
      while (rows.next()) {
        columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }
}
