// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how an engine writes files of a table: sorted, partitioned, with field ids, zstd.
 *
 * @param spec the table; what is written has columns of the spec, by name, missing ones are null
 * @param folder new files go here, in a folder per month when the table has months
 * @param only write the rows of this one month (months since January 1970); empty for all
 * @param constants columns that are the same in every row, with their values; the query does not
 *     give them. They are cheaper than columns of the query: nothing of them is sorted
 * @param ordered whether the query gives its rows in the table's order, so that an engine that
 *     keeps the order of files need not sort them
 */
public record FileTarget(
    TableSpec spec,
    Path folder,
    Optional<Integer> only,
    Map<String, Object> constants,
    boolean ordered) {

  public FileTarget {
    constants = Map.copyOf(constants);
  }

  /** No column is a constant. */
  public FileTarget(TableSpec spec, Path folder, Optional<Integer> only) {
    this(spec, folder, only, Map.of(), false);
  }

  public static FileTarget of(LakeTable table) {
    return new FileTarget(table.spec(), table.dataFolder(), Optional.empty());
  }

  /** The same target; the columns named are the values named in every row. */
  public FileTarget with(Map<String, Object> columns) {
    return new FileTarget(spec, folder, only, columns, ordered);
  }

  /** The same target, for rows of one file of the table, which are in order. */
  public FileTarget inOrder() {
    return new FileTarget(spec, folder, only, constants, true);
  }
}
