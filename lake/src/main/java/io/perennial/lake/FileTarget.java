// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how an engine writes files of a table: sorted, partitioned, with field ids, zstd.
 *
 * @param spec the table; what is written has columns of the spec, by name, missing ones are null
 * @param folder new files go here, in a folder per month when the table has months
 * @param only write the rows of this one month (months since January 1970); empty for all
 */
public record FileTarget(TableSpec spec, Path folder, Optional<Integer> only) {

  public static FileTarget of(LakeTable table) {
    return new FileTarget(table.spec(), table.dataFolder(), Optional.empty());
  }
}
