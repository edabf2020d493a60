// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.List;

/** A set of tables. Closing it releases the catalog. */
public interface Lake extends AutoCloseable {

  /**
   * The table of {@code spec}, made if it is not there; columns that the spec has and the table has
   * not are added, and columns that the table has beyond the spec are behind those of the spec. A
   * lake opened for reading answers an empty table instead of making one.
   *
   * @throws LakeException when the stored table cannot be read as the spec says
   */
  LakeTable table(TableSpec spec);

  /** The names of the tables that exist, sorted. */
  List<String> names();

  @Override
  void close();
}
