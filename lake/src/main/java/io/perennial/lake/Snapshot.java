// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.time.Instant;
import java.util.Map;

/**
 * A state of a table that does not change.
 *
 * @param id unique in its table, never 0
 * @param at when it was committed
 * @param operation append, overwrite, replace or delete
 * @param rows in the whole table
 * @param files in the whole table
 * @param summary what the commit said about itself
 */
public record Snapshot(
    long id, Instant at, String operation, long rows, long files, Map<String, String> summary) {

  public Snapshot {
    summary = Map.copyOf(summary);
  }
}
