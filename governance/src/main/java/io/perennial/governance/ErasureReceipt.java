// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import java.time.Instant;
import java.util.Map;

/**
 * What an erasure did, without saying about whom.
 *
 * @param at when it was verified
 * @param rowsByTable rows removed, by table
 * @param filesRewritten data files replaced
 * @param filesVerified files on disk in which no trace was found afterwards
 */
public record ErasureReceipt(
    Instant at, Map<String, Long> rowsByTable, int filesRewritten, int filesVerified) {

  public ErasureReceipt {
    rowsByTable = Map.copyOf(rowsByTable);
  }

  /** Rows removed in all. */
  public long rows() {
    return rowsByTable.values().stream().mapToLong(Long::longValue).sum();
  }
}
