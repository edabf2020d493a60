// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.Purpose;
import io.perennial.domain.RecordId;
import io.perennial.governance.ErasureReceipt;
import io.perennial.governance.Permit;
import io.perennial.lake.Tables;
import io.perennial.lake.upkeep.LakeErasure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Erases one customer from a copy of a lake: events and claims, verified on the disk. */
final class ErasureWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    Folders.delete(folder);
    Folders.copy(arguments.path("lake"), folder);
    Clock clock = Clock.systemUTC();
    try (Workspace workspace = Workspace.forWriting(folder, arguments)) {
      workspace.viewEvents();
      timing.fact("events", workspace.number("SELECT count(*) AS n FROM events"));
      RecordId record = new RecordId(busiest(workspace));
      LakeErasure erasure =
          new LakeErasure(
              workspace.lake(),
              workspace.engine(),
              clock,
              List.of(Tables.EVENTS, Tables.CLAIMS, Tables.QUARANTINE));
      Permit permit =
          new Permit(
              "benchmarks",
              Purpose.DATA_SUBJECT_REQUEST,
              clock.instant().plus(Duration.ofHours(1)));
      ErasureReceipt receipt = timing.round(() -> erasure.erase(Set.of(record), permit));
      workspace.viewEvents();
      timing.fact(
          "left", workspace.number("SELECT count(*) AS n FROM events WHERE record_id = " + record));
      timing.fact("rows", receipt.rows());
      timing.fact("rewritten", receipt.filesRewritten());
      timing.fact("verified", receipt.filesVerified());
    }
    Folders.delete(folder);
  }

  /** The record with most events: the one in most files. */
  private static long busiest(Workspace workspace) {
    return workspace.number(
        "SELECT record_id FROM events GROUP BY record_id ORDER BY count(*) DESC, record_id LIMIT 1");
  }
}
