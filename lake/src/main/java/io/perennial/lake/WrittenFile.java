// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.Map;
import java.util.Optional;

/**
 * A Parquet file that an engine wrote and that is not yet part of a table.
 *
 * @param file the file
 * @param columns statistics by column name; a column may be missing
 */
public record WrittenFile(DataFile file, Map<String, ColumnStats> columns) {

  public WrittenFile {
    columns = Map.copyOf(columns);
  }

  /**
   * Statistics of one column of one file.
   *
   * @param bytes compressed size
   * @param values rows, nulls included
   * @param nulls rows without a value
   * @param lower a value not above any in the file: Boolean, Long (TIMESTAMP: microseconds),
   *     Double, BigDecimal or String by the column's type; empty when unknown or all null
   * @param upper a value not below any in the file
   */
  public record ColumnStats(
      long bytes, long values, long nulls, Optional<Object> lower, Optional<Object> upper) {}
}
