// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a lake table looks like. Columns are known by field id: renaming or adding one does not
 * rewrite a file.
 *
 * @param name of the table
 * @param meaning one line for people: the grain
 * @param columns in order, ids and names unique
 * @param monthOf the TIMESTAMP column by whose month the table is partitioned; empty for none
 * @param sortedBy the columns by which each file is sorted
 */
public record TableSpec(
    String name,
    String meaning,
    List<Column> columns,
    Optional<String> monthOf,
    List<String> sortedBy) {

  public TableSpec {
    columns = List.copyOf(columns);
    sortedBy = List.copyOf(sortedBy);
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      boolean newId = ids.add(column.id());
      boolean newName = names.add(column.name());
      if (!newId || !newName) {
        throw new IllegalArgumentException(
            "Invalid table " + name + ": two columns with the id or name of " + column.name());
      }
    }
    for (String sort : sortedBy) {
      if (!names.contains(sort)) {
        throw new IllegalArgumentException("Unknown sort column: " + sort + " in table " + name);
      }
    }
    if (monthOf.isPresent() && !names.contains(monthOf.get())) {
      throw new IllegalArgumentException(
          "Unknown partition column: " + monthOf.get() + " in table " + name);
    }
  }

  /** The column called {@code column}. */
  public Column column(String column) {
    return columns.stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Unknown column: " + column + " in table " + name));
  }

  public boolean has(String column) {
    return columns.stream().anyMatch(c -> c.name().equals(column));
  }
}
