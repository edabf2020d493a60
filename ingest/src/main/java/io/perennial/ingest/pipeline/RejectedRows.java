// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.IngestReport;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows the rows that cannot be taken by their place, with what is wrong. */
final class RejectedRows {

  private static final SqlStep CONFLICTS = SqlStep.of(RejectedRows.class, "conflicts");
  private static final SqlStep REJECTED = SqlStep.of(RejectedRows.class, "rejected_rows");
  private static final SqlStep REASONS = SqlStep.of(RejectedRows.class, "reasons");

  private final FileBatch batch;
  private final BatchRows rows;
  private final GivenTables given;
  private final Engine engine;

  RejectedRows(FileBatch batch, BatchRows rows, GivenTables given) {
    this.batch = batch;
    this.rows = rows;
    this.given = given;
    this.engine = batch.engine();
  }

  /**
   * Makes {@code ingest_rejected} of {@code ingest_fated} and the broken lines, which takes a pass
   * over the files.
   *
   * @return how many rows it has
   */
  long find(List<BrokenLine> broken) {
    given.loadProblems();
    given.loadBroken(broken);
    engine.run(CONFLICTS, Map.of());
    return rows.readNumbered(
        BatchRows.Pass.REJECTED,
        REJECTED,
        Map.of(
            "source",
            batch.source().name(),
            "seen_at",
            batch.now(),
            "batch_id",
            batch.id(),
            "nothing",
            RowSql.NOTHING));
  }

  /** Why rows were not taken, with the first of each. */
  List<IngestReport.Reason> reasons() {
    List<IngestReport.Reason> reasons = new ArrayList<>();
    engine.run(REASONS, Map.of());
    try (Batches found =
        engine.query(
            "SELECT reason, n, file, line, field, value, advice FROM ingest_reasons"
                + " ORDER BY n DESC, reason, field")) {
      while (found.next()) {
        Batch part = found.batch();
        for (int row = 0; row < part.rows(); row++) {
          String value = part.isNull(5, row) ? "" : " '" + part.texts(5)[row] + "'";
          reasons.add(
              new IngestReport.Reason(
                  batch.source().name(),
                  part.texts(0)[row],
                  part.longs(1)[row],
                  "first in "
                      + part.texts(2)[row]
                      + ", row "
                      + part.longs(3)[row]
                      + ", "
                      + part.texts(4)[row]
                      + value
                      + ": "
                      + part.texts(6)[row]));
        }
      }
    }
    return reasons;
  }

  /** Drops what the engine holds of these rows. */
  void forget() {
    List.of(
            "ingest_conflicts",
            "ingest_rejected",
            "ingest_reasons",
            "ingest_broken",
            "ingest_problems")
        .forEach(engine::drop);
  }
}
