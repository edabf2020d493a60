// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is served.
 *
 * @param name of the workspace
 * @param currency of all money
 * @param zone that decides what a day is
 * @param asOf the instant that customers are known as of; empty before features were computed
 * @param snapshots a name for the snapshots of all tables together
 * @param loadedAt since when they are served
 * @param indexReady whether customers are answered from the index
 */
public record StatusAnswer(
    String name,
    String version,
    String currency,
    String zone,
    Optional<Instant> asOf,
    String snapshots,
    Instant loadedAt,
    boolean indexReady,
    long customers,
    List<TableRow> tables) {

  /** A table at its snapshot. */
  public record TableRow(
      String name, String meaning, long rows, String snapshot, Instant committedAt) {}
}
