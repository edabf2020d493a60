// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.List;

/**
 * The rows of a table at a snapshot that may pass some filters: files, already pruned by their
 * bounds, and the filters, which the engine still applies to each row.
 *
 * @param spec the table
 * @param snapshotId 0 when the table has no snapshot yet
 * @param files to read, possibly none
 * @param filters that every row passes
 */
public record TableScan(
    TableSpec spec, long snapshotId, List<DataFile> files, List<Filter> filters) {

  public TableScan {
    files = List.copyOf(files);
    filters = List.copyOf(filters);
  }

  /** Rows in the files, before the filters. */
  public long rowsAtMost() {
    return files.stream().mapToLong(DataFile::rows).sum();
  }
}
